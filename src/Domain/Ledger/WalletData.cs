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
        foreach (Stored<Wallet> wallet in (await PageAsync<Wallet>(ownerId, cancellationToken)).Items)
        {
            WalletId id = wallet.Value.Of;
            yield return new PersonalItem.Data(
                $"wallets/{id.DocumentId}.json", await ledger.GetStatementAsync(id, cancellationToken));
            yield return new PersonalItem.Data(
                $"wallets/{id.DocumentId}.entries.json", await EntriesAsync(id, cancellationToken));
        }
    }

    /// <summary>Erases the wallets first: without them nothing goes into their history any more.</summary>
    public async Task EraseAsync(string ownerId, CancellationToken cancellationToken)
    {
        await EraseAsync<Wallet>(ownerId, cancellationToken);
        await EraseAsync<HistoryEntry>(ownerId, cancellationToken);
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

    private async Task EraseAsync<T>(string ownerId, CancellationToken cancellationToken)
        where T : class, IDocument
    {
        while (await PageAsync<T>(ownerId, cancellationToken) is { Items: { Count: > 0 } items })
        {
            foreach (Stored<T> item in items)
                await store.DeleteAsync<T>(ownerId, item.Value.Id, cancellationToken);
        }
    }

    // A person has a wallet for each product and unit: a page holds all of them.
    private Task<DocumentPage<T>> PageAsync<T>(string ownerId, CancellationToken cancellationToken)
        where T : class, IDocument =>
        store.QueryAsync<T>(new DocumentQuery { Partition = ownerId }, cancellationToken);
}
