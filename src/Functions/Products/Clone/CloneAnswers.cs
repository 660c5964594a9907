using System.Text.Json.Serialization;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Media;

namespace Understudy.Functions.Products.Clone;

// The bodies of the Clone contract's answers, field by field and in its order. A nullable field is written as null.

/// <summary>Clone §4.6, §5.6, §7.4.</summary>
internal sealed record MessageAnswer(string Message);

/// <summary>Clone §11, Pagination Format.</summary>
internal sealed record Pagination(int Page, int Limit, int Total, int TotalPages);

/// <summary>Clone §2.1.</summary>
internal sealed record LoginAnswer(UserBody User, bool IsNewUser, bool OnboardingCompleted);

/// <summary>Clone §2.2.</summary>
internal sealed record MeAnswer(UserBody User, ProfileBody? Profile, SubscriptionBody Subscription);

internal sealed record UserBody(string Id, string Email, string Name, string? AvatarUrl, DateTimeOffset CreatedAt);

internal sealed record ProfileBody(string UsageType, string Role, bool OnboardingCompleted);

internal sealed record SubscriptionBody(string PlanType, string Status, DateTimeOffset CurrentPeriodEnd);

/// <summary>Clone §4.1.</summary>
internal sealed record VideoModelsAnswer(IReadOnlyList<VideoModelItem> Models, Pagination Pagination);

internal sealed record VideoModelItem(
    string Id, string Name, Uri? ThumbnailUrl, int? DurationSeconds, string Status, DateTimeOffset CreatedAt);

/// <summary>Clone §5.1.</summary>
internal sealed record VoiceModelsAnswer(IReadOnlyList<VoiceModelItem> Models, Pagination Pagination);

internal sealed record VoiceModelItem(
    string Id, string Name, string SourceType, int? DurationSeconds, string Status, DateTimeOffset CreatedAt);

/// <summary>Clone §4.2.</summary>
internal sealed record VideoModelAnswer(VideoModelDetails Model);

internal sealed record VideoModelDetails(
    string Id,
    string Name,
    Uri? SourceVideoUrl,
    Uri? ThumbnailUrl,
    int? DurationSeconds,
    long FileSizeBytes,
    string Status,
    string? ErrorMessage,
    DateTimeOffset? ProcessingStartedAt,
    DateTimeOffset? ProcessingCompletedAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);

/// <summary>Clone §5.2.</summary>
internal sealed record VoiceModelAnswer(VoiceModelDetails Model);

internal sealed record VoiceModelDetails(
    string Id,
    string Name,
    Uri? SourceAudioUrl,
    string SourceType,
    int? DurationSeconds,
    long FileSizeBytes,
    string Status,
    string? ErrorMessage,
    DateTimeOffset? ProcessingStartedAt,
    DateTimeOffset? ProcessingCompletedAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);

/// <summary>Clone §4.3.</summary>
internal sealed record VideoModelCreated(ModelBrief Model, UploadBody Upload);

/// <summary>Clone §5.3.</summary>
internal sealed record VoiceModelCreated(VoiceModelBrief Model, UploadBody Upload);

internal sealed record ModelBrief(string Id, string Name, string Status, DateTimeOffset CreatedAt);

internal sealed record VoiceModelBrief(
    string Id, string Name, string SourceType, string Status, DateTimeOffset CreatedAt);

internal sealed record UploadBody(Uri PresignedUrl, string S3Key, int ExpiresInSeconds);

/// <summary>Clone §4.4, §5.4.</summary>
internal sealed record UploadCompleted(ModelBrief Model, string Message);

/// <summary>Clone §4.5, §5.5.</summary>
internal sealed record ModelRenamed(RenamedModel Model);

internal sealed record RenamedModel(string Id, string Name, string Status, DateTimeOffset UpdatedAt);

/// <summary>The events of a model; beyond the contract.</summary>
internal sealed record ModelEvent(
    string Id, string Status, int ProgressPercent, int? QueuePosition, string? ErrorMessage);

