using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.Domain.Products.FilmStudio;
using Understudy.Functions.Http.Streaming;

namespace Understudy.Functions.Products.FilmStudio;

/// <summary>Writes jobs as the contract's bodies. FilmStudio, AI Job Service.</summary>
public sealed class AiJobBodies(IMediaStore media, Lanes lanes, TimeProvider time)
{
    private static readonly TimeSpan _linkLifetime = TimeSpan.FromHours(1);

    internal async Task<AcceptedAnswer> AcceptedAsync(JobQueued queued, CancellationToken cancellationToken)
    {
        LanePosition? position = await lanes.PositionAsync(queued.Job, cancellationToken);
        int seconds = Remaining(queued.Job, position);
        return new AcceptedAnswer(
            queued.Job.Id,
            FilmStudioWords.JobStates[queued.Job.State],
            FilmStudioWords.Minutes(seconds),
            seconds,
            position?.Ahead ?? queued.QueuePosition);
    }

    internal async Task<RegeneratedAnswer> RegeneratedAsync(JobQueued queued, CancellationToken cancellationToken)
    {
        AcceptedAnswer accepted = await AcceptedAsync(queued, cancellationToken);
        return new RegeneratedAnswer(
            accepted.JobId,
            accepted.Status,
            "Regeneration started",
            accepted.EstimatedTime,
            accepted.EstimatedSeconds,
            accepted.QueuePosition);
    }

    internal async Task<JobAnswer> JobAsync(Job job, CancellationToken cancellationToken)
    {
        LanePosition? position = await lanes.PositionAsync(job, cancellationToken);
        MediaKey? file = job.State == JobState.Completed ? job.Outputs?.Video ?? job.Outputs?.Audio : null;
        JobFailure? failure = job.State is JobState.Failed or JobState.Cancelled ? job.Failure ?? JobFailure.Unwanted : null;
        return new JobAnswer(
            job.Id,
            FilmProjects.ProjectOf(job),
            FilmStudioWords.JobTypes[job.Kind],
            FilmStudioWords.JobStates[job.State],
            job.Progress,
            job.CreatedAt,
            job.StartedAt,
            job.FinishedAt,
            file is null ? null : media.SignDownload(file, _linkLifetime),
            file is null ? null : FilmFiles.PathOf(file),
            file is null ? null : Math.Round(job.Outputs!.DurationSeconds, 3),
            failure?.Message,
            failure?.Code,
            position?.Ahead,
            job.IsFinished ? null : time.GetUtcNow().AddSeconds(Remaining(job, position)));
    }

    internal async Task<WatchedState<JobAnswer>> EventAsync(Job job, CancellationToken cancellationToken)
    {
        JobAnswer body = await JobAsync(job, cancellationToken);
        return new WatchedState<JobAnswer>($"{body.Status}-{body.Progress}-{body.QueuePosition}", body, job.IsFinished);
    }

    private int Remaining(Job job, LanePosition? position) =>
        job.RemainingSeconds(time.GetUtcNow()) + (position?.StartsInSeconds ?? 0);
}

/// <summary>A job that was taken. FilmStudio, POST /ai/video-generate.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Status">queued, unless the request was repeated.</param>
/// <param name="EstimatedTime">How long until it is done, for people.</param>
/// <param name="EstimatedSeconds">The same for programs; beyond the contract.</param>
/// <param name="QueuePosition">How many jobs are ahead of it; beyond the contract.</param>
internal sealed record AcceptedAnswer(
    string JobId, string Status, string EstimatedTime, int EstimatedSeconds, int QueuePosition);

/// <summary>The same of a regeneration. FilmStudio, POST /projects/:id/regenerate.</summary>
internal sealed record RegeneratedAnswer(
    string JobId, string Status, string Message, string EstimatedTime, int EstimatedSeconds, int QueuePosition);

/// <summary>A job. FilmStudio, GET /ai/jobs/:id/status.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ProjectId">The project.</param>
/// <param name="Type">video_generation, audio_generation, lip_sync or music_generation.</param>
/// <param name="Status">queued, processing, completed or failed.</param>
/// <param name="Progress">0 to 100.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="StartedAt">When work on it began.</param>
/// <param name="CompletedAt">When it ended, in whatever way.</param>
/// <param name="OutputUrl">Where what it made can be fetched for an hour.</param>
/// <param name="OutputPath">The name under which lip-sync takes it.</param>
/// <param name="Duration">How long that is, in seconds; beyond the contract.</param>
/// <param name="Error">Why it failed, for people.</param>
/// <param name="ErrorCode">The same for programs; beyond the contract.</param>
/// <param name="QueuePosition">How many jobs are ahead of it; beyond the contract.</param>
/// <param name="EstimatedCompletion">When it will have ended, waiting included; beyond the contract.</param>
internal sealed record JobAnswer(
    string Id,
    string ProjectId,
    string Type,
    string Status,
    int Progress,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? CompletedAt,
    Uri? OutputUrl,
    string? OutputPath,
    double? Duration,
    string? Error,
    string? ErrorCode,
    int? QueuePosition,
    DateTimeOffset? EstimatedCompletion);
