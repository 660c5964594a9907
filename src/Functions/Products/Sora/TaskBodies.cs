using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.Domain.Products.Sora;

namespace Understudy.Functions.Products.Sora;

/// <summary>Writes jobs that make videos as the contract's bodies. Sora §2.4, §3.1.</summary>
public sealed class TaskBodies(IMediaStore media, Lanes lanes, TimeProvider time)
{
    /// <summary>How long addresses of results can be read.</summary>
    internal static readonly TimeSpan LinkLife = TimeSpan.FromHours(24);

    /// <summary>What is said of a task that failed; null of all others.</summary>
    internal static string? ErrorOf(Job job) => job.State switch
    {
        JobState.Failed => job.Failure?.Message ?? JobFailure.EngineCrashed.Message,
        JobState.Cancelled => JobFailure.Unwanted.Message,
        _ => null,
    };

    internal async Task<VideoStatusAnswer> StatusAsync(Job job, CancellationToken cancellationToken)
    {
        LanePosition? position = await lanes.PositionAsync(job, cancellationToken);
        var failure = TaskFailure.Of(job);
        return new VideoStatusAnswer(
            job.Id,
            SoraWords.VideoStatuses[Tasks.StatusOf(job)],
            job.Progress,
            ResultOf(job),
            ErrorOf(job),
            job.CreatedAt,
            job.UpdatedAt,
            job.FinishedAt,
            ExpiryOf(job),
            failure?.Code,
            failure?.Retryable,
            job.InputsOf<SoraVideo>().Seed,
            position?.Ahead,
            job.IsFinished ? null : job.RemainingSeconds(time.GetUtcNow()) + (position?.StartsInSeconds ?? 0));
    }

    internal TaskAnswer Task(Job job)
    {
        SoraVideo video = job.InputsOf<SoraVideo>();
        var failure = TaskFailure.Of(job);
        return new TaskAnswer(
            job.Id,
            job.OwnerId,
            SoraWords.TaskTypes[video.Type],
            SoraWords.TaskStatuses[Tasks.StatusOf(job)],
            job.Progress,
            ResultOf(job),
            ErrorOf(job),
            job.CreatedAt,
            job.UpdatedAt,
            job.FinishedAt,
            ExpiryOf(job),
            failure?.Code,
            failure?.Retryable,
            video.Prompt,
            SoraWords.AspectRatios[video.AspectRatio],
            SoraWords.Qualities[video.Quality],
            video.Seed,
            failure is null ? job.Charged ?? job.Cost : 0,
            video.RetryOf);
    }

    private Uri? ResultOf(Job job) =>
        job is { State: JobState.Completed, Outputs.Video: { } video } ? media.SignDownload(video, LinkLife) : null;

    private DateTimeOffset? ExpiryOf(Job job) =>
        job is { State: JobState.Completed, Outputs.Video: not null } ? time.GetUtcNow() + LinkLife : null;
}

/// <summary>How a video stands. Sora §2.4.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="Status">PENDING, PROCESSING, SUCCEEDED or FAILED.</param>
/// <param name="Progress">0–100.</param>
/// <param name="ResultUrl">The video, once it is there.</param>
/// <param name="ErrorMessage">Why it failed.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="UpdatedAt">When it last changed.</param>
/// <param name="CompletedAt">When it ended.</param>
/// <param name="ExpiresAt">Until when <paramref name="ResultUrl"/> can be read; this and what follows is beyond the contract.</param>
/// <param name="ErrorCode">Why it failed, for programs.</param>
/// <param name="Retryable">Whether the same may succeed another time.</param>
/// <param name="Seed">What repeats it exactly.</param>
/// <param name="QueuePosition">How many are ahead of it, while it waits.</param>
/// <param name="EstimatedTime">How long it is still expected to take, in seconds.</param>
internal sealed record VideoStatusAnswer(
    string TaskId,
    string Status,
    double Progress,
    Uri? ResultUrl,
    string? ErrorMessage,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? CompletedAt,
    DateTimeOffset? ExpiresAt,
    string? ErrorCode,
    bool? Retryable,
    long Seed,
    int? QueuePosition,
    int? EstimatedTime);

/// <summary>A task. Sora §3.1; what follows <paramref name="CompletedAt"/> is beyond the contract.</summary>
internal sealed record TaskAnswer(
    string TaskId,
    string UserId,
    string TaskType,
    string Status,
    double Progress,
    Uri? ResultUrl,
    string? ErrorMessage,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? CompletedAt,
    DateTimeOffset? ExpiresAt,
    string? ErrorCode,
    bool? Retryable,
    string Prompt,
    string AspectRatio,
    string Quality,
    long Seed,
    int Credits,
    string? RetryOf);
