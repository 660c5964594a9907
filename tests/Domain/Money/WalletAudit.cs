using Understudy.Domain.Billing;
using Understudy.Domain.Ledger;
using Understudy.Domain.Products.Clone;
using Understudy.Domain.Tests.Ledger;

namespace Understudy.Domain.Tests.Money;

/// <summary>
/// Looks at every state that a wallet is written in: tells from it what was done, does the same to a model that knows
/// nothing of stores, crashes and other writers, and compares the two.
/// </summary>
internal sealed class WalletAudit(TimeProvider time)
{
    private readonly LedgerModel _model = new();
    private Wallet? _before;

    /// <summary>All entries that the wallet ever had, oldest first.</summary>
    public List<WalletEntry> Entries { get; } = [];

    /// <summary>How many states were looked at.</summary>
    public int States { get; private set; }

    public void Look(Wallet wallet)
    {
        States++;
        DateTimeOffset now = time.GetUtcNow();
        Wallet before = _before ?? new Wallet(wallet.Of);
        WalletEntry[] news = [.. wallet.Pending.Where(entry => entry.Sequence > before.LastSequence)];
        foreach (WalletEntry entry in news)
        {
            entry.Sequence.ShouldBe(Entries.Count + 1);
            entry.BalanceBefore.ShouldBe(Entries.Count == 0 ? 0 : Entries[^1].BalanceAfter);
            Entries.Add(entry);
        }

        DoTheSame(before, wallet, news, now);
        _before = wallet;

        // Plain conditions: assertions that format values take most of the time here.
        if (wallet.BalanceAt(now) != _model.BalanceAt(now)) wallet.BalanceAt(now).ShouldBe(_model.BalanceAt(now));
        wallet.Expire(now).Lots.Where(lot => lot.Left > 0).Select(lot => (lot.Id, lot.Left))
            .SequenceEqual(_model.LotsAt(now)).ShouldBeTrue("the lots differ from the model's");
        wallet.StatementAt(now).SequenceEqual(_model.PeriodsAt(now)).ShouldBeTrue("the periods differ from the model's");

        int left = wallet.Lots.Sum(lot => lot.Left);
        left.ShouldBe(Entries.Sum(entry => entry.Amount), "balance = Σ lots = Σ entries");
        left.ShouldBe(wallet.Entered ?? 0);
        wallet.Lots.All(lot => lot.Left >= 0 && lot.Revoked >= 0 && lot.Left + lot.Revoked <= lot.Amount)
            .ShouldBeTrue("a lot is negative, or more than was granted");
        // What looks at wallets while the app runs finds nothing, either.
        if (wallet.Faults() is { Count: > 0 } faults) faults.ShouldBeEmpty();
    }

    private void DoTheSame(Wallet before, Wallet after, WalletEntry[] news, DateTimeOffset now)
    {
        // What is known of a revocation before the units come is known before they do.
        foreach (Revocation revocation in after.Revocations.Except(before.Revocations))
            _model.Apply(new LedgerStep.Revoke(revocation.GrantId, revocation.Total, revocation.Revision), now);
        foreach (Hold closed in before.Holds.ExceptBy(after.Holds.Select(hold => hold.JobId), hold => hold.JobId))
        {
            int back = news.Where(entry => entry.Kind == EntryKind.Refunded).Sum(entry => entry.Amount);
            _model.Apply(new LedgerStep.Capture(closed.JobId, closed.Amount - back), now).ShouldBe(StepOutcome.Done);
        }

        foreach (WalletEntry entry in news)
        {
            switch (entry.Kind)
            {
                case EntryKind.Spent:
                    int? life = (int?)entry.ReturnedLife?.TotalMinutes;
                    _model.Apply(new LedgerStep.Hold(entry.OperationId, -entry.Amount, life), now).ShouldBe(StepOutcome.Done);
                    break;
                case EntryKind.Refunded when entry.RefundId is { } refund:
                    _model.Apply(new LedgerStep.Refund(entry.OperationId, refund, entry.Amount), now)
                        .ShouldBe(StepOutcome.Done);
                    break;
                case EntryKind.Release:
                    _model.Apply(new LedgerStep.Release(entry.OperationId), now).ShouldBe(StepOutcome.Done);
                    break;
                case var kind when kind.IsGrant():
                    if (after.Of.Product == Minutes.Product) Grant(after, entry, now);
                    else GrantAsEntered(after, entry, now);
                    break;
                default:
                    // Expiries, revocations and what comes back from a job that is closed follow from the rest.
                    break;
            }
        }
    }

    // What no plan of this product's says, the statement has to.
    private void GrantAsEntered(Wallet after, WalletEntry entry, DateTimeOffset now)
    {
        WalletPeriod? begun = after.Periods.FirstOrDefault(period => period.GrantId == entry.OperationId);
        _model.Grant(
            new Grant(entry.OperationId, entry.Amount, entry.Source!, entry.ExpiresAt),
            begun is null ? null : new Period(begun.Start, begun.End) { Yields = begun.Yields },
            now);
    }

    private void Grant(Wallet after, WalletEntry entry, DateTimeOffset now)
    {
        bool isFree = entry.OperationId.StartsWith("free-", StringComparison.Ordinal);
        if (after.Periods.FirstOrDefault(period => period.GrantId == entry.OperationId) is { } begun)
        {
            entry.Amount.ShouldBe(isFree ? FreeIn(begun, after) : Minutes.StandardAPeriod);
            DateTimeOffset end = isFree ? begun.End : begun.End + Minutes.Grace;
            entry.ExpiresAt.ShouldBe(end);
            _model.Grant(
                new Grant(entry.OperationId, entry.Amount, entry.Source!, end),
                new Period(begun.Start, begun.End) { Yields = isFree },
                now);
        }
        else
        {
            (entry.Amount % Minutes.Pack).ShouldBe(0);
            _model.Grant(
                new Grant(entry.OperationId, entry.Amount, entry.Source!, now.AddMonths(Minutes.PackMonths))
                {
                    SpentLast = true,
                },
                null,
                now);
        }
    }

    // The month's minutes, or what was left of them when a subscription took their place.
    private static int FreeIn(WalletPeriod begun, Wallet after) => after.Periods
        .LastOrDefault(each => each != begun && each.Yields && each.End == begun.End)?.Lapsed ?? Minutes.FreeAMonth;
}
