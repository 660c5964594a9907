using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Accounts;

/// <summary>Somebody who has opened a link says that the account is theirs.</summary>
/// <param name="Secret">What the link carries.</param>
/// <param name="Password">The account's password.</param>
/// <param name="Client">The client's address.</param>
public sealed record AddressProof(string Secret, string Password, string Client);

/// <summary>
/// Verifies an address. The link proves who reads its mail, the password who opened the account: without the latter, somebody
/// could register with another's address, wait until they press a link, and be in their account.
/// </summary>
public sealed class VerifyAddressHandler(
    IDocumentStore store, MailLinks links, PasswordHashing hashing, SignInGuard guard, TimeProvider time)
{
    /// <summary>The account that a link is about, as long as it counts; null when it does not.</summary>
    public async Task<User?> LookAsync(string secret, CancellationToken cancellationToken) =>
        (await links.OpenAsync(secret, SecretPurpose.VerifyAddress, cancellationToken))?.User;

    /// <summary>Verifies the address; whoever else signs in with it, without proof, does not any more.</summary>
    /// <returns>
    /// The account, or <see cref="LinkExpired"/>, <see cref="SignInRefused"/> for another password,
    /// <see cref="TooManyAttempts"/>.
    /// </returns>
    public async Task<Result<User>> HandleAsync(AddressProof proof, CancellationToken cancellationToken)
    {
        if (await links.OpenAsync(proof.Secret, SecretPurpose.VerifyAddress, cancellationToken)
            is not { Login.Value: { } login } link)
            return new LinkExpired();
        if (hashing.IsBusy) return LoginHandler.Busy;
        Result<CountedAttempt> attempt = await guard.OfPasswordAsync(login.Email, proof.Client, cancellationToken);
        if (!attempt.Succeeded) return attempt.Problem;
        if (await hashing.CheckAsync(login, proof.Password, cancellationToken) is null) return new SignInRefused();
        await guard.SucceedAsync(attempt.Value, cancellationToken);
        User? user = await store.ProveAsync(link.User, time, cancellationToken);
        if (user is null) return new LinkExpired();
        await store.UseAsync(link.Secret, cancellationToken);
        return user;
    }
}

/// <summary>What follows when somebody has proved that an address is theirs.</summary>
internal static class ProvedAddress
{
    /// <summary>Writes it down.</summary>
    /// <returns>The account, or null when the address is another account's, or is no longer this one's.</returns>
    public static async Task<User?> ProveAsync(
        this IDocumentStore store, User user, TimeProvider time, CancellationToken cancellationToken)
    {
        string proved = Claim.Email(user.Email);
        bool isOwn = await store.TakeAsync(proved, user.Id, cancellationToken) == user.Id;
        await new UnverifiedLogins(store, time).EndAsync(user.Email, cancellationToken);
        if (!isOwn) return null;
        User? verified = await store.UpdateAsync<User>(
            user.Id,
            user.Id,
            known => known.EmailVerified || known.ErasureStartedAt is not null || Claim.Email(known.Email) != proved
                ? known
                : known with { EmailVerified = true, UpdatedAt = time.GetUtcNow() },
            cancellationToken);
        if (verified is { EmailVerified: true, ErasureStartedAt: null } && Claim.Email(verified.Email) == proved)
            return verified;
        await store.GiveUpAsync(proved, user.Id, cancellationToken);
        return null;
    }
}
