using Understudy.Domain.Persistence;

namespace Understudy.Domain.Accounts;

/// <summary>
/// The password of an account. Creating the document is what decides a registration: of several that meet, one wins.
/// </summary>
public sealed record PasswordLogin : IDocument
{
    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("password");

    /// <inheritdoc/>
    public string Id => OwnerId;

    /// <inheritdoc/>
    public string Partition => OwnerId;

    /// <summary>Whose it is.</summary>
    public required string OwnerId { get; init; }

    /// <summary>The address that it is typed with; <see cref="Claim.Password"/> leads from it to the account.</summary>
    public required string Email { get; init; }

    /// <summary>What is kept of the password.</summary>
    public required string Hash { get; init; }

    /// <summary>Another one with every password: what was begun with an earlier one does not count any more.</summary>
    public required string Stamp { get; init; }

    /// <summary>When it was set.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>What its owner registered as, so that a registration that was cut off can be completed.</summary>
    public required Registrant Registrant { get; init; }
}

/// <summary>What somebody says of themself when they register.</summary>
/// <param name="Name">The display name, or null for what comes before the <c>@</c>.</param>
/// <param name="Username">The username, or null for none.</param>
/// <param name="Locale">The language as a BCP 47 tag, or null.</param>
public sealed record Registrant(string? Name, string? Username, string? Locale);
