namespace Understudy.Functions.Products.Clone;

/// <summary>Clone §8.1.</summary>
internal sealed record DashboardAnswer(
    DashboardUsage Usage, ModelCounts Models, IReadOnlyList<RecentVideo> RecentVideos, SubscriptionBody Subscription);

internal sealed record DashboardUsage(
    int MinutesUsed,
    int MinutesRemaining,
    int MinutesLimit,
    int AdditionalMinutes,
    DateOnly PeriodStart,
    DateOnly PeriodEnd);

internal sealed record ModelCounts(int VideoModelsCount, int VoiceModelsCount);

internal sealed record RecentVideo(
    string Id, string? Title, Uri? ThumbnailUrl, string Status, DateTimeOffset CreatedAt);

/// <summary>Clone §8.2.</summary>
internal sealed record UsageAnswer(CurrentUsage Usage);

internal sealed record CurrentUsage(
    int PeriodYear,
    int PeriodMonth,
    int BaseMinutes,
    int UsedMinutes,
    int AdditionalMinutesPurchased,
    int RemainingMinutes);

/// <summary>Clone §8.3.</summary>
internal sealed record UsageHistoryAnswer(IReadOnlyList<MonthBody> History);

internal sealed record MonthBody(
    int PeriodYear, int PeriodMonth, int BaseMinutes, int UsedMinutes, int AdditionalMinutesPurchased);