/// <summary>Clone §6.1. The warnings are beyond it, and missing where there are none.</summary>
internal sealed record VideoQueuedAnswer(
    QueuedVideo Video,
    UsageBody Usage,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] WarningBody[]? Warnings);

/// <summary>A piece of a text that will not be said as it is written; beyond the contract.</summary>
internal sealed record WarningBody(string Code, string Text, string? Spoken)
{
    /// <summary>The warnings as answers tell them: null where there are none.</summary>
    public static WarningBody[]? From(IReadOnlyList<ReadingWarning> warnings) => warnings.Count == 0
        ? null
        : [.. warnings.Select(w => new WarningBody(CloneWords.ReadingFaults[w.Fault], w.Text, w.Spoken))];
}

internal sealed record QueuedVideo(
    string Id,
    string? Title,
    string Status,
    int QueuePosition,
    int EstimatedDurationSeconds,
    int CreditsUsed,
    DateTimeOffset CreatedAt);

internal sealed record UsageBody(int MinutesUsed, int MinutesRemaining, int MinutesLimit);

/// <summary>Clone §6.2, queued and processing.</summary>
internal sealed record RunningStatusAnswer(RunningVideo Video);

internal sealed record RunningVideo(
    string Id,
    string Status,
    int? QueuePosition,
    int ProgressPercent,
    int EstimatedRemainingSeconds,
    DateTimeOffset? ProcessingStartedAt);

/// <summary>Clone §6.2, completed.</summary>
internal sealed record CompletedStatusAnswer(CompletedVideo Video);

internal sealed record CompletedVideo(
    string Id,
    string Status,
    Uri? OutputVideoUrl,
    Uri? ThumbnailUrl,
    int? DurationSeconds,
    long? FileSizeBytes,
    DateTimeOffset? ProcessingCompletedAt);

/// <summary>Clone §6.2, failed.</summary>
internal sealed record FailedStatusAnswer(FailedVideo Video);

internal sealed record FailedVideo(
    string Id, string Status, string ErrorMessage, DateTimeOffset? ProcessingStartedAt);

/// <summary>Clone §7.1.</summary>
internal sealed record VideosAnswer(IReadOnlyList<VideoItem> Videos, Pagination Pagination);

internal sealed record VideoItem(
    string Id,
    string? Title,
    Uri? ThumbnailUrl,
    int? DurationSeconds,
    string Resolution,
    string Status,
    ModelReference VideoModel,
    ModelReference VoiceModel,
    DateTimeOffset CreatedAt);

internal sealed record ModelReference(string Id, string? Name);

/// <summary>Clone §7.2; <c>captions_url</c> is beyond the contract.</summary>
internal sealed record VideoAnswer(VideoDetails Video);

internal sealed record VideoDetails(
    string Id,
    string? Title,
    string InputText,
    string InputTextLanguage,
    Uri? OutputVideoUrl,
    Uri? ThumbnailUrl,
    Uri? CaptionsUrl,
    int? DurationSeconds,
    long? FileSizeBytes,
    string Resolution,
    int CreditsUsed,
    string Status,
    string? ErrorMessage,
    VideoModelReference VideoModel,
    ModelReference VoiceModel,
    DateTimeOffset? ProcessingStartedAt,
    DateTimeOffset? ProcessingCompletedAt,
    DateTimeOffset CreatedAt);

internal sealed record VideoModelReference(string Id, string? Name, Uri? ThumbnailUrl);

/// <summary>Clone §7.3.</summary>
internal sealed record DownloadAnswer(Uri DownloadUrl, string FileName, int ExpiresInSeconds);

/// <summary>Clone §7.5.</summary>
internal sealed record RegeneratedAnswer(
    RegeneratedVideo Video,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] WarningBody[]? Warnings);

internal sealed record RegeneratedVideo(
    string Id, string? Title, string Status, int QueuePosition, DateTimeOffset CreatedAt);

/// <summary>The events of a video; beyond the contract.</summary>
internal sealed record VideoEvent(
    string Id,
    string Status,
    int ProgressPercent,
    int? QueuePosition,
    int? EstimatedRemainingSeconds,
    Uri? OutputVideoUrl,
    string? ErrorMessage);
