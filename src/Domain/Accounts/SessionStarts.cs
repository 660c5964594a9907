using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Accounts;

/// <summary>Somebody has signed in and has a session.</summary>
/// <param name="User">The account.</param>
/// <param name="Tokens">What to go on with.</param>
/// <param name="IsNew">Whether this sign-in opened the account.</param>
/// <param name="WasDeleted">Whether it was deleted until then; its owner is to be told.</param>
public sealed record SessionStart(User User, SessionTokens Tokens, bool IsNew, bool WasDeleted);

/// <summary>Who is an administrator by a setting; nobody, but in development.</summary>
/// <param name="Emails">Their addresses.</param>
public sealed record NamedAdmins(IReadOnlyList<string> Emails)
{
    /// <summary>Whether an address is one of them.</summary>
    public bool Include(string email) => Emails.Any(each => Claim.Email(each) == Claim.Email(email));
}

/// <summary>What follows when somebody has proved who they are, in whatever way.</summary>
public sealed class SessionStarts(
    IDocumentStore store,
    Sessions sessions,
    AccountDeletion deletion,
    RoleDesk roles,
    NamedAdmins admins,
    TimeProvider time,
    IAccountFollower? follower = null)
{
    /// <summary>Begins a session; signing in restores an account that was deleted less than 30 days ago.</summary>
    /// <param name="signedIn">Who it is.</param>
    /// <param name="policy">The product's sessions.</param>
    /// <param name="passwordStamp">What the password was stamped with, or null when it was no password.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>
    /// The session, or <see cref="Problem.AccountErased"/>, or <see cref="SignInRefused"/> when the password was changed
    /// meanwhile.
    /// </returns>
    public async Task<Result<SessionStart>> StartAsync(
        SignedIn signedIn, SessionPolicy policy, string? passwordStamp, CancellationToken cancellationToken)
    {
        if (signedIn.User.ErasureStartedAt is not null) return AccountDeletion.Erasing;
        bool wasDeleted = false;
        if (signedIn.User.DeletionAt is not null)
        {
            Result<Restored> restored = await deletion.RestoreAsync(signedIn.User.Id, cancellationToken);
            if (!restored.Succeeded) return restored.Problem;
            wasDeleted = restored.Value.WasDeleted;
        }
        if (admins.Include(signedIn.User.Email))
            await roles.GiveAsync(signedIn.User.Id, Roles.Admin, cancellationToken);
        User? user = await store.UpdateAsync<User>(
            signedIn.User.Id,
            signedIn.User.Id,
            known => known with { LastSignInAt = time.GetUtcNow() },
            cancellationToken);
        if (user is null) return AccountDeletion.Erasing;
        if (follower is not null) await follower.ChangedAsync(user.Id, cancellationToken);
        SessionTokens? tokens = await sessions.BeginAsync(user, policy, passwordStamp, cancellationToken);
        return tokens is null
            ? new SignInRefused()
            : new SessionStart(user, tokens, signedIn.IsNew, wasDeleted);
    }
}
