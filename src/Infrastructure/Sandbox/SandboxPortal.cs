using Understudy.Domain.Persistence;

namespace Understudy.Infrastructure.Sandbox;

/// <summary>A link to a customer's portal.</summary>
public sealed record SandboxPortal : IDocument
{
    /// <summary>How long the link works.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("sandboxPortal");

    /// <summary>The SHA-256 of the link's token, in hexadecimal.</summary>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public string Partition => Id;

    /// <summary>Whose portal.</summary>
    public required string CustomerId { get; init; }

    /// <summary>Where it leads back to.</summary>
    public required string ReturnUrl { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset? ExpiresAt { get; init; }
}
