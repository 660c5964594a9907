using Understudy.Domain.Common;
using Understudy.Domain.Ledger;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Ledger;

public sealed class WalletProperties
{
    [Fact]
    public void A_wallet_does_what_the_model_does_and_keeps_its_invariants() =>
        Property.Holds(LedgerStep.Histories, 1000, steps =>
        {
            DateTimeOffset now = new(2026, 1, 31, 23, 0, 0, TimeSpan.Zero);
            LedgerModel model = new();
            Wallet wallet = new(new WalletId("ann", "clone", Unit.Minutes));
            // All that happened once happens once more, much later.
            foreach (LedgerStep step in (LedgerStep[])[.. steps, .. steps])
            {
                if (step is LedgerStep.Wait wait) now = now.AddMinutes(wait.Minutes);
                StepOutcome outcome = Apply(ref wallet, step, now);
                outcome.ShouldBe(model.Apply(step, now));
                wallet.BalanceAt(now).ShouldBe(model.BalanceAt(now));
                wallet.Expire(now).Lots.Where(lot => lot.Left > 0).Select(lot => (lot.Id, lot.Left))
                    .SequenceEqual(model.LotsAt(now)).ShouldBeTrue();
                wallet.StatementAt(now).SequenceEqual(model.PeriodsAt(now)).ShouldBeTrue();
                KeepsItsInvariants(wallet, model, now);
            }
        });

    [Fact]
    public void What_was_paid_and_refunded_ends_the_same_in_any_order_and_however_often_it_is_told() =>
        Property.Holds(LedgerStep.Payments, 1000, payments =>
        {
            DateTimeOffset now = new(2026, 1, 31, 23, 0, 0, TimeSpan.Zero);
            Wallet wallet = After(payments.Steps);
            Wallet shuffled = After(payments.Shuffled);
            Told(shuffled).SequenceEqual(Told(wallet)).ShouldBeTrue();
            shuffled.BalanceAt(now).ShouldBe(wallet.BalanceAt(now));
            shuffled.StatementAt(now).SequenceEqual(wallet.StatementAt(now)).ShouldBeTrue();

            Wallet After(LedgerStep[] steps)
            {
                Wallet after = new(new WalletId("ann", "clone", Unit.Minutes));
                foreach (LedgerStep step in steps) Apply(ref after, step, now);
                return after;
            }

            static IEnumerable<(string, int, int)> Told(Wallet wallet) =>
                wallet.Lots.Select(lot => (lot.Id, lot.Left, lot.Revoked));
        });

    // Plain conditions: assertions that compile expressions or format values take most of the time here.
    private static void KeepsItsInvariants(Wallet wallet, LedgerModel model, DateTimeOffset now)
    {
        int left = wallet.Lots.Sum(lot => lot.Left);
        left.ShouldBe(wallet.Pending.Sum(entry => entry.Amount));
        int balance = 0;
        wallet.Pending.All(entry => entry.BalanceBefore == balance && (balance += entry.Amount) == entry.BalanceAfter && balance >= 0)
            .ShouldBeTrue();
        wallet.Lots.All(lot => lot.Left >= 0 && lot.Revoked >= 0 && lot.Left + lot.Revoked <= lot.Amount).ShouldBeTrue();
        wallet.Lots.DistinctBy(lot => lot.Id).Count().ShouldBe(wallet.Lots.Count);
        wallet.Pending.Select((entry, index) => entry.Sequence == index + 1).All(inOrder => inOrder).ShouldBeTrue();
        wallet.Pending.DistinctBy(entry => entry.Key).Count().ShouldBe(wallet.Pending.Count);
        var charged = wallet.Pending.Where(entry => entry.Kind is EntryKind.Spent or EntryKind.Refunded)
            .GroupBy(entry => entry.OperationId).ToDictionary(job => job.Key, job => -job.Sum(entry => entry.Amount));
        charged.Count.ShouldBe(model.Charged.Count());
        model.Charged.All(job => charged[job.Job] == job.Units).ShouldBeTrue();
        foreach (KindTotal total in wallet.Totals)
        {
            total.Units.ShouldBe(wallet.Pending.Where(entry => entry.Kind == total.Kind).Sum(entry => entry.Amount));
            total.Lines.ShouldBe(wallet.Pending.Count(entry => entry.Kind == total.Kind && entry.IsLine));
        }
        wallet.Pending.Where(entry => entry.Kind == EntryKind.Revocation).GroupBy(entry => entry.OperationId)
            .All(grant => grant.Sum(entry => entry.Amount) <= 0).ShouldBeTrue();
        // What a person is shown adds up: what is used and left is the base and what came on top of it.
        if (wallet.StatementAt(now) is [.., { Used: var used, Base: var units } latest] && latest.End > now)
            (used + wallet.BalanceAt(now).Left >= units && used >= 0).ShouldBeTrue();
    }

    private static StepOutcome Apply(ref Wallet wallet, LedgerStep step, DateTimeOffset now)
    {
        switch (step)
        {
            case LedgerStep.Grant grant:
                wallet = wallet.Add(grant.Of(now), now);
                return StepOutcome.Done;
            case LedgerStep.Begin begin:
                wallet = wallet.BeginPeriod(begin.PeriodAt(now), begin.Of(now), now);
                return StepOutcome.Done;
            case LedgerStep.Revoke revoke:
                wallet = wallet.SetRevoked(revoke.Operation, revoke.Total, revoke.Revision, now);
                return StepOutcome.Done;
            case LedgerStep.Hold hold:
                Result<Wallet> held = wallet.Hold(hold.Request, now);
                wallet = held.Value ?? wallet;
                return held.Problem switch
                {
                    null => StepOutcome.Done,
                    Problem.InsufficientFunds => StepOutcome.Insufficient,
                    _ => StepOutcome.ClosedBefore,
                };
            case LedgerStep.Capture capture:
                try
                {
                    wallet = wallet.Capture(capture.Job, capture.Actual, now);
                    return StepOutcome.Done;
                }
                catch (InvalidOperationException)
                {
                    return StepOutcome.NeverHeld;
                }

            case LedgerStep.Release release:
                wallet = wallet.Release(release.Job, now);
                return StepOutcome.Done;
            case LedgerStep.Refund refund:
                try
                {
                    wallet = wallet.Refund(refund.Job, refund.Id, refund.Amount, now);
                    return StepOutcome.Done;
                }
                catch (InvalidOperationException)
                {
                    return StepOutcome.NotClosed;
                }

            default:
                return StepOutcome.Done;
        }
    }
}
