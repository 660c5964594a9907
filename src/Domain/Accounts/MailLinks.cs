using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Accounts;

/// <summary>A link that is to be mailed.</summary>
/// <param name="User">To whom.</param>
/// <param name="Secret">What the link carries.</param>
/// <param name="Until">How long it works.</param>
public sealed record MailLink(User User, string Secret, DateTimeOffset Until);

/// <summary>
/// The links by which people prove that an address is theirs, and set another password. Each works once, for a while, and
/// only as long as the address and the password are still what they were.
/// </summary>
public sealed class MailLinks(IDocumentStore store, ISecretFactory secrets, TimeProvider time)
{
    /// <summary>How long an address can be verified.</summary>
    public static TimeSpan VerificationLife { get; } = TimeSpan.FromDays(1);

    /// <summary>How long a password can be set.</summary>
    public static TimeSpan ResetLife { get; } = TimeSpan.FromHours(1);

    /// <summary>Makes a link that verifies the account's address.</summary>
    /// <returns>The link, or null when there is nothing to verify.</returns>
    public async Task<MailLink?> VerificationAsync(string ownerId, CancellationToken cancellationToken) =>
        await OwnerAsync(ownerId, cancellationToken) is { EmailVerified: false } user
            ? await MakeAsync(user, SecretPurpose.VerifyAddress, VerificationLife, cancellationToken)
            : null;

    /// <summary>Makes a link that sets another password, or the first one.</summary>
    /// <returns>The link, or null when there is no such account.</returns>
    public async Task<MailLink?> ResetAsync(string ownerId, CancellationToken cancellationToken) =>
        await OwnerAsync(ownerId, cancellationToken) is { } user
            ? await MakeAsync(user, SecretPurpose.ResetPassword, ResetLife, cancellationToken)
            : null;

    /// <summary>The account and the secret of a link that still counts, or null.</summary>
    internal async Task<OpenLink?> OpenAsync(string secret, SecretPurpose purpose, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(secret, purpose, cancellationToken) is not { Value.OwnerId: { } ownerId } stored ||
            await OwnerAsync(ownerId, cancellationToken) is not { } user ||
            stored.Value.Email is not { } email || Claim.Email(user.Email) != Claim.Email(email))
            return null;
        Stored<PasswordLogin>? login = await store.FindAsync<PasswordLogin>(ownerId, ownerId, cancellationToken);
        // The password that a link sets is stamped with the link: cut off after that, it can be used again to go on.
        bool counts = login?.Value.Stamp == stored.Value.Stamp ||
            (purpose == SecretPurpose.ResetPassword && login?.Value.Stamp == stored.Value.Id);
        return counts ? new OpenLink(stored, user, login) : null;
    }

    private async Task<User?> OwnerAsync(string ownerId, CancellationToken cancellationToken) =>
        (await store.FindAsync<User>(ownerId, ownerId, cancellationToken))?.Value is { ErasureStartedAt: null } user
            ? user
            : null;

    private async Task<MailLink> MakeAsync(
        User user, SecretPurpose purpose, TimeSpan life, CancellationToken cancellationToken)
    {
        string secret = secrets.Next();
        DateTimeOffset until = time.GetUtcNow() + life;
        await store.KeepAsync(
            secret,
            new OneTimeSecret
            {
                Id = "",
                Purpose = purpose,
                OwnerId = user.Id,
                Email = user.Email,
                Stamp = (await store.FindAsync<PasswordLogin>(user.Id, user.Id, cancellationToken))?.Value.Stamp,
                ExpiresAt = until,
            },
            cancellationToken);
        return new MailLink(user, secret, until);
    }
}

/// <summary>A link that somebody has opened, and that counts.</summary>
internal sealed record OpenLink(Stored<OneTimeSecret> Secret, User User, Stored<PasswordLogin>? Login);
