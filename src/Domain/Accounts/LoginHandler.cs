using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Accounts;

/// <summary>Somebody signs in with a password.</summary>
/// <param name="Email">The address, as it was typed.</param>
/// <param name="Password">The password, as it was typed.</param>
/// <param name="Client">The client's address.</param>
public sealed record Login(string Email, string Password, string Client);

/// <summary>
/// Signs in with a password. It costs the same whether or not there is an account, or a password, or the right one: one
/// comparison, and the same reads and writes before it.
/// </summary>
public sealed class LoginHandler(
    IDocumentStore store, PasswordHashing hashing, Passwords passwords, SignInGuard guard, SessionStarts starts)
{
    /// <summary>The answer when more are signing in than there are processors for.</summary>
    internal static Problem Busy { get; } = new TooManyAttempts(TimeSpan.FromSeconds(2));

    /// <summary>Signs in.</summary>
    /// <returns>
    /// The session, or <see cref="SignInRefused"/>, <see cref="TooManyAttempts"/>, <see cref="Problem.AccountErased"/>.
    /// </returns>
    public async Task<Result<SessionStart>> HandleAsync(
        Login login, SessionPolicy policy, CancellationToken cancellationToken)
    {
        if (hashing.IsBusy) return Busy;
        Result<CountedAttempt> attempt = await guard.OfPasswordAsync(login.Email, login.Client, cancellationToken);
        if (!attempt.Succeeded) return attempt.Problem;
        Stored<PasswordLogin>? known = await passwords.FindAsync(login.Email, cancellationToken);
        if (await hashing.CheckAsync(known?.Value, login.Password, cancellationToken) is not { } check ||
            known is null || !await passwords.CountsAsync(known.Value, cancellationToken))
            return new SignInRefused();
        await guard.SucceedAsync(attempt.Value, cancellationToken);
        if (check == PasswordCheck.RightAndWeak) await StrengthenAsync(known, login.Password, cancellationToken);
        User? user = await passwords.OpenAsync(known.Value, cancellationToken);
        return user is null
            ? new SignInRefused()
            : await starts.StartAsync(
                new SignedIn(user, IsNew: false), policy, known.Value.Stamp, cancellationToken);
    }

    /// <summary>Stores the same password in today's form, unless it was changed meanwhile.</summary>
    private async Task StrengthenAsync(
        Stored<PasswordLogin> known, string password, CancellationToken cancellationToken)
    {
        string hash = await hashing.HashAsync(password, cancellationToken);
        await store.ReplaceAsync(known.Value with { Hash = hash }, known.ETag, cancellationToken);
    }
}
