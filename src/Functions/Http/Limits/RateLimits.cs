using Understudy.Functions.Http.Dialects;

namespace Understudy.Functions.Http.Limits;

/// <summary>
/// The limits of this process and how an answer tells of them: <c>RateLimit-Policy</c> and <c>RateLimit</c> as in
/// draft-ietf-httpapi-ratelimit-headers, <c>Retry-After</c> with a refusal.
/// </summary>
internal sealed class RateLimits
{
    /// <summary>The header that names the limits.</summary>
    public const string PolicyHeader = "RateLimit-Policy";

    /// <summary>The header that tells what is left of them.</summary>
    public const string LeftHeader = "RateLimit";

    // An account may save up creations for so many minutes: who has a batch of videos to make sends it at once.
    private const int CreationWindow = 4;

    private readonly TokenBuckets? _account;
    private readonly TokenBuckets? _creations;
    private readonly TokenBuckets? _anonymous;
    private readonly TokenBuckets? _guesses;
    private readonly TokenBuckets? _pages;
    private readonly TokenBuckets? _webhooks;
    private readonly int _trustedProxies;

    /// <summary>The limits from the settings.</summary>
    public RateLimits(LimitOptions options, TimeProvider time)
    {
        _account = Make("account", options.RequestsPerMinute);
        _creations = Make("creations", options.CreationsPerMinute, CreationWindow);
        _anonymous = Make("anonymous", options.AnonymousRequestsPerMinute);
        _guesses = Make("guesses", options.AnonymousRequestsPerMinute);
        _pages = Make("pages", options.PageRequestsPerMinute);
        _webhooks = Make("webhooks", options.WebhookRequestsPerMinute);
        _trustedProxies = options.TrustedProxies;

        TokenBuckets? Make(string name, int perMinute, int minutes = 1) => perMinute == 0
            ? null
            : new TokenBuckets(name, perMinute * minutes, TimeSpan.FromMinutes(minutes), time);
    }

    /// <summary>Counts a request of an account.</summary>
    /// <returns>The refusal, or null when the request may go on.</returns>
    public IResult? OfAccount(HttpContext http, string accountId, bool creates)
    {
        if (_account is not null && Take(http, _account, accountId) is { } refusal) return refusal;
        return creates && _creations is not null ? Take(http, _creations, accountId) : null;
    }

    /// <summary>Counts a request that no account answers for.</summary>
    /// <returns>The refusal, or null when the request may go on.</returns>
    public IResult? OfAddress(HttpContext http, OpenLimit limit) =>
        Of(limit) is { } buckets ? Take(http, buckets, ClientAddress.Of(http, _trustedProxies)) : null;

    /// <summary>
    /// Counts a token that does not count. Apart from requests without one: those cost next to nothing, and must not keep
    /// others of the same address from signing in.
    /// </summary>
    /// <returns>The refusal, or null when the client may guess again.</returns>
    public IResult? OfGuess(HttpContext http) =>
        _guesses is null ? null : Take(http, _guesses, ClientAddress.Of(http, _trustedProxies));

    /// <summary>The refusal if a client may not even guess any more; counts nothing.</summary>
    public IResult? BeforeGuess(HttpContext http) =>
        _guesses?.Look(ClientAddress.Of(http, _trustedProxies)) is { Granted: false } spent
            ? Refuse(http, _guesses, spent)
            : null;

    private TokenBuckets? Of(OpenLimit limit) => limit switch
    {
        OpenLimit.Pages => _pages,
        OpenLimit.Webhooks => _webhooks,
        _ => _anonymous,
    };

    private static IResult? Take(HttpContext http, TokenBuckets buckets, string key)
    {
        Allowance allowance = buckets.Take(key);
        if (!allowance.Granted) return Refuse(http, buckets, allowance);
        Tell(http, buckets, allowance);
        return null;
    }

    private static IResult Refuse(HttpContext http, TokenBuckets buckets, Allowance spent)
    {
        Tell(http, buckets, spent);
        return new Refusal(new TooManyRequests(spent.RetrySeconds, buckets.Quota, buckets.WindowSeconds));
    }

    private static void Tell(HttpContext http, TokenBuckets buckets, Allowance allowance)
    {
        IHeaderDictionary headers = http.Response.Headers;
        headers.Append(PolicyHeader, buckets.Policy);
        headers.Append(LeftHeader, buckets.Describe(allowance));
    }
}
