using Understudy.Domain.Accounts;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Media;

namespace Understudy.Domain.Products.Sora;

/// <summary>
/// Jobs that make the films of the showcase: nobody's, of no cost, and in a lane of their own, so that no person's video ever
/// waits behind one.
/// </summary>
public sealed class ShowcaseKind(IMediaStore media) : IJobKind
{
    /// <summary>Its name.</summary>
    public const string KindName = "showcaseFilm";

    /// <inheritdoc/>
    public string Product => Credits.Product;

    /// <inheritdoc/>
    public string Name => KindName;

    /// <inheritdoc/>
    public string Lane => "showcase";

    /// <inheritdoc/>
    public TimeSpan WorkLimit => TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public EngineTask ToTask(Job job)
    {
        ShowcaseFilm film = FilmOf(job);
        return new EngineTask.PaintFilm
        {
            Output = film.Folder,
            Prompt = film.Prompt,
            Style = film.Style,
            Size = film.Size,
            Seconds = ShowcaseFilm.Seconds,
            Seed = film.Seed,
            Title = film.Title,
            Watermark = false,
        };
    }

    /// <inheritdoc/>
    public Task FailedAsync(Job job, JobFailure failure, CancellationToken cancellationToken) =>
        media.DeleteAllAsync(FilmOf(job).Folder, cancellationToken);

    /// <inheritdoc/>
    // Whatever is left is written over by the next attempt.
    public Task GoneAsync(JobReference job, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public IEnumerable<PersonalItem> Describe(Job job) => [];

    /// <inheritdoc/>
    public Task EraseAsync(string ownerId, CancellationToken cancellationToken) => Task.CompletedTask;

    private static ShowcaseFilm FilmOf(Job job) => job.InputsOf<ShowcaseFilm>();
}
