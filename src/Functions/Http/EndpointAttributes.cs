namespace Understudy.Functions.Http;

/// <summary>
/// A POST that creates something or costs something: it takes an <c>Idempotency-Key</c>, and a person may send fewer of
/// them than of other requests.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CreatesAttribute : Attribute
{
    /// <summary>
    /// Whether the answer is kept for whoever repeats the request; not one that holds a secret, which is told once only.
    /// </summary>
    public bool KeepsAnswer { get; init; } = true;

    /// <summary>
    /// Whether the endpoint reads its body as it comes, whatever its size: then the body is told from another one by what
    /// went by, and not read before.
    /// </summary>
    public bool StreamsBody { get; init; }
}

/// <summary>An endpoint that answers with a stream of events: a person may have only so many open at once.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class StreamsAttribute : Attribute;

/// <summary>What a client address may ask of an endpoint that needs no token; without it, the strictest limit counts.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LimitedToAttribute(OpenLimit limit) : Attribute
{
    /// <summary>The limit.</summary>
    public OpenLimit Limit { get; } = limit;
}

/// <summary>The limits of requests that no account answers for; each is counted by client address.</summary>
internal enum OpenLimit
{
    /// <summary>Guesses: requests without a valid token, and for what there is not.</summary>
    Anonymous,

    /// <summary>Files and pages that are open to whoever has the address.</summary>
    Pages,

    /// <summary>Events that another service sends, signed.</summary>
    Webhooks,
}
