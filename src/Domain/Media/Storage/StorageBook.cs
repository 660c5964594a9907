using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Media.Storage;

/// <summary>
/// Counts how much room people take. An item's room is reserved when it begins to come, counted when it is there, and given
/// back when it is deleted; each may be repeated, by the item's id. An item is a document of its own, and the sum another
/// one, which says beforehand what is about to change: so a crash in between is made up for, and the sum can be counted anew
/// while everything goes on.
/// </summary>
public sealed class StorageBook(IDocumentStore store, TimeProvider time)
{
    // What is to be a step away is not on its way for longer.
    private static readonly TimeSpan _stepLifetime = TimeSpan.FromHours(1);

    // Nobody is turned away because of a sum that has been wrong for longer than this, nor let in for longer than that.
    private static readonly TimeSpan _recountToRefuse = TimeSpan.FromHours(1);
    private static readonly TimeSpan _recountToAdmit = TimeSpan.FromDays(1);

    /// <summary>How much is taken.</summary>
    public async Task<StorageUse> GetAsync(StorageId id, CancellationToken cancellationToken) =>
        (await SweptAsync(id, cancellationToken)).Value.Use;

    /// <summary>
    /// Keeps room for an item that begins to come. Asking again for the same item changes how much; for one that is counted
    /// already, nothing.
    /// </summary>
    /// <param name="id">Whose room.</param>
    /// <param name="itemId">The item.</param>
    /// <param name="bytes">How much it will take, at most.</param>
    /// <param name="limit">How much there may be in all; null for any amount.</param>
    /// <param name="lifetime">How long the room is kept.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How much is taken then, or <see cref="StorageLimitReached"/>.</returns>
    public async Task<Result<StorageUse>> ReserveAsync(
        StorageId id, string itemId, long bytes, long? limit, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        while (true)
        {
            Stored<StorageAccount> account = await SweptAsync(id, cancellationToken);
            if (await ItemAsync(id, itemId, cancellationToken) is not null) return account.Value.Use;
            StorageAccount without = account.Value.Forget(itemId);
            bool full = without.Use.Total + bytes > limit;
            if (NotCountedFor(account.Value, full ? _recountToRefuse : _recountToAdmit))
            {
                await RecountAsync(id, cancellationToken);
                continue;
            }
            if (full) return new StorageLimitReached(limit ?? 0, without.Use.Total, bytes);
            StorageAccount reserved = without.Reserve(itemId, new Reservation(bytes, time.GetUtcNow() + lifetime));
            if (await store.ReplaceAsync(reserved, account.ETag, cancellationToken) is { } kept) return kept.Value.Use;
        }
    }

    /// <summary>
    /// Counts an item that is there, with or without room that was kept for it: what has been made is not turned away.
    /// </summary>
    public async Task CountAsync(StorageId id, string itemId, long bytes, CancellationToken cancellationToken)
    {
        while (true)
        {
            // The account is read first: if it is still the same when it is written, so was the item.
            Stored<StorageAccount> account = await AccountAsync(id, cancellationToken);
            if (await ItemAsync(id, itemId, cancellationToken) is { } item)
            {
                if (!account.Value.Coming.ContainsKey(itemId)) return;
                await store.ReplaceAsync(account.Value.Settle(itemId, item.Bytes), account.ETag, cancellationToken);
                continue;
            }
            StorageAccount coming = account.Value.Reserve(itemId, new Reservation(bytes, time.GetUtcNow() + _stepLifetime));
            if (await store.ReplaceAsync(coming, account.ETag, cancellationToken) is null) continue;
            await store.CreateAsync(
                new StoredItem { OwnerId = id.OwnerId, Product = id.Product, ItemId = itemId, Bytes = bytes },
                cancellationToken);
        }
    }

