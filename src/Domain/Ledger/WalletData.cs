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
            await foreach (PersonalItem page in EntriesAsync(id, cancellationToken)) yield return page;
        }
    }

    /// <summary>Erases the wallets first: without them nothing goes into their history any more.</summary>
    public async Task EraseAsync(string ownerId, CancellationToken cancellationToken)
    {
        await store.EraseAllAsync<Wallet>(ownerId, cancellationToken);
        await store.EraseAllAsync<HistoryEntry>(ownerId, cancellationToken);
    }

    // A file for each page: a history may be longer than what should be in memory at once.
    private async IAsyncEnumerable<PersonalItem> EntriesAsync(
        WalletId id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long? before = null;
        for (int number = 1; ; number++)
        {
            IReadOnlyList<WalletEntry> page = await ledger.GetHistoryAsync(
                id, WalletHistory.MaxPage, before, cancellationToken);
            if (number > 1 && page.Count == 0) yield break;
            string name = number == 1 ? "entries" : $"entries.{number}";
            yield return new PersonalItem.Data(
                $"wallets/{id.DocumentId}.{name}.json", page.Select(entry => entry with { By = null }).ToArray());
            if (page.Count < WalletHistory.MaxPage) yield break;
            before = page[^1].Sequence;
        }
    }
}
