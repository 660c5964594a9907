using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.FilmStudio;

/// <summary>
/// Counts what is made at FilmStudio, whoever makes it. A crash between the work and its count may cost a count or double it; who
/// was counted is nowhere said.
/// </summary>
public sealed class FilmFigures(PiecewiseCounter counter)
{
    private const string Projects = "projects";
    private const string Videos = "videos";
    private const string Milliseconds = "videoMilliseconds";

    /// <summary>A project was created.</summary>
    public Task ProjectCreatedAsync(CancellationToken cancellationToken) =>
        counter.CountAsync(FilmStudioPlans.Product, Projects, cancellationToken);

    /// <summary>A video was generated.</summary>
    /// <param name="took">How long that took, from its start on.</param>
    /// <param name="cancellationToken">Gives up; it may be counted all the same.</param>
    public Task VideoGeneratedAsync(TimeSpan took, CancellationToken cancellationToken) => counter.CountAsync(
        FilmStudioPlans.Product,
        [(Videos, 1), (Milliseconds, Math.Max(0, (long)took.TotalMilliseconds))],
        cancellationToken);

    /// <summary>What was counted so far.</summary>
    public async Task<FilmTotals> ReadAsync(CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, long> counts = await counter.ReadAsync(FilmStudioPlans.Product, cancellationToken);
        long videos = counts.GetValueOrDefault(Videos);
        return new FilmTotals(
            counts.GetValueOrDefault(Projects),
            videos,
            videos == 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds((double)counts.GetValueOrDefault(Milliseconds) / videos));
    }
}

/// <summary>What was ever made at FilmStudio.</summary>
/// <param name="Projects">How many projects were created, those included that were deleted since.</param>
/// <param name="Videos">How many videos were generated.</param>
/// <param name="AverageTime">How long a video took on average, from its start on; zero as long as there is none.</param>
public sealed record FilmTotals(long Projects, long Videos, TimeSpan AverageTime);