    /// <summary>Gives back the room of an item that is deleted or never came.</summary>
    public async Task ReturnAsync(StorageId id, string itemId, CancellationToken cancellationToken)
    {
        while (await store.FindAsync<StorageAccount>(id.OwnerId, id.Product, cancellationToken) is { } account)
        {
            StorageAccount known = account.Value;
            if (await ItemAsync(id, itemId, cancellationToken) is not { } item)
            {
                StorageAccount without = known.Left(itemId).Forget(itemId);
                if (ReferenceEquals(without, known)) return;
                await store.ReplaceAsync(without, account.ETag, cancellationToken);
                continue;
            }
            // One that was never added to the sum, because a crash came between, is added before it goes.
            StorageAccount leaving = (known.Coming.ContainsKey(itemId) ? known.Settle(itemId, item.Bytes) : known)
                .Leave(itemId, item.Bytes);
            if (!ReferenceEquals(leaving, known) &&
                await store.ReplaceAsync(leaving, account.ETag, cancellationToken) is null)
                continue;
            await store.DeleteAsync<StoredItem>(id.OwnerId, item.Id, cancellationToken);
        }
    }

    /// <summary>Counts everything anew; what is on its way in or out meanwhile is not lost.</summary>
    public async Task<StorageUse> RecountAsync(StorageId id, CancellationToken cancellationToken)
    {
        while (true)
        {
            Stored<StorageAccount> account = await AccountAsync(id, cancellationToken);
            // Whatever comes or goes is written into the account before; so either it is there now, or the account will
            // have changed.
            long bytes = account.Value.Going.Values.Sum();
            await foreach (StoredItem item in store.AllAsync<StoredItem>(ItemsOf(id), cancellationToken))
            {
                if (!account.Value.Coming.ContainsKey(item.ItemId) && !account.Value.Going.ContainsKey(item.ItemId))
                    bytes += item.Bytes;
            }
            StorageAccount counted = account.Value with { Bytes = bytes, CountedAt = time.GetUtcNow() };
            if (await store.ReplaceAsync(counted, account.ETag, cancellationToken) is { } stored) return stored.Value.Use;
        }
    }

    /// <summary>The account, after what was cut off has been made up for.</summary>
    private async Task<Stored<StorageAccount>> SweptAsync(StorageId id, CancellationToken cancellationToken)
    {
        while (true)
        {
            Stored<StorageAccount> account = await AccountAsync(id, cancellationToken);
            DateTimeOffset now = time.GetUtcNow();
            StorageAccount swept = account.Value;
            foreach ((string itemId, Reservation coming) in account.Value.Coming.Where(c => c.Value.Until <= now))
            {
                StoredItem? item = await ItemAsync(id, itemId, cancellationToken);
                swept = item is null ? swept.Forget(itemId) : swept.Settle(itemId, item.Bytes);
            }
            foreach (string itemId in account.Value.Going.Keys)
                if (await ItemAsync(id, itemId, cancellationToken) is null) swept = swept.Left(itemId);
            if (ReferenceEquals(swept, account.Value)) return account;
            if (await store.ReplaceAsync(swept, account.ETag, cancellationToken) is { } stored) return stored;
        }
    }

    private bool NotCountedFor(StorageAccount account, TimeSpan age) =>
        account.CountedAt is not { } counted || counted.IsOlderThan(age, time.GetUtcNow());

    private Task<Stored<StorageAccount>> AccountAsync(StorageId id, CancellationToken cancellationToken) =>
        store.FindOrCreateAsync(
            id.OwnerId,
            id.Product,
            () => new StorageAccount { OwnerId = id.OwnerId, Product = id.Product },
            cancellationToken);

    private async Task<StoredItem?> ItemAsync(StorageId id, string itemId, CancellationToken cancellationToken) =>
        (await store.FindAsync<StoredItem>(
            id.OwnerId, StoredItem.IdOf(id.Product, itemId), cancellationToken))?.Value;

    private static DocumentQuery ItemsOf(StorageId id) => new()
    {
        Partition = id.OwnerId,
        Where = [Filter.Equal("product", id.Product)],
    };
}
