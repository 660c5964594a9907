using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.Domain.Media.Assets;
using Understudy.Domain.Products.VoiceCloning;
using Understudy.Functions.Http;

namespace Understudy.Functions.Products.VoiceCloning;

/// <summary>Writes files, jobs, profiles and transcripts as the contract's bodies.</summary>
public sealed class VoiceBodies(IMediaStore media, Lanes lanes, Transcripts transcripts, OriginOptions origins, TimeProvider time)
{
    private static readonly TimeSpan _linkLife = TimeSpan.FromHours(1);

    internal FileAnswer File(VoiceFile file) => new(
        file.Id,
        file.Name,
        file.Bytes,
        file.Format,
        file.Seconds is { } seconds ? Math.Round(seconds, 3) : null,
        file is { Width: { } width, Height: { } height } ? FormattableString.Invariant($"{width}x{height}") : null,
        "completed",
        file.Project,
        file.CreatedAt,
        media.SignDownload(file.Key, _linkLife, file.Name));

    internal async Task<JobAnswer> JobAsync(Job job, CancellationToken cancellationToken)
    {
        LanePosition? position = await lanes.PositionAsync(job, cancellationToken);
        var file = VoiceFile.Of(job, VoiceFiles.InputsOf(job));
        JobFailure? failure = job.State is JobState.Failed or JobState.Cancelled ? job.Failure ?? JobFailure.Unwanted : null;
        return new JobAnswer(
            job.Id,
            VoiceWords.States[job.State],
            job.Progress,
            job.IsFinished
                ? null
                : time.GetUtcNow().AddSeconds(job.RemainingSeconds(time.GetUtcNow()) + (position?.StartsInSeconds ?? 0)),
            file is null ? null : ResultOf(job, file),
            file?.Id,
            failure?.Message,
            failure?.Code,
            VoiceWords.JobTypes[job.Kind],
            position?.Ahead,
            job.CreatedAt,
            job.FinishedAt);
    }

    internal static ProfileAnswer Profile(VoiceProfile profile) => new(
        profile.Id,
        profile.Name,
        profile.Language,
        profile.Gender,
        profile.CreatedAt,
        profile.Description,
        VoiceWords.ProfileStates[profile.State],
        profile.Failure?.Message);

    private Uri ResultOf(Job job, VoiceFile file) => job.Kind == TranscribeKind.KindName
        ? new Uri(origins.PublicUrl, $"{VoiceCloningProduct.BasePath}/process/results/{transcripts.LinkOf(job)}")
        : media.SignDownload(file.Key, _linkLife, file.Name);
}

/// <summary>A file. VoiceCloning, Get File.</summary>
internal sealed record FileAnswer(
    string FileId,
    string OriginalName,
    long FileSize,
    string Format,
    double? DurationSeconds,
    string? Resolution,
    string UploadStatus,
    string ProjectName,
    DateTimeOffset CreatedAt,
    Uri DownloadUrl);

/// <summary>A job. VoiceCloning, Check Processing Status.</summary>
/// <param name="JobId">Its id.</param>
/// <param name="Status">pending, processing, completed or failed.</param>
/// <param name="Progress">0 to 100.</param>
/// <param name="EstimatedCompletion">When it will have ended, waiting included; null when it has.</param>
/// <param name="ResultUrl">Where what it made can be read for an hour.</param>
/// <param name="OutputFileId">What later steps take it by.</param>
/// <param name="Error">Why it failed, for people.</param>
/// <param name="ErrorCode">The same for programs; beyond the contract.</param>
/// <param name="JobType">Which kind of work; beyond the contract.</param>
/// <param name="QueuePosition">How many jobs are ahead of it; beyond the contract.</param>
/// <param name="CreatedAt">When it was asked for; beyond the contract.</param>
/// <param name="CompletedAt">When it ended, in whatever way; beyond the contract.</param>
internal sealed record JobAnswer(
    string JobId,
    string Status,
    int Progress,
    DateTimeOffset? EstimatedCompletion,
    Uri? ResultUrl,
    string? OutputFileId,
    string? Error,
    string? ErrorCode,
    string JobType,
    int? QueuePosition,
    DateTimeOffset CreatedAt,
    DateTimeOffset? CompletedAt);

/// <summary>A voice profile. VoiceCloning, Get Voice Profiles.</summary>
internal sealed record ProfileAnswer(
    string Id,
    string Name,
    string Language,
    string? Gender,
    DateTimeOffset CreatedAt,
    string? Description,
    string Status,
    string? Error);

internal sealed record ProfilesAnswer(IReadOnlyList<ProfileAnswer> Profiles);
