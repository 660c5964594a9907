using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Accounts;

/// <summary>Somebody who is signed in wants another password.</summary>
/// <param name="OwnerId">Who.</param>
/// <param name="SessionId">The session that they are in; it alone goes on. Null for none.</param>
/// <param name="Current">The password until now.</param>
/// <param name="Next">The password from now on; see <see cref="SignInRules.IsPassword"/>.</param>
/// <param name="Client">The client's address.</param>
public sealed record PasswordChange(string OwnerId, string? SessionId, string Current, string Next, string Client);

/// <summary>Changes a password, and ends every other session at once.</summary>
public sealed class ChangePasswordHandler(
    IDocumentStore store,
    IIdFactory ids,
    PasswordHashing hashing,
    SignInGuard guard,
    Sessions sessions,
    TimeProvider time)
{
    /// <summary>Changes it. Who has no password yet gets the first one by a link.</summary>
    /// <returns>The password, or <see cref="SignInRefused"/>, <see cref="TooManyAttempts"/>.</returns>
    /// <exception cref="ArgumentException">The new one is not as the rules want it.</exception>
    public async Task<Result<PasswordLogin>> HandleAsync(PasswordChange change, CancellationToken cancellationToken)
    {
        if (!SignInRules.IsPassword(change.Next))
            throw new ArgumentException("It is not as the rules want it.", nameof(change));
        if (hashing.IsBusy) return LoginHandler.Busy;
        Stored<PasswordLogin>? known = await store.FindAsync<PasswordLogin>(
            change.OwnerId, change.OwnerId, cancellationToken);
        if (known is null) return new SignInRefused();
        Result<CountedAttempt> attempt = await guard.OfPasswordAsync(
            known.Value.Email, change.Client, cancellationToken);
        if (!attempt.Succeeded) return attempt.Problem;
        if (await hashing.CheckAsync(known.Value, change.Current, cancellationToken) is null) return new SignInRefused();
        await guard.SucceedAsync(attempt.Value, cancellationToken);
        string hash = await hashing.HashAsync(change.Next, cancellationToken);
        // Before too: cut off after the change, it leaves no session but those that began in between.
        await sessions.EndOthersAsync(change.OwnerId, change.SessionId, cancellationToken);
        Stored<PasswordLogin>? changed = await store.ReplaceAsync(
            known.Value with { Hash = hash, Stamp = ids.Next(), ChangedAt = time.GetUtcNow() },
            known.ETag,
            cancellationToken);
        if (changed is null) return new SignInRefused();
        await sessions.EndOthersAsync(change.OwnerId, change.SessionId, cancellationToken);
        return changed.Value;
    }
}
