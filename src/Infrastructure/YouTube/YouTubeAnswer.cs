using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Understudy.Domain.Publishing;

namespace Understudy.Infrastructure.YouTube;

/// <summary>An answer of the API's.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Body">Its JSON; nothing when it has none.</param>
/// <param name="Headers">Its headers.</param>
internal sealed record YouTubeAnswer(int Status, JsonElement Body, HttpResponseHeaders Headers)
{
    private const int LongestMessage = 300;
    private static readonly TimeSpan _day = TimeSpan.FromHours(24);

    // Quotas begin anew at midnight in California, which is this time of day in winter, and an hour earlier in summer.
    private static readonly TimeSpan _newQuota = TimeSpan.FromHours(8);

    /// <summary>Whether it was done.</summary>
    public bool IsGood => Status is >= 200 and < 300;

    /// <summary>Why it was not, in the API's word; empty when there is none.</summary>
    public string Reason => Body.Items("error", "errors").FirstOrDefault().Text("reason") ?? Body.Text("error", "status") ?? "";

    /// <summary>How many bytes of an upload have arrived, of an answer 308; 0 when it names none.</summary>
    public long Arrived
    {
        get
        {
            const string Prefix = "bytes=0-";
            return Headers.TryGetValues("Range", out IEnumerable<string>? ranges) && ranges.First() is { } range &&
                range.StartsWith(Prefix, StringComparison.Ordinal) &&
                long.TryParse(range.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long last)
                    ? last + 1
                    : 0;
        }
    }

    /// <summary>What it means that it was not done.</summary>
    public SiteProblem Problem(DateTimeOffset now) => (Status, Reason) switch
    {
        (_, "quotaExceeded" or "dailyLimitExceeded") => new SiteQuotaReached(IsOfChannel: false, NextQuota(now)),
        (_, "uploadLimitExceeded") => new SiteQuotaReached(IsOfChannel: true, now + _day),
        (_, "rateLimitExceeded" or "userRateLimitExceeded" or "backendError") => new SiteUnavailable(RetryAfter(now)),
        (_, "youtubeSignupRequired") => new SiteRefused("This Google account has no YouTube channel."),
        (401, _) or (403, "insufficientPermissions" or "ACCESS_TOKEN_SCOPE_INSUFFICIENT") => new GrantWithdrawn(),
        (408 or 429 or >= 500, _) => new SiteUnavailable(RetryAfter(now)),
        ( >= 400, _) => new SiteRefused(Message),
        _ => new SiteUnavailable(),
    };

    private string Message => Body.Text("error", "message") is { Length: > 0 } message
        ? $"YouTube refuses it: {(message.Length > LongestMessage ? message[..LongestMessage] : message)}"
        : "YouTube refuses it.";

    private static DateTimeOffset NextQuota(DateTimeOffset now)
    {
        DateTimeOffset today = new(now.UtcDateTime.Date + _newQuota, TimeSpan.Zero);
        return today > now ? today : today + _day;
    }

    private TimeSpan? RetryAfter(DateTimeOffset now) => Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - now,
        _ => null,
    };
}
