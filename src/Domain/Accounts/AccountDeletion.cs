using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Accounts;

/// <summary>
/// Deletes accounts, 30 days later, and restores those whose owners come back before. Clone §10.6. The user's document
/// decides; the claims and sessions follow it, so that a request is turned away without reading the user.
/// </summary>
public sealed class AccountDeletion(IDocumentStore store, TimeProvider time)
{
    /// <summary>How long an account can be restored.</summary>
    public static TimeSpan Grace { get; } = TimeSpan.FromDays(30);

    /// <summary>The answer for somebody who signs in to an account that is being erased.</summary>
    public static Problem Erasing { get; } = new Problem.AccountErased();

    /// <summary>
    /// Decides that the account is deleted; doing it again changes nothing. <see cref="MarkAsync"/> has to follow.
    /// </summary>
    /// <returns>The account, or null when there is none.</returns>
    public Task<User?> ScheduleAsync(string userId, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        return store.UpdateAsync<User>(
            userId,
            userId,
            user => user.DeletionAt is null ? user with { DeletionAt = now + Grace, UpdatedAt = now } : user,
            cancellationToken);
    }

    /// <summary>Restores an account that was deleted, unless its erasure has begun.</summary>
    /// <returns>The account and whether it was restored by this, or <see cref="Erasing"/>.</returns>
    public async Task<Result<Restored>> RestoreAsync(string userId, CancellationToken cancellationToken)
    {
        bool wasDeleted = false;
        User? user = await store.UpdateAsync<User>(
            userId,
            userId,
            current =>
            {
                wasDeleted = current is { DeletionAt: not null, ErasureStartedAt: null };
                return wasDeleted ? current with { DeletionAt = null, UpdatedAt = time.GetUtcNow() } : current;
            },
            cancellationToken);
        if (user is null or { ErasureStartedAt: not null }) return Erasing;
        await MarkAsync(userId, cancellationToken);
        return new Restored(user, wasDeleted);
    }

    /// <summary>
    /// Brings the claims and the sessions of an account into line with it, until nobody has changed it meanwhile: what it may
    /// do they repeat, and of a deleted one the sessions end. May be repeated.
    /// </summary>
    public async Task MarkAsync(string userId, CancellationToken cancellationToken)
    {
        Stored<User>? user = await store.FindAsync<User>(userId, userId, cancellationToken);
        while (user is not null)
        {
            (DateTimeOffset? deletionAt, Roles roles) = (user.Value.DeletionAt, user.Value.Roles);
            foreach (Claim claim in await store.ClaimsOfAsync(userId, cancellationToken))
            {
                await store.UpdateAsync<Claim>(
                    claim.Partition,
                    claim.Id,
                    c => c.DeletionAt == deletionAt && c.Roles == roles
                        ? c
                        : c with { DeletionAt = deletionAt, Roles = roles },
                    cancellationToken);
            }
            if (deletionAt is null) await MarkSessionsAsync(userId, roles, cancellationToken);
            else await store.EndSessionsAsync(userId, cancellationToken);
            Stored<User>? after = await store.FindAsync<User>(userId, userId, cancellationToken);
            if (after?.ETag == user.ETag) return;
            user = after;
        }
    }

    /// <summary>The accounts whose erasure is due, the oldest first.</summary>
    public IAsyncEnumerable<User> DueAsync(CancellationToken cancellationToken) =>
        ScheduledAsync(DateTimeOffset.MinValue, time.GetUtcNow(), cancellationToken);

    /// <summary>The accounts that were deleted within that time; nobody reads those that have waited for longer, until they are due.</summary>
    public IAsyncEnumerable<User> DeletedSinceAsync(TimeSpan age, CancellationToken cancellationToken) =>
        ScheduledAsync(time.GetUtcNow() + Grace - age, null, cancellationToken);

    private IAsyncEnumerable<User> ScheduledAsync(
        DateTimeOffset from, DateTimeOffset? to, CancellationToken cancellationToken) => store.AllAsync<User>(
            new DocumentQuery { Where = [Filter.Between("deletionAt", from, to)], OrderBy = "deletionAt" }, cancellationToken);

    private async Task MarkSessionsAsync(string userId, Roles roles, CancellationToken cancellationToken)
    {
        await foreach (Session session in store.ReadAllAsync<Session>(userId, cancellationToken))
        {
            await store.UpdateAsync<Session>(
                userId, session.Id, s => s.Roles == roles ? s : s with { Roles = roles }, cancellationToken);
        }
    }
}

/// <summary>An account after its owner came back.</summary>
/// <param name="User">The account.</param>
/// <param name="WasDeleted">Whether it was deleted until then.</param>
public sealed record Restored(User User, bool WasDeleted);
