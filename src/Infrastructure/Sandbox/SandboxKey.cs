using Understudy.Domain.Persistence;

namespace Understudy.Infrastructure.Sandbox;

/// <summary>An idempotency key, and what was made under it.</summary>
public sealed record SandboxKey : IDocument
{
    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("sandboxKey");

    /// <summary>The SHA-256 of the key, in hexadecimal.</summary>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public string Partition => Id;

    /// <summary>The SHA-256 of the request: another one may not use the key.</summary>
    public required string Request { get; init; }

    /// <summary>The id of what the request makes.</summary>
    public required string ObjectId { get; init; }
}
