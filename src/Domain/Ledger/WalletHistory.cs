using Understudy.Domain.Persistence;

namespace Understudy.Domain.Ledger;

/// <summary>The entries that were moved out of the wallets' documents.</summary>
internal sealed class WalletHistory(IDocumentStore store)
{
    /// <summary>The most entries that <see cref="ReadAsync"/> reads at once.</summary>
    public const int MaxPage = 1000;

    /// <summary>Finds the entry of an operation.</summary>
    public async Task<WalletEntry?> FindAsync(WalletId wallet, OperationKey key, CancellationToken cancellationToken)
    {
        Stored<HistoryEntry>? found = await store.FindAsync<HistoryEntry>(
            wallet.OwnerId, HistoryEntry.IdOf(wallet, key), cancellationToken);
        return found?.Value.Entry;
    }

    /// <summary>Writes entries; those that are there already stay as they are.</summary>
    public Task WriteAsync(WalletId wallet, IEnumerable<WalletEntry> entries, CancellationToken cancellationToken) =>
        Task.WhenAll(entries.Select(entry => store.CreateAsync(new HistoryEntry(wallet, entry), cancellationToken)));

    /// <summary>Reads the latest entries before a number, newest first.</summary>
    public async Task<IReadOnlyList<WalletEntry>> ReadAsync(
        WalletId wallet, long before, int limit, CancellationToken cancellationToken)
    {
        DocumentPage<HistoryEntry> page = await store.QueryAsync<HistoryEntry>(
            new DocumentQuery
            {
                Partition = wallet.OwnerId,
                Where =
                [
                    Filter.Equal(HistoryEntry.WalletField, wallet.DocumentId),
                    Filter.Between(HistoryEntry.SequenceField, null, before),
                ],
                OrderBy = HistoryEntry.SequenceField,
                Descending = true,
                Limit = limit,
            },
            cancellationToken);
        return [.. page.Items.Select(item => item.Value.Entry)];
    }
}
