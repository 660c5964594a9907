using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.Sora;

/// <summary>Where a task stands. Sora §2.4, §3.1.</summary>
public enum TaskState
{
    /// <summary>It waits.</summary>
    Pending,

    /// <summary>It is worked on.</summary>
    Processing,

    /// <summary>Its video is there.</summary>
    Succeeded,

    /// <summary>There is no video: it could not be made, took too long, or was cancelled.</summary>
    Failed,
}

/// <summary>Reading tasks, which are the jobs that make videos, cancelling and retrying them. Sora §3.</summary>
public sealed class Tasks(IDocumentStore store, JobSettlement settlement, CreateVideoHandler create)
{
    /// <summary>The answer for a task that is missing or somebody else's.</summary>
    public static Problem Missing { get; } = new Problem.NotFound("Task");

    /// <summary>Where a task stands.</summary>
    public static TaskState StatusOf(Job job) => job.State switch
    {
        JobState.Queued => TaskState.Pending,
        JobState.Processing => TaskState.Processing,
        JobState.Completed => TaskState.Succeeded,
        _ => TaskState.Failed,
    };

    /// <summary>Reads one of a person's tasks.</summary>
    public async Task<Job?> FindAsync(string ownerId, string id, CancellationToken cancellationToken) =>
        (await store.FindAsync<Job>(ownerId, id, cancellationToken))?.Value is { Product: Credits.Product } job ? job : null;

    /// <summary>Reads a page of a person's tasks, newest first, with the number of all that match.</summary>
    public Task<DocumentPage<Job>> ListAsync(
        string ownerId, TaskState? status, Paging paging, CancellationToken cancellationToken)
    {
        List<Filter> where = [Filter.Equal("product", Credits.Product)];
        if (status is { } wanted) where.Add(StateFilter(wanted));
        return store.QueryAsync<Job>(
            new DocumentQuery
            {
                Partition = ownerId,
                Where = where,
                OrderBy = "createdAt",
                Descending = true,
                Offset = paging.Offset,
                Limit = paging.Limit,
                CountTotal = true,
            },
            cancellationToken);
    }

    /// <summary>Cancels a task; what it held comes back at once.</summary>
    /// <returns>The task, or <see cref="Missing"/>, <see cref="TaskEnded"/>.</returns>
    public async Task<Result<Job>> CancelAsync(
        string ownerId, string id, IPipelines pipelines, CancellationToken cancellationToken)
    {
        Job? job = await FindAsync(ownerId, id, cancellationToken);
        if (job is null) return Missing;
        if (job.IsFinished) return new TaskEnded(StatusOf(job));
        Job? cancelled = await settlement.CancelAsync(job, pipelines, cancellationToken);
        // It may have ended while it was to be cancelled.
        return cancelled is null ? Missing
            : cancelled.State == JobState.Cancelled ? cancelled
            : new TaskEnded(StatusOf(cancelled));
    }

    /// <summary>Tries a task again that failed or was cancelled: a new one, charged anew, of the same parameters.</summary>
    /// <param name="ownerId">Who asks.</param>
    /// <param name="id">The task.</param>
    /// <param name="newId">The id of the new one, so that a request that is repeated finds it; null for any.</param>
    /// <param name="pipelines">What runs it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Result<VideoOrdered>> RetryAsync(
        string ownerId, string id, string? newId, IPipelines pipelines, CancellationToken cancellationToken)
    {
        Job? job = await FindAsync(ownerId, id, cancellationToken);
        if (job is null) return Missing;
        if (StatusOf(job) != TaskState.Failed) return new TaskNotFailed(StatusOf(job));
        SoraVideo video = job.InputsOf<SoraVideo>();
        return await create.HandleAsync(
            new CreateVideo(ownerId, video.Type, video.Prompt, video.AspectRatio, video.Quality)
            {
                ImageUrls = video.ImageUrls,
                Seed = video.Seed,
                WebhookUrl = video.WebhookUrl,
                RetryOf = job.Id,
                Id = newId,
            },
            pipelines,
            cancellationToken);
    }

    private static Filter StateFilter(TaskState status) => status switch
    {
        TaskState.Pending => Filter.Equal("state", JobState.Queued),
        TaskState.Processing => Filter.Equal("state", JobState.Processing),
        TaskState.Succeeded => Filter.Equal("state", JobState.Completed),
        _ => Filter.Among("state", JobState.Failed, JobState.Cancelled),
    };
}
