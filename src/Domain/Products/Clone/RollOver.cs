using Understudy.Domain.Ledger;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.Clone;

/// <summary>
/// Begins the free month of those whose period is over, also of those who do not come back to ask for it: what they are
/// shown and sent is right, and a month's account has no gap. Paid periods begin with their invoices.
/// </summary>
public sealed class RollOver(IDocumentStore store, Minutes minutes, TimeProvider time)
{
    /// <summary>Looks through all wallets whose period is over; one that fails keeps no other from it.</summary>
    /// <exception cref="AggregateException">Some failed; the next time they are looked at again.</exception>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        List<Exception> faults = [];
        DocumentQuery query = new() { Where = [Filter.Between(Wallet.PeriodEndField, null, time.GetUtcNow())] };
        await foreach (Wallet wallet in store.AllAsync<Wallet>(query, cancellationToken))
        {
            string owner = wallet.Of.OwnerId;
            if (wallet.Of != Minutes.Wallet(owner)) continue;
            try
            {
                await minutes.EnsureAsync(owner, cancellationToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                faults.Add(fault);
            }
        }

        if (faults.Count > 0) throw new AggregateException(faults);
    }
}
