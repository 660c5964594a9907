using Understudy.Domain.Ledger;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Billing;

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
        string? continuation = null;
        do
        {
            DocumentPage<Wallet> page = await store.QueryAsync<Wallet>(
                new DocumentQuery
                {
                    Where = [Filter.Between(Wallet.PeriodEndField, null, time.GetUtcNow())],
                    Continuation = continuation,
                },
                cancellationToken);
            foreach (WalletId wallet in page.Items.Select(item => item.Value.Of))
            {
                try
                {
                    if (wallet == Minutes.Wallet(wallet.OwnerId))
                        await minutes.EnsureAsync(wallet.OwnerId, cancellationToken);
                }
                catch (Exception fault) when (fault is not OperationCanceledException)
                {
                    faults.Add(fault);
                }
            }
            continuation = page.Continuation;
        }
        while (continuation is not null);
        if (faults.Count > 0) throw new AggregateException(faults);
    }
}
