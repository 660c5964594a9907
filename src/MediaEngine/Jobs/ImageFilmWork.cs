using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Media;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Scenes.Film;
using Understudy.MediaEngine.Scenes.Pictures;
using Understudy.MediaEngine.Scenes.Rules;

namespace Understudy.MediaEngine.Jobs;

/// <summary>Sets pictures in motion.</summary>
internal static class ImageFilmWork
{
    public static async Task<JobOutputs> DoAsync(
        EngineTask.AnimateImages film, TaskFolder folder, IProgress<double> progress, CancellationToken cancellationToken)
    {
        // Whoever took the order has looked before; an engine that is asked by itself looks, too.
        if (ForbiddenWords.Default.Judge(film.Prompt) is { } forbidden)
            throw new MediaRejectedException(ForbiddenContent.Code, forbidden.Message);
        FilmRequest request = new(film.Prompt, film.Size.Width, film.Size.Height, film.Seconds)
        {
            FrameRate = film.FramesPerSecond,
            Seed = film.Seed,
            Watermark = film.Watermark,
            Title = film.Title,
        };
        // Before anything is fetched that is not needed.
        new PictureFilmRequest([.. film.Images.Select(key => key.ToString())], request).Validate();
        List<string> pictures = [];
        foreach (MediaKey key in film.Images)
            pictures.Add(await folder.FetchSourceAsync(key, $"picture-{pictures.Count + 1}", cancellationToken));
        FilmResult made = await PictureFilmMaker.MakeAsync(
            new PictureFilmRequest(pictures, request with { Recipe = folder.Recipe }), folder.Made, progress, cancellationToken);
        return await folder.StoreAsync(made, cancellationToken);
    }
}
