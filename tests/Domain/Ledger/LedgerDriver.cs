using Understudy.Domain.Common;
using Understudy.Domain.Ledger;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Ledger;

/// <summary>Applies the steps of a history to a stored wallet, and after a crash again in a new process.</summary>
internal sealed class LedgerDriver(InMemoryDocumentStore store, ManualTime time)
{
    public static readonly WalletId Wallet = new("ann", "clone", Unit.Minutes);

    private WalletLedger _ledger = new(store, time);

    public async Task<StepOutcome> ApplyUntilAnsweredAsync(LedgerStep step)
    {
        if (step is LedgerStep.Wait wait) time.Advance(TimeSpan.FromMinutes(wait.Minutes));
        while (true)
        {
            try
            {
                return await ApplyAsync(_ledger, step);
            }
            catch (SimulatedCrashException)
            {
                _ledger = new WalletLedger(store, time);
            }
        }
    }

    public async Task<WalletBalance> BalanceAsync() => await _ledger.GetBalanceAsync(Wallet);

    public async Task<WalletStatement> StatementAsync() => await _ledger.GetStatementAsync(Wallet);

    public async Task<IReadOnlyList<WalletEntry>> AllEntriesAsync()
    {
        List<WalletEntry> entries = [];
        while (true)
        {
            long? before = entries.Count == 0 ? null : entries[^1].Sequence;
            IReadOnlyList<WalletEntry> page = await _ledger.GetHistoryAsync(Wallet, 23, before);
            entries.AddRange(page);
            if (page.Count < 23) return entries;
        }
    }

    public async Task<Wallet> StoredAsync() =>
        (await store.FindAsync<Wallet>(Wallet.OwnerId, Wallet.DocumentId))?.Value ?? new Wallet(Wallet);

    public async Task<StepOutcome> ApplyAsync(WalletLedger ledger, LedgerStep step)
    {
        switch (step)
        {
            case LedgerStep.Grant grant:
                await ledger.GrantAsync(Wallet, grant.Of(time.Now));
                return StepOutcome.Done;
            case LedgerStep.Begin begin:
                await ledger.BeginPeriodAsync(Wallet, begin.PeriodAt(time.Now), begin.Of(time.Now));
                return StepOutcome.Done;
            case LedgerStep.Revoke revoke:
                await ledger.SetRevokedAsync(Wallet, revoke.Operation, revoke.Total, revoke.Revision);
                return StepOutcome.Done;
            case LedgerStep.Hold hold:
                return (await ledger.HoldAsync(Wallet, hold.Request)).Problem switch
                {
                    null => StepOutcome.Done,
                    Problem.InsufficientFunds => StepOutcome.Insufficient,
                    _ => StepOutcome.ClosedBefore,
                };
            case LedgerStep.Capture capture:
                try
                {
                    await ledger.CaptureAsync(Wallet, capture.Job, capture.Actual);
                    return StepOutcome.Done;
                }
                catch (InvalidOperationException)
                {
                    return StepOutcome.NeverHeld;
                }

            case LedgerStep.Release release:
                await ledger.ReleaseAsync(Wallet, release.Job);
                return StepOutcome.Done;
            case LedgerStep.Refund refund:
                try
                {
                    await ledger.RefundAsync(Wallet, refund.Job, refund.Id, refund.Amount);
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
