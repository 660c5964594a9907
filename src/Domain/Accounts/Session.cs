using Understudy.Domain.Persistence;

namespace Understudy.Domain.Accounts;

/// <summary>
/// One sign-in, on one device. It lives in this document alone: when that is gone, the session has ended, on every instance
/// and at once.
/// </summary>
public sealed record Session : IDocument
{
    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("session");

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public string Partition => OwnerId;

    /// <summary>Whose it is.</summary>
    public required string OwnerId { get; init; }

    /// <summary>The product that it was begun in, and counts in.</summary>
    public required string Product { get; init; }

    /// <summary>What the account may do; it follows <see cref="User.Roles"/>.</summary>
    public Roles Roles { get; init; }

    /// <summary>What continues it, or null in products whose sessions simply end.</summary>
    public RefreshState? Refresh { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last continued.</summary>
    public DateTimeOffset? RefreshedAt => Refresh?.RotatedAt;

    /// <inheritdoc/>
    public required DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>
/// What is known of a session's refresh tokens: of the current one and the one before it the hashes, and what the current
/// one was made with.
/// </summary>
public sealed record RefreshState
{
    /// <summary>
    /// The hash of the part that all tokens of the session have in common: whoever does not know it only guesses, and ends
    /// nothing.
    /// </summary>
    public required string Family { get; init; }

    /// <summary>The hash of the token that continues the session.</summary>
    public required string Current { get; init; }

    /// <summary>The hash of the token before it, or null as long as the first one was not used.</summary>
    public string? Previous { get; init; }

    /// <summary>256 random bits that, with the token before it, make the current one.</summary>
    public string? Salt { get; init; }

    /// <summary>When the current one was made, or null for the first one.</summary>
    public DateTimeOffset? RotatedAt { get; init; }
}
