using System.Runtime.CompilerServices;
using Understudy.Domain.Accounts;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Ledger;

/// <summary>What the ledger keeps about a person: wallets and all their entries.</summary>
public sealed class LedgerData(IDocumentStore store) : IPersonalData
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<PersonalItem> CollectAsync(
        string ownerId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (Wallet wallet in store.ReadAllAsync<Wallet>(ownerId, cancellationToken))
        {
            List<WalletEntry> entries = [];
            await foreach (HistoryEntry moved in store.ReadAllAsync<HistoryEntry>(ownerId, cancellationToken))
            {
                if (moved.Wallet == wallet.Of) entries.Add(moved.Entry);
            }
            yield return new PersonalItem.Data(
                $"wallets/{wallet.Id}.json",
                new
                {
                    wallet.Of.Product,
                    wallet.Of.Unit,
                    wallet.Lots,
                    wallet.Holds,
                    // One that was cut off on its way to the history is in both places.
                    Entries = entries.Concat(wallet.Pending).DistinctBy(entry => entry.Sequence)
                        .OrderBy(entry => entry.Sequence).ToArray(),
                });
        }
    }

    /// <inheritdoc/>
    public async Task EraseAsync(string ownerId, CancellationToken cancellationToken)
    {
        // The wallet first: an entry that it moves to the history meanwhile is found there.
        await store.EraseAllAsync<Wallet>(ownerId, cancellationToken);
        await store.EraseAllAsync<HistoryEntry>(ownerId, cancellationToken);
    }
}
