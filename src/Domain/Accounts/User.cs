using Understudy.Domain.Media;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Accounts;

/// <summary>A person: one record in all products, whatever the ways to sign in. Contract Clone §1.1.</summary>
public sealed record User : IDocument
{
    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("user", "deletionAt", "updatedAt");

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

    /// <summary>The name that is unique among all accounts without regard to case, or null as long as nobody chose one.</summary>
    public string? Username { get; init; }

    /// <summary>
    /// What the account may do beyond its own things. Its claims and sessions repeat it, since every request reads one of
    /// those and not the user.
    /// </summary>
    public Roles Roles { get; init; }

    /// <summary>Where the person is, e.g. <c>CN</c>, or null where nobody has said.</summary>
    public string? Region { get; init; }

    /// <summary>The language that the person chose as a BCP 47 tag, e.g. <c>zh-CN</c>, or null.</summary>
    public string? Locale { get; init; }

    /// <summary>When a session was begun last, or null before the first one.</summary>
    public DateTimeOffset? LastSignInAt { get; init; }

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
