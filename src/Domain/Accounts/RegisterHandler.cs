using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Accounts;

/// <summary>Somebody wants an account with a password.</summary>
/// <param name="Email">The address; see <see cref="SignInRules.IsEmail"/>.</param>
/// <param name="Password">The password; see <see cref="SignInRules.IsPassword"/>.</param>
/// <param name="Client">The client's address.</param>
/// <param name="Registrant">What they say of themself; a username as in <see cref="SignInRules.IsUsername"/>.</param>
public sealed record Registration(string Email, string Password, string Client, Registrant Registrant);

/// <summary>
/// Opens an account with a password, and signs in. Its address is nobody's yet: that has to be proved by a link.
/// </summary>
public sealed class RegisterHandler(
    IDocumentStore store,
    IIdFactory ids,
    PasswordHashing hashing,
    Passwords passwords,
    SignInGuard guard,
    SessionStarts starts,
    TimeProvider time)
{
    /// <summary>
    /// Registers. Of several that meet at one address or one username, one succeeds. What is cut off is completed by
    /// registering or signing in again.
    /// </summary>
    /// <returns>
    /// The session, or <see cref="EmailTaken"/>, <see cref="UsernameTaken"/>, <see cref="TooManyAttempts"/>.
    /// </returns>
    /// <exception cref="ArgumentException">Something is not as the rules want it.</exception>
    public async Task<Result<SessionStart>> HandleAsync(
        Registration registration, SessionPolicy policy, CancellationToken cancellationToken)
    {
        (string email, string? username) = (registration.Email, registration.Registrant.Username);
        if (!SignInRules.IsEmail(email) || !SignInRules.IsPassword(registration.Password) ||
            (username is not null && !SignInRules.IsUsername(username)))
            throw new ArgumentException("It is not as the rules want it.", nameof(registration));
        if (hashing.IsBusy) return LoginHandler.Busy;
        Result<CountedAttempt> attempt = await guard.OfRegistrationAsync(registration.Client, cancellationToken);
        if (!attempt.Succeeded) return attempt.Problem;
        // Looked at before the work is done, and decided by what is created afterwards.
        if (await IsProvedAsync(email, null, cancellationToken) ||
            await passwords.FindAsync(email, cancellationToken) is not null)
            return new EmailTaken();

        string hash = await hashing.HashAsync(registration.Password, cancellationToken);
        Result<string> claimed = await ClaimAsync(email, username, cancellationToken);
        if (!claimed.Succeeded) return claimed.Problem;
        PasswordLogin login = new()
        {
            OwnerId = claimed.Value,
            Email = email,
            Hash = hash,
            Stamp = ids.Next(),
            ChangedAt = time.GetUtcNow(),
            Registrant = registration.Registrant,
        };
        if (await store.CreateAsync(login, cancellationToken) is null) return new EmailTaken();
        // Whoever proves an address takes it first and looks for passwords afterwards; this is the other way round.
        if (await IsProvedAsync(email, login.OwnerId, cancellationToken))
        {
            await store.DeleteAsync<PasswordLogin>(login.OwnerId, login.OwnerId, cancellationToken);
            await store.GiveUpAsync(Claim.Password(email), login.OwnerId, cancellationToken);
            if (username is not null)
                await store.GiveUpAsync(Claim.Username(username), login.OwnerId, cancellationToken);
            return new EmailTaken();
        }
        User? user = await passwords.OpenAsync(login, cancellationToken);
        return user is null
            ? new EmailTaken()
            : await starts.StartAsync(new SignedIn(user, IsNew: true), policy, login.Stamp, cancellationToken);
    }

    /// <summary>The id of the account to be, which has the address and the username from here on.</summary>
    private async Task<Result<string>> ClaimAsync(string email, string? username, CancellationToken cancellationToken)
    {
        string typed = Claim.Password(email);
        string fresh = ids.Next();
        string id = await store.TakeAsync(typed, fresh, cancellationToken);
        // A registration that was cut off leaves a claim without anything behind it: this one goes on from there.
        if (id != fresh && (await store.FindAsync<PasswordLogin>(id, id, cancellationToken) is not null ||
            await store.FindAsync<User>(id, id, cancellationToken) is not null))
            return new EmailTaken();
        if (username is null || await store.TakeAsync(Claim.Username(username), id, cancellationToken) == id) return id;
        if (id == fresh) await store.GiveUpAsync(typed, id, cancellationToken);
        return new UsernameTaken();
    }

    private async Task<bool> IsProvedAsync(string email, string? byId, CancellationToken cancellationToken)
    {
        string proved = Claim.Email(email);
        Stored<Claim>? claim = await store.FindAsync<Claim>(proved, proved, cancellationToken);
        return claim is not null && claim.Value.UserId != byId;
    }
}
