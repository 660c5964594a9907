using Understudy.Domain.Persistence;

namespace Understudy.Functions.Http.Idempotency;

/// <summary>A request that came with an <c>Idempotency-Key</c>, and what was answered.</summary>
internal sealed record IdempotentRequest : IDocument
{
    /// <summary>How long a key is remembered.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>
    /// How long a request is taken to be under way. After that whoever handled it is taken to be gone, and the next one
    /// with the key carries on.
    /// </summary>
    public static readonly TimeSpan LeaseLength = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("idempotency");

    /// <summary>The SHA-256 of the key.</summary>
    public required string Id { get; init; }

    /// <summary>Whose key it is.</summary>
    public required string OwnerId { get; init; }

    /// <inheritdoc/>
    public string Partition => OwnerId;

    /// <summary>
    /// The SHA-256 of what was asked: method, path, query and body; of a body that streams what it was said to be.
    /// </summary>
    public required string Fingerprint { get; init; }

    /// <summary>The SHA-256 of a body that streamed, once all of it went by; null for any other.</summary>
    public string? StreamedBody { get; init; }

    /// <summary>The id of what the request creates, however often it is begun: a UUID version 7.</summary>
    public required string ResourceId { get; init; }

    /// <summary>Whoever handles it; null when nobody does, without a meaning once there is an answer.</summary>
    public Lease? Lease { get; init; }

    /// <summary>What was answered, once it succeeded.</summary>
    public StoredAnswer? Answer { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>An answer to give again.</summary>
/// <param name="Status">Its HTTP status.</param>
/// <param name="ContentType">The type of its body, where there is one.</param>
/// <param name="Body">Its body; empty when there is none, or it was not kept.</param>
internal sealed record StoredAnswer(int Status, string? ContentType, string Body) : IResult
{
    /// <summary>Whether it held a secret, so that nothing of it is kept but that it was given.</summary>
    public bool IsWithheld { get; init; }

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Status;
        httpContext.Response.ContentType = ContentType;
        return Body.Length == 0
            ? Task.CompletedTask
            : httpContext.Response.WriteAsync(Body, httpContext.RequestAborted);
    }
}
