using Understudy.Domain.Persistence;

namespace Understudy.Domain.Accounts;

/// <summary>
/// Something that somebody may do once and soon: whoever has the secret may. It is found by the secret's hash, and the
/// secret is stored nowhere.
/// </summary>
public sealed record OneTimeSecret : IDocument
{
    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("secret", "ownerId");

    /// <summary>The secret's SHA-256.</summary>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public string Partition => Id;

    /// <summary>What it is for; it is for nothing else.</summary>
    public required SecretPurpose Purpose { get; init; }

    /// <summary>The account that it is about, or null for none.</summary>
    public string? OwnerId { get; init; }

    /// <summary>The address that it was sent to, or null for none.</summary>
    public string? Email { get; init; }

    /// <summary>What the password was stamped with at that time, or null for no password.</summary>
    public string? Stamp { get; init; }

    /// <summary>What else whoever made it has to know when it comes back.</summary>
    public string? Note { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>What a secret is for.</summary>
public enum SecretPurpose
{
    /// <summary>To prove that an address is one's own.</summary>
    VerifyAddress,

    /// <summary>To set another password.</summary>
    ResetPassword,

    /// <summary>To come back from another service's page of consent.</summary>
    ReturnFromConsent,
}
