using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Scenes;
using Understudy.MediaEngine.Scenes.Film;
using Understudy.MediaEngine.Scenes.Rules;

namespace Understudy.MediaEngine.Jobs;

/// <summary>Paints films of what prompts say.</summary>
internal static class FilmWork
{
    public static async Task<JobOutputs> DoAsync(
        EngineTask.PaintFilm film, TaskFolder folder, IProgress<double> progress, CancellationToken cancellationToken)
    {
        // Whoever took the order has looked before; an engine that is asked by itself looks, too.
        if (ForbiddenWords.Default.Judge(film.Prompt) is { } forbidden)
            throw new MediaRejectedException(ForbiddenContent.Code, forbidden.Message);
        FilmRequest request = new(film.Prompt, film.Size.Width, film.Size.Height, film.Seconds)
        {
            Style = film.Style is { } style ? Named.Of<FilmStyle>(style, "style") : null,
            FrameRate = film.FramesPerSecond,
            Seed = film.Seed,
            Watermark = film.Watermark,
            Title = film.Title,
            Words = film.Words,
            Recipe = folder.Recipe,
        };
        FilmResult made = await FilmMaker.MakeAsync(request, folder.Made, progress, cancellationToken);
        return await folder.StoreAsync(made, cancellationToken);
    }
}
