using Understudy.Domain.Accounts;
using Understudy.Domain.Billing;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.People;

/// <summary>Keeps the directory true to the accounts. Every step may be repeated, and come late.</summary>
public sealed class DirectoryKeeper(IDocumentStore store, Subscriptions subscriptions, TimeProvider time) : IAccountFollower
{
    /// <summary>For how long an entry says that its account is gone.</summary>
    internal static TimeSpan Memory { get; } = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public Task ChangedAsync(string userId, CancellationToken cancellationToken) => FollowAsync(userId, cancellationToken);

    /// <summary>
    /// Makes an entry what its account says: until it says so, for the account may have changed while the entry was written.
    /// The entry is read first, and written only if nobody has written it since.
    /// </summary>
    public async Task FollowAsync(string userId, CancellationToken cancellationToken)
    {
        string id = DirectoryEntry.IdOf(userId);
        while (true)
        {
            Stored<DirectoryEntry>? known =
                await store.FindAsync<DirectoryEntry>(DirectoryEntry.Everybody, id, cancellationToken);
            User? user = (await store.FindAsync<User>(userId, userId, cancellationToken))?.Value;
            DirectoryEntry? due = user is { ErasureStartedAt: null }
                ? await EntryOfAsync(user, cancellationToken)
                : known is null ? null : Gone(known.Value);
            if (due is null || known?.Value.SaysWhat(due) == true) return;
            if (known is null) await store.CreateAsync(due, cancellationToken);
            else await store.ReplaceAsync(due, known.ETag, cancellationToken);
        }
    }

    /// <summary>Leaves of an account's entry nothing but that it is gone.</summary>
    internal Task ForgetAsync(string userId, CancellationToken cancellationToken) => store.UpdateAsync<DirectoryEntry>(
        DirectoryEntry.Everybody,
        DirectoryEntry.IdOf(userId),
        known => known.IsGone ? known : Gone(known),
        cancellationToken);

    private async Task<DirectoryEntry> EntryOfAsync(User user, CancellationToken cancellationToken) => new()
    {
        Id = DirectoryEntry.IdOf(user.Id),
        UserId = user.Id,
        Email = user.Email,
        Name = user.Name,
        Plans =
        [
            .. (await subscriptions.OfAsync(user.Id, cancellationToken)).Where(subscription => subscription.Counts)
                .Select(subscription => new DirectoryPlan(subscription.Product, subscription.Sku!))
                .OrderBy(plan => plan.Product, StringComparer.Ordinal),
        ],
        CreatedAt = user.CreatedAt,
        LastSignInOn = user.LastSignInAt is { } last ? DateOnly.FromDateTime(last.UtcDateTime) : null,
        ReceivedAt = time.GetUtcNow(),
    };

    // When it was opened says where it stands in lists that have been read, and no more.
    private DirectoryEntry Gone(DirectoryEntry known)
    {
        DateTimeOffset now = time.GetUtcNow();
        return new DirectoryEntry
        {
            Id = known.Id,
            UserId = "",
            Email = "",
            Name = "",
            CreatedAt = known.CreatedAt,
            IsGone = true,
            ReceivedAt = now,
            ExpiresAt = now + Memory,
        };
    }
}
