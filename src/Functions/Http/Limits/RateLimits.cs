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
    private readonly PolicyLimits _policies;

    /// <summary>The limits from the settings, and those of the products.</summary>
    public RateLimits(LimitOptions options, PolicyLimits policies, TimeProvider time)
    {
        _policies = policies;
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
        if (PolicyOf(http) is { } policy)
            return Take(http, policy, policy.By == CountedBy.Account ? $"account {accountId}" : Address(http));
        if (_account is not null && Take(http, _account, accountId) is { } refusal) return refusal;
        return creates && _creations is not null ? Take(http, _creations, accountId) : null;
    }

    /// <summary>Counts a request that no account answers for.</summary>
    /// <returns>The refusal, or null when the request may go on.</returns>
    public IResult? OfAddress(HttpContext http, OpenLimit limit) =>
        PolicyOf(http) is { } policy ? Take(http, policy, Address(http))
        : Of(limit) is { } buckets ? Take(http, buckets, Address(http))
        : null;

    /// <summary>
    /// Counts a token that does not count. Apart from requests without one: those cost next to nothing, and must not keep
    /// others of the same address from signing in.
    /// </summary>
    /// <returns>The refusal, or null when the client may guess again.</returns>
    public IResult? OfGuess(HttpContext http) =>
        PolicyOf(http) is { } policy ? Take(http, policy, Address(http))
        : _guesses is null ? null
        : Take(http, _guesses, Address(http));

    /// <summary>The refusal if a client may not even guess any more; counts nothing.</summary>
    public IResult? BeforeGuess(HttpContext http)
    {
        if (PolicyOf(http) is { } policy)
            return policy.Look(Address(http)).Any(each => !each.Allowance.Granted) ? Take(http, policy, Address(http)) : null;
        return _guesses?.Look(Address(http)) is { Granted: false } spent ? Refuse(http, _guesses, spent) : null;
    }

    private string Address(HttpContext http) => ClientAddress.Of(http, _trustedProxies);

    private PolicyLimit? PolicyOf(HttpContext http) =>
        http.Features.Get<HttpFunction>() is { } function ? _policies.Of(function) : null;

    private static Refusal? Take(HttpContext http, PolicyLimit policy, string key)
    {
        IHeaderDictionary headers = http.Response.Headers;
        (SlidingCount Window, Allowance Allowance)? spent = null;
        foreach ((SlidingCount window, Allowance allowance) in policy.Take(key))
        {
            headers.Append(PolicyHeader, window.Policy);
            headers.Append(LeftHeader, window.Describe(allowance));
            // Of several, the one that takes longest says when to come again.
            if (!allowance.Granted && allowance.RetrySeconds >= (spent?.Allowance.RetrySeconds ?? 0))
                spent = (window, allowance);
        }
        return spent is not { } refused
            ? null
            : new Refusal(new TooManyRequests(
                refused.Allowance.RetrySeconds, refused.Window.Quota, refused.Window.WindowSeconds));
    }

    private TokenBuckets? Of(OpenLimit limit) => limit switch
    {
        OpenLimit.Pages => _pages,
        OpenLimit.Webhooks => _webhooks,
        _ => _anonymous,
    };

    private static Refusal? Take(HttpContext http, TokenBuckets buckets, string key)
    {
        Allowance allowance = buckets.Take(key);
        if (!allowance.Granted) return Refuse(http, buckets, allowance);
        Tell(http, buckets, allowance);
        return null;
    }

    private static Refusal Refuse(HttpContext http, TokenBuckets buckets, Allowance spent)
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
