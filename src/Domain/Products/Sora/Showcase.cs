using System.Globalization;
using Understudy.Domain.Jobs;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.Sora;

/// <summary>
/// The films that everybody is shown, and how often each was looked at. They are made the first time that anybody asks, one
/// after the other, by jobs with ids that follow from the film: however many instances ask, each is made once.
/// </summary>
public sealed class Showcase(IDocumentStore store, JobDesk desk, ShowcaseKind kind, PiecewiseCounter counter, TimeProvider time)
{
    /// <summary>Whose the jobs are: no account's, for the ids of those are UUIDs.</summary>
    public const string Owner = "showcase";

    private const int MaxAttempts = 5;
    private const int EstimatedSeconds = 20;

    // A film that could not be made is not tried again at once by everybody who asks.
    private static readonly TimeSpan _pause = TimeSpan.FromMinutes(10);

    /// <summary>The films that there are, in their order, and how often each was looked at.</summary>
    public async Task<ShowcaseShelf> ReadAsync(CancellationToken cancellationToken)
    {
        List<Job> jobs = [];
        await foreach (Job job in store.ReadAllAsync<Job>(Owner, cancellationToken)) jobs.Add(job);
        IReadOnlyDictionary<string, long> views = await counter.ReadAsync(Owner, cancellationToken);
        List<ShownFilm> shown = [];
        List<ShowcaseOrder> missing = [];
        foreach (ShowcaseFilm film in ShowcaseFilm.All)
        {
            Job[] attempts = [.. jobs.Where(job => job.InputsOf<ShowcaseFilm>().Number == film.Number)];
            if (attempts.FirstOrDefault(job => job.State == JobState.Completed) is { } made)
                shown.Add(new ShownFilm(film, made.Outputs!, made.FinishedAt!.Value, views.GetValueOrDefault(film.Name)));
            else if (IsDue(attempts)) missing.Add(new ShowcaseOrder(film, attempts.Length + 1));
        }
        return new ShowcaseShelf(shown, missing);
    }

    /// <summary>Has the films made that are missing; those that are being made already are left alone.</summary>
    public async Task OrderAsync(ShowcaseShelf shelf, IPipelines pipelines, CancellationToken cancellationToken)
    {
        foreach (ShowcaseOrder order in shelf.Missing)
        {
            NewJob job = new()
            {
                Id = order.JobId,
                OwnerId = Owner,
                Kind = kind,
                Inputs = JobInputs.Of(order.Film),
                EstimatedSeconds = EstimatedSeconds,
                IsSettled = true,
            };
            // Without cost and settled: nothing can keep it out.
            await desk.QueueAsync(job, pipelines, cancellationToken);
        }
    }

    /// <summary>Counts that somebody looked at a film.</summary>
    public Task CountViewAsync(ShowcaseFilm film, CancellationToken cancellationToken) =>
        counter.CountAsync(Owner, film.Name, cancellationToken);

    /// <summary>How often a film was looked at.</summary>
    public async Task<long> ViewsOfAsync(ShowcaseFilm film, CancellationToken cancellationToken) =>
        (await counter.ReadAsync(Owner, cancellationToken)).GetValueOrDefault(film.Name);

    private bool IsDue(Job[] attempts) =>
        attempts.Length < MaxAttempts && attempts.All(job => job.FinishedAt + _pause <= time.GetUtcNow());
}

/// <summary>What the showcase has.</summary>
/// <param name="Films">The films that are made.</param>
/// <param name="Missing">Those that nobody has asked for yet, or that could not be made and are worth another attempt.</param>
public sealed record ShowcaseShelf(IReadOnlyList<ShownFilm> Films, IReadOnlyList<ShowcaseOrder> Missing);

/// <summary>A film that is made.</summary>
/// <param name="Film">Which one.</param>
/// <param name="Files">Its files.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="Views">How often it was looked at.</param>
public sealed record ShownFilm(ShowcaseFilm Film, JobOutputs Files, DateTimeOffset MadeAt, long Views);

/// <summary>A film to be made.</summary>
/// <param name="Film">Which one.</param>
/// <param name="Attempt">How often that was tried, this time included.</param>
public sealed record ShowcaseOrder(ShowcaseFilm Film, int Attempt)
{
    /// <summary>The job of the attempt: whoever asks for it asks for the same one.</summary>
    internal string JobId => string.Create(CultureInfo.InvariantCulture, $"showcase-{Film.Number}-{Attempt}");
}
