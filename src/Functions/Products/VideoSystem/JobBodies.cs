using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Media;
using Understudy.Domain.Products.VideoSystem;
using Understudy.Functions.Http.Dialects;
using Understudy.Functions.Http.Streaming;

namespace Understudy.Functions.Products.VideoSystem;

/// <summary>Writes jobs and the clips that they made as the contract's bodies. VideoSystem, Video Generation.</summary>
public sealed class JobBodies(IMediaStore media, Lanes lanes, TimeProvider time)
{
    private static readonly TimeSpan _linkLifetime = TimeSpan.FromHours(1);

    /// <summary>202 with a job that was taken.</summary>
    internal async Task<IResult> AcceptedAsync(HttpRequest request, JobQueued queued, CancellationToken cancellationToken)
    {
        Job job = queued.Job;
        PromptVideo video = job.InputsOf<PromptVideo>();
        LanePosition? position = await lanes.PositionAsync(job, cancellationToken);
        return Dialect.Of(request.HttpContext).Success(
            new AcceptedAnswer(
                job.Id,
                VideoSystemWords.JobStates[job.State],
                Remaining(job, position),
                position?.Ahead ?? queued.QueuePosition,
                FilmEstimate.Bytes(video.Size, video.Seconds),
                video.Seed),
            StatusCodes.Status202Accepted);
    }

    internal async Task<JobAnswer> JobAsync(Job job, CancellationToken cancellationToken) =>
        Body(job, await lanes.PositionAsync(job, cancellationToken));

    internal async Task<WatchedState<JobAnswer>> EventAsync(Job job, CancellationToken cancellationToken)
    {
        JobAnswer body = await JobAsync(job, cancellationToken);
        return new WatchedState<JobAnswer>($"{body.Status}-{body.Progress}-{body.QueuePosition}", body, job.IsFinished);
    }

    internal ClipAnswer Clip(Job job)
    {
        PromptVideo video = job.InputsOf<PromptVideo>();
        JobOutputs made = job.Outputs ?? throw new InvalidOperationException("A clip is what a completed job made.");
        DateTimeOffset now = time.GetUtcNow();
        return new ClipAnswer(
            job.Id,
            video.Title,
            Math.Round(made.DurationSeconds, 3),
            Link(made.Video),
            Link(made.Thumbnail),
            made.Bytes ?? 0,
            VideoSystemWords.Of(video.Size),
            "mp4",
            job.FinishedAt ?? job.UpdatedAt,
            now + _linkLifetime,
            job.Id,
            video.ProjectId,
            video.Seed);
    }

    /// <summary>Why a job came to nothing; null for one that did not.</summary>
    internal static FailureBody? Failure(Job job) => job.State is JobState.Failed or JobState.Cancelled
        ? FailureBody.Of(job.Failure ?? JobFailure.Unwanted)
        : null;

    private JobAnswer Body(Job job, LanePosition? position) => new(
        job.Id,
        VideoSystemWords.JobStates[job.State],
        job.Progress,
        job.StartedAt,
        job.IsFinished ? null : time.GetUtcNow().AddSeconds(Remaining(job, position)),
        job.State == JobState.Completed ? job.Id : null,
        job.InputsOf<PromptVideo>().ProjectId,
        position?.Ahead,
        job.InputsOf<PromptVideo>().Seed,
        job.CreatedAt,
        job.FinishedAt,
        Failure(job));

    private int Remaining(Job job, LanePosition? position) =>
        job.RemainingSeconds(time.GetUtcNow()) + (position?.StartsInSeconds ?? 0);

    private Uri? Link(MediaKey? key) => key is null ? null : media.SignDownload(key, _linkLifetime);
}

/// <param name="JobId">The job.</param>
/// <param name="Status">QUEUED, unless the request was repeated.</param>
/// <param name="EstimatedTime">Seconds until it is done, waiting included.</param>
/// <param name="QueuePosition">How many jobs are ahead of it.</param>
/// <param name="EstimatedFileSize">How many bytes of room are kept for its clip.</param>
/// <param name="Seed">Repeats the clip, with the same prompt and parameters.</param>
internal sealed record AcceptedAnswer(
    string JobId, string Status, int EstimatedTime, int QueuePosition, long EstimatedFileSize, long Seed);

internal sealed record EstimateAnswer(int EstimatedTime, long EstimatedFileSize, long StorageUsed, long StorageLimit)
{
    public static EstimateAnswer Of(VideoEstimate estimate) =>
        new(estimate.Seconds, estimate.Bytes, estimate.Storage.Bytes, PromptVideo.StorageLimit);
}

internal sealed record JobAnswer(
    string Id,
    string Status,
    int Progress,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EstimatedCompletion,
    string? ClipId,
    string ProjectId,
    int? QueuePosition,
    long Seed,
    DateTimeOffset CreatedAt,
    DateTimeOffset? CompletedAt,
    FailureBody? Error);

internal sealed record ClipAnswer(
    string Id,
    string Title,
    double Duration,
    Uri? FileUrl,
    Uri? ThumbnailUrl,
    long FileSize,
    string Resolution,
    string Format,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    string JobId,
    string ProjectId,
    long Seed);

/// <summary>Why a job failed.</summary>
/// <param name="Code">GEN_001.</param>
/// <param name="Reason">For programs: a path of words, the general one first.</param>
/// <param name="Message">For people.</param>
/// <param name="Retryable">Whether the same request may do when it is sent again.</param>
internal sealed record FailureBody(string Code, string Reason, string Message, bool Retryable)
{
    public static FailureBody Of(JobFailure failure)
    {
        (string reason, bool retryable) = failure.Code switch
        {
            _ when failure.Code == JobFailure.EngineCrashed.Code => ("engine.fault", true),
            _ when failure.Code == JobFailure.TimedOut.Code => ("engine.timeout", true),
            _ when failure.Code == JobFailure.WaitedTooLong.Code => ("queue.timeout", true),
            _ when failure.Code == JobFailure.Unwanted.Code => ("cancelled", false),
            _ when failure.Code == ClipKind.ProjectGone.Code => ("project.deleted", false),
            ForbiddenContent.Code => ("prompt.forbidden", false),
            _ => ($"prompt.{failure.Code}", false),
        };
        return new FailureBody("GEN_001", reason, failure.Message, retryable);
    }
}
