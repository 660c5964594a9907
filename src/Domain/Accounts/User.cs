using Understudy.Domain.Media;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Accounts;

/// <summary>A person: one record in all products, whatever the ways to sign in. Contract Clone §1.1.</summary>
public sealed record User : IDocument
{
    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("user", "deletionAt");

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public string Partition => Id;

    /// <summary>The e-mail address as the identity provider gives it.</summary>
    public required string Email { get; init; }

    /// <summary>
    /// Whether the provider has seen that the address is theirs; nothing is mailed to one that it has not. An account that
    /// does not say so yet has none that counts until its owner signs in again.
    /// </summary>
    public bool EmailVerified { get; init; }

    /// <summary>
    /// The display name; the e-mail's local part where the provider knows none. One line of at most 100 characters.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>The profile image that the identity provider shows, or null.</summary>
    public string? AvatarUrl { get; init; }

    /// <summary>The profile image that the person uploaded, or null; it goes before <see cref="AvatarUrl"/>.</summary>
    public MediaKey? Avatar { get; init; }

    /// <summary>When the account will be erased, if its owner deleted it; until then signing in restores it.</summary>
    public DateTimeOffset? DeletionAt { get; init; }

    /// <summary>When its erasure began: from then on it cannot be restored.</summary>
    public DateTimeOffset? ErasureStartedAt { get; init; }

    /// <summary>When the account was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}
