using System.Runtime.CompilerServices;
using Understudy.Domain.Accounts;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Ledger;

/// <summary>What the ledger keeps about a person: their wallets and the history of those.</summary>
public sealed class WalletData(IDocumentStore store, WalletLedger ledger) : IPersonalData
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<PersonalItem> CollectAsync(
        string ownerId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (Wallet wallet in store.ReadAllAsync<Wallet>(ownerId, cancellationToken))
        {
            WalletId id = wallet.Of;
            yield return new PersonalItem.Data(
                $"wallets/{id.DocumentId}.json", await ledger.GetStatementAsync(id, cancellationToken));
            yield return new PersonalItem.Data(
                $"wallets/{id.DocumentId}.entries.json", await EntriesAsync(id, cancellationToken));
        }
    }

    /// <summary>Erases the wallets first: without them nothing goes into their history any more.</summary>
    public async Task EraseAsync(string ownerId, CancellationToken cancellationToken)
    {
        await store.EraseAllAsync<Wallet>(ownerId, cancellationToken);
        await store.EraseAllAsync<HistoryEntry>(ownerId, cancellationToken);
    }

    private async Task<IReadOnlyList<WalletEntry>> EntriesAsync(WalletId id, CancellationToken cancellationToken)
    {
        List<WalletEntry> entries = [];
        while (true)
        {
            IReadOnlyList<WalletEntry> page = await ledger.GetHistoryAsync(
                id, WalletHistory.MaxPage, entries.Count == 0 ? null : entries[^1].Sequence, cancellationToken);
            entries.AddRange(page);
            if (page.Count < WalletHistory.MaxPage) return entries;
        }
    }
}
