using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.FilmStudio;

/// <summary>A job that has ended cannot be cancelled.</summary>
public sealed record FilmJobEnded : Problem;

/// <summary>The jobs that people asked for: reading, cancelling and deleting them. FilmStudio, AI Job Service.</summary>
public sealed class FilmJobs(
    IDocumentStore store, FilmProjects projects, Compositions compositions, JobSettlement settlement)
{
    /// <summary>The answer for a job that is missing or somebody else's.</summary>
    public static Problem Missing { get; } = new Problem.NotFound("Job");

    /// <summary>One of a person's jobs, however it ended. Compositions are nobody's wish, and not among them.</summary>
    public async Task<Result<Job>> FindAsync(string ownerId, string id, CancellationToken cancellationToken) =>
        (await store.FindAsync<Job>(ownerId, id, cancellationToken))?.Value is
        {
            Product: FilmStudioPlans.Product, Kind: not FilmKinds.Composition,
        } job
            ? job
            : Missing;

    /// <summary>Gives a job up; what it made so far goes, and costs nothing.</summary>
    /// <returns>The job, cancelled now or before; <see cref="FilmJobEnded"/> when it has ended otherwise.</returns>
    public async Task<Result<Job>> CancelAsync(
        string ownerId, string id, IPipelines pipelines, CancellationToken cancellationToken)
    {
        Result<Job> found = await FindAsync(ownerId, id, cancellationToken);
        if (!found.Succeeded) return found;
        Job? job = found.Value.State is JobState.Completed or JobState.Failed
            ? found.Value
            : await settlement.CancelAsync(found.Value, pipelines, cancellationToken);
        if (job is null) return Missing;
        await projects.FollowAsync(job, cancellationToken);
        return job.State == JobState.Cancelled ? job : new FilmJobEnded();
    }

    /// <summary>
    /// Deletes a job with what it made, which is given up if it goes on. The project's film is put together of what is left.
    /// </summary>
    /// <returns>The job as it was, or <see cref="Missing"/>.</returns>
    public async Task<Result<Job>> DeleteAsync(
        string ownerId, string id, IPipelines pipelines, CancellationToken cancellationToken)
    {
        Result<Job> found = await FindAsync(ownerId, id, cancellationToken);
        if (!found.Succeeded) return found;
        string project = FilmProjects.ProjectOf(found.Value);
        await projects.ChangeAsync(ownerId, project, cancellationToken);
        await compositions.RemoveAsync(found.Value, pipelines, cancellationToken);
        await compositions.CatchUpAsync(ownerId, project, pipelines, cancellationToken);
        return found;
    }
}
