using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.VideoSystem;

/// <summary>Jobs that make clips, and the clips, which have their ids.</summary>
public sealed class Clips(IDocumentStore store, Projects projects, ClipKind kind, JobSettlement settlement)
{
    private static readonly NothingGenerated _noJob = new("Job");
    private static readonly NothingGenerated _noClip = new("Clip");

    /// <summary>One of a person's jobs, however it ended.</summary>
    public async Task<Result<Job>> FindJobAsync(string ownerId, string id, CancellationToken cancellationToken) =>
        (await store.FindAsync<Job>(ownerId, id, cancellationToken))?.Value is { } job && IsMine(job) ? job : _noJob;

    /// <summary>The job that made one of a person's clips.</summary>
    public async Task<Result<Job>> FindAsync(string ownerId, string id, CancellationToken cancellationToken) =>
        (await FindJobAsync(ownerId, id, cancellationToken)).Value is { State: JobState.Completed } job ? job : _noClip;

    /// <summary>The clips of a project, newest first.</summary>
    public IAsyncEnumerable<Job> OfProjectAsync(string ownerId, string projectId, CancellationToken cancellationToken) =>
        store.AllAsync<Job>(
            new DocumentQuery
            {
                Partition = ownerId,
                Where = [.. JobsOf(projectId), Filter.Equal("state", JobState.Completed)],
                OrderBy = "createdAt",
                Descending = true,
            },
            cancellationToken);

    /// <summary>How many clips a project has.</summary>
    public async Task<int> CountAsync(string ownerId, string projectId, CancellationToken cancellationToken) =>
        (await store.QueryAsync<Job>(
            new DocumentQuery
            {
                Partition = ownerId,
                Where = [.. JobsOf(projectId), Filter.Equal("state", JobState.Completed)],
                Limit = 1,
                CountTotal = true,
            },
            cancellationToken)).Total ?? 0;

    /// <summary>Gives a job up; what it made so far goes, and costs nothing.</summary>
    /// <returns>The job, cancelled now or before; <see cref="JobEnded"/> when it has ended otherwise.</returns>
    public async Task<Result<Job>> CancelAsync(
        string ownerId, string id, IPipelines pipelines, CancellationToken cancellationToken)
    {
        Result<Job> found = await FindJobAsync(ownerId, id, cancellationToken);
        if (!found.Succeeded) return found;
        Job? job = found.Value.State is JobState.Completed or JobState.Failed
            ? found.Value
            : await settlement.CancelAsync(found.Value, pipelines, cancellationToken);
        if (job is null) return _noJob;
        await projects.FollowAsync(job, cancellationToken);
        return job.State == JobState.Cancelled ? job : new JobEnded();
    }

    /// <summary>
    /// Deletes a clip and gives its room back. Its document goes last, so that a deletion that was cut off can be repeated.
    /// </summary>
    public async Task<Result<Job>> DeleteAsync(string ownerId, string id, CancellationToken cancellationToken)
    {
        Result<Job> clip = await FindAsync(ownerId, id, cancellationToken);
        if (!clip.Succeeded) return clip;
        // Nobody could ask the job any more how it ended.
        await projects.FollowAsync(clip.Value, cancellationToken);
        await kind.ClearAsync(ownerId, id, cancellationToken);
        await store.DeleteAsync<Job>(ownerId, id, cancellationToken);
        return clip;
    }

    /// <summary>All jobs of a project, by a condition on their inputs.</summary>
    internal static Filter[] JobsOf(string projectId) =>
        [Filter.Equal("product", PromptVideo.Product), Filter.Equal("inputs.projectId", projectId)];

    private static bool IsMine(Job job) => job.Product == PromptVideo.Product && job.Kind == PromptVideo.KindName;
}
