using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Accounts;

/// <summary>Begins sessions, continues them, and ends them.</summary>
public sealed class Sessions(
    IDocumentStore store, IIdFactory ids, ISecretFactory secrets, IAccessTokens tokens, TimeProvider time)
{
    /// <summary>A session that has not ended, or null.</summary>
    public async Task<Session?> FindAsync(string ownerId, string sessionId, CancellationToken cancellationToken) =>
        (await store.FindAsync<Session>(ownerId, sessionId, cancellationToken))?.Value;

    /// <summary>
    /// Begins a session, unless the account is deleted or its password changed meanwhile: whoever deletes an account or
    /// changes a password writes that down first and ends the sessions that there are afterwards; this looks again after the
    /// session was written down, so one of the two finds the other.
    /// </summary>
    /// <param name="user">Whose.</param>
    /// <param name="policy">The product's.</param>
    /// <param name="passwordStamp">What the password that let them in was stamped with; null when it was no password.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The tokens, or null when the account is not to be entered like this any more.</returns>
    public async Task<SessionTokens?> BeginAsync(
        User user, SessionPolicy policy, string? passwordStamp, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        RefreshToken first = new(user.Id, ids.Next(), secrets.Next(), secrets.Next());
        Session session = new()
        {
            Id = first.SessionId,
            OwnerId = user.Id,
            Product = policy.Product,
            Roles = user.Roles,
            Refresh = policy.RefreshLife is null
                ? null
                : new RefreshState { Family = SecretHash.Of(first.Family), Current = SecretHash.Of(first.Secret) },
            CreatedAt = now,
            ExpiresAt = now + (policy.RefreshLife ?? policy.AccessLife),
        };
        if (await store.CreateAsync(session, cancellationToken) is null)
            throw new InvalidOperationException($"There is a session {session.Id} already.");
        if (await MayBeginAsync(user, passwordStamp, cancellationToken) is { } found)
        {
            // Whoever changes what an account may do writes it into the sessions that there are, and this was none of them.
            if (found.Roles != session.Roles)
                await store.UpdateAsync<Session>(
                    session.OwnerId, session.Id, known => known with { Roles = found.Roles }, cancellationToken);
            return await TokensAsync(session, policy, session.Refresh is null ? null : first, cancellationToken);
        }
        await EndAsync(session.OwnerId, session.Id, cancellationToken);
        return null;
    }

    /// <summary>
    /// Continues a session. Using a token again that was exchanged before ends the session, since two have it and only one
    /// of them should; but whoever only asks twice is answered twice. See <see cref="SessionPolicy.RetryLife"/>.
    /// </summary>
    /// <returns>The tokens to go on with, or <see cref="SignInRefused"/>.</returns>
    public async Task<Result<SessionTokens>> RefreshAsync(
        string refreshToken, SessionPolicy policy, CancellationToken cancellationToken)
    {
        if (RefreshToken.Read(refreshToken) is not { } token || policy.RefreshLife is not { } life)
            return new SignInRefused();
        DateTimeOffset began = time.GetUtcNow();
        bool wasCurrent = false;
        while (true)
        {
            Stored<Session>? stored = await store.FindAsync<Session>(token.OwnerId, token.SessionId, cancellationToken);
            if (stored is not { Value: { Refresh: { } state } session } || session.Product != policy.Product ||
                !SecretHash.Matches(state.Family, token.Family))
                return new SignInRefused();
            if (SecretHash.Matches(state.Current, token.Secret))
            {
                wasCurrent = true;
                DateTimeOffset now = time.GetUtcNow();
                string salt = secrets.Next();
                RefreshToken next = token.Next(salt);
                Session rotated = session with
                {
                    Refresh = state with
                    {
                        Current = SecretHash.Of(next.Secret),
                        Previous = state.Current,
                        Salt = salt,
                        RotatedAt = now,
                    },
                    ExpiresAt = now + life,
                };
                if (await store.ReplaceAsync(rotated, stored.ETag, cancellationToken) is not null)
                    return await TokensAsync(rotated, policy, next, cancellationToken);
                continue;
            }
            // Whoever found it current was only slower than another, or does not know of its own exchange.
            if (state is { Previous: { } previous, Salt: { } made, RotatedAt: { } rotatedAt } &&
                SecretHash.Matches(previous, token.Secret) && (wasCurrent || began < rotatedAt + policy.RetryLife))
                return await TokensAsync(session, policy, token.Next(made), cancellationToken);
            await EndAsync(token.OwnerId, token.SessionId, cancellationToken);
            return new SignInRefused();
        }
    }

    /// <summary>Ends a session; both its tokens end with it. Whether there was one does not matter.</summary>
    public Task EndAsync(string ownerId, string sessionId, CancellationToken cancellationToken) =>
        store.DeleteAsync<Session>(ownerId, sessionId, cancellationToken);

    /// <summary>Ends all sessions of an account but one.</summary>
    /// <param name="ownerId">Whose.</param>
    /// <param name="exceptId">The session that goes on, or null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task EndOthersAsync(string ownerId, string? exceptId, CancellationToken cancellationToken)
    {
        await foreach (Session session in store.ReadAllAsync<Session>(ownerId, cancellationToken))
            if (session.Id != exceptId) await EndAsync(ownerId, session.Id, cancellationToken);
    }

    // The account as it is now, unless it is not to be entered like this.
    private async Task<User?> MayBeginAsync(User user, string? passwordStamp, CancellationToken cancellationToken)
    {
        if ((await store.FindAsync<User>(user.Id, user.Id, cancellationToken))?.Value
            is not { DeletionAt: null, ErasureStartedAt: null } found)
            return null;
        return passwordStamp is null || (await store.FindAsync<PasswordLogin>(user.Id, user.Id, cancellationToken))
            ?.Value.Stamp == passwordStamp
                ? found
                : null;
    }

    private async Task<SessionTokens> TokensAsync(
        Session session, SessionPolicy policy, RefreshToken? refresh, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        AccessGrant grant = new(
            session.OwnerId, session.Id, ids.Next(), session.Product, now, now + policy.AccessLife);
        string access = await tokens.SignAsync(grant, cancellationToken);
        return new SessionTokens(session.Id, access, policy.AccessLife, refresh?.ToString());
    }
}
