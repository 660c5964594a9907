using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Accounts;

/// <summary>Sets a password by a link, for whoever reads the mail of the account's address.</summary>
public sealed class ResetPasswordHandler(
    IDocumentStore store,
    IIdFactory ids,
    MailLinks links,
    Passwords passwords,
    PasswordHashing hashing,
    SignInGuard guard,
    IEnumerable<IStandingAccess> standing,
    TimeProvider time)
{
    /// <summary>
    /// Somebody has forgotten a password. Whether there is such an account is not told, and costs nothing else.
    /// </summary>
    /// <param name="email">The address, as it was typed.</param>
    /// <param name="client">The client's address.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>
    /// The id of the account that a link is to be sent to, or of none, to be treated alike; or
    /// <see cref="TooManyAttempts"/>.
    /// </returns>
    public async Task<Result<string>> RequestAsync(string email, string client, CancellationToken cancellationToken)
    {
        Result<CountedAttempt> attempt = await guard.OfMailAsync(email, client, cancellationToken);
        if (!attempt.Succeeded) return attempt.Problem;
        string nobody = ids.Next();
        return (await passwords.FindOwnerAsync(email, cancellationToken))?.Id ?? nobody;
    }

    /// <summary>The account that a link is about, as long as it counts; null when it does not.</summary>
    public async Task<User?> LookAsync(string secret, CancellationToken cancellationToken) =>
        (await links.OpenAsync(secret, SecretPurpose.ResetPassword, cancellationToken))?.User;

    /// <summary>
    /// Sets the password. The link proves that the address is theirs, so it is verified from now on; all sessions end, and,
    /// where nobody had proved the address before, the API keys too, the ways in by other providers, and what was set up to
    /// go on by itself: whoever registered with it need not have been its owner.
    /// </summary>
    /// <returns>The account, or <see cref="LinkExpired"/>, <see cref="TooManyAttempts"/>.</returns>
    /// <exception cref="ArgumentException">The password is not as the rules want it.</exception>
    public async Task<Result<User>> HandleAsync(string secret, string password, CancellationToken cancellationToken)
    {
        if (!SignInRules.IsPassword(password))
            throw new ArgumentException("It is not as the rules want it.", nameof(password));
        if (hashing.IsBusy) return LoginHandler.Busy;
        if (await links.OpenAsync(secret, SecretPurpose.ResetPassword, cancellationToken) is not { } link)
            return new LinkExpired();
        string hash = await hashing.HashAsync(password, cancellationToken);
        string email = link.User.Email;
        await new UnverifiedLogins(store, time).EndAsync(email, cancellationToken);
        string proved = Claim.Email(email);
        string? ownerId = (await store.FindAsync<Claim>(proved, proved, cancellationToken))?.Value.UserId;
        if ((ownerId ?? link.User.Id) != link.User.Id ||
            await store.TakeAsync(Claim.Password(email), link.User.Id, cancellationToken) != link.User.Id ||
            !await SetAsync(link, hash, cancellationToken))
            return new LinkExpired();
        await store.EndSessionsAsync(link.User.Id, cancellationToken);
        if (!link.User.EmailVerified) await EndAccessAsync(link.User.Id, cancellationToken);
        // Last: with a verified address, and a password of who only claimed it, the account would be a trap.
        User? user = await store.ProveAsync(link.User, time, cancellationToken);
        if (user is null) return new LinkExpired();
        await guard.ForgetAsync(email, cancellationToken);
        await store.UseAsync(link.Secret, cancellationToken);
        return user;
    }

    // An account that was entered by a provider may have been given the address of somebody else afterwards.
    private async Task EndAccessAsync(string ownerId, CancellationToken cancellationToken)
    {
        await store.EndApiKeysAsync(ownerId, cancellationToken);
        foreach (Claim claim in await store.ClaimsOfAsync(ownerId, cancellationToken))
            if (claim.IsOfProvider) await store.GiveUpAsync(claim.Id, ownerId, cancellationToken);
        foreach (IStandingAccess each in standing) await each.EndAsync(ownerId, cancellationToken);
    }

    /// <summary>Writes the password down, stamped with the link, unless another one was set meanwhile.</summary>
    private async Task<bool> SetAsync(OpenLink link, string hash, CancellationToken cancellationToken)
    {
        PasswordLogin set = new()
        {
            OwnerId = link.User.Id,
            Email = link.User.Email,
            Hash = hash,
            Stamp = link.Secret.Value.Id,
            ChangedAt = time.GetUtcNow(),
            Registrant = link.Login?.Value.Registrant ?? new Registrant(null, null, null),
        };
        Stored<PasswordLogin>? stored = link.Login is null
            ? await store.CreateAsync(set, cancellationToken)
            : await store.ReplaceAsync(set, link.Login.ETag, cancellationToken);
        return stored is not null;
    }
}
