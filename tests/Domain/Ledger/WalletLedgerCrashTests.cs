using Understudy.Domain.Ledger;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Ledger;

public sealed class WalletLedgerCrashTests
{
    [Fact]
    public void Crashes_conflicts_and_lost_answers_change_nothing_that_a_person_sees() =>
        Property.Holds(LedgerStep.Histories, 300, steps => RunWithFaultsAsync(steps).GetAwaiter().GetResult());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_at_any_call_of_the_store_and_a_repeat_end_the_same(bool afterwards)
    {
        (WalletBalance Balance, WalletEntry[] Entries) undisturbed = await RunJobsAsync(null);
        int call = 0;
        CrashAt crash;
        do
        {
            crash = new CrashAt(++call, afterwards);
            (WalletBalance Balance, WalletEntry[] Entries) disturbed = await RunJobsAsync(crash);
            disturbed.Balance.ShouldBe(undisturbed.Balance, $"after a crash at call {call}");
            disturbed.Entries.ShouldBe(undisturbed.Entries, $"after a crash at call {call}");
        }
        while (crash.Happened || (afterwards && call < 200));

        call.ShouldBeGreaterThan(100);
    }

    private static async Task RunWithFaultsAsync(LedgerStep[] steps)
    {
        ManualTime time = new();
        InMemoryDocumentStore store = new(time);
        LedgerDriver driver = new(store, time);
        LedgerModel model = new();
        RandomFaults faults = new(steps.Sum(step => step.ToString()!.Sum(letter => letter)));
        foreach (LedgerStep step in (LedgerStep[])[.. steps, .. steps])
        {
            store.Faults = faults;
            StepOutcome outcome = await driver.ApplyUntilAnsweredAsync(step);
            store.Faults = null;
            outcome.ShouldBe(model.Apply(step, time.Now));
            WalletStatement statement = await driver.StatementAsync();
            statement.Balance.ShouldBe(model.BalanceAt(time.Now));
            statement.Periods.SequenceEqual(model.PeriodsAt(time.Now)).ShouldBeTrue();
        }

        Wallet wallet = await driver.StoredAsync();
        IReadOnlyList<WalletEntry> entries = await driver.AllEntriesAsync();
        entries.Select((entry, index) => entry.Sequence == entries.Count - index).All(inOrder => inOrder).ShouldBeTrue();
        entries.Count.ShouldBe((int)wallet.LastSequence);
        entries.DistinctBy(entry => entry.Key).Count().ShouldBe(entries.Count);
        entries.Sum(entry => entry.Amount)
            .ShouldBe(wallet.Lots.Sum(lot => lot.Left) + wallet.Holds.Sum(hold => hold.Amount));
        entries.Where(entry => entry.Kind is EntryKind.Capture or EntryKind.Release)
            .ToDictionary(entry => entry.OperationId, entry => -entry.Amount)
            .ShouldBe(model.Charged, ignoreOrder: true);
        wallet.Pending.Count.ShouldBeLessThan(64);
    }

    // Enough entries to be moved to the history twice.
    private static async Task<(WalletBalance Balance, WalletEntry[] Entries)> RunJobsAsync(IFaults? faults)
    {
        ManualTime time = new();
        InMemoryDocumentStore store = new(time) { Faults = faults };
        LedgerDriver driver = new(store, time);
        await driver.ApplyUntilAnsweredAsync(new LedgerStep.Begin("first", 60, -30));
        await driver.ApplyUntilAnsweredAsync(new LedgerStep.Grant("second", 60, null));
        for (int job = 0; job < 32; job++)
        {
            await driver.ApplyUntilAnsweredAsync(new LedgerStep.Hold($"job{job}", 3));
            await driver.ApplyUntilAnsweredAsync(new LedgerStep.Wait(1));
            await driver.ApplyUntilAnsweredAsync(new LedgerStep.Revoke("second", job, job));
            await driver.ApplyUntilAnsweredAsync(
                job % 4 == 3 ? new LedgerStep.Release($"job{job}") : new LedgerStep.Capture($"job{job}", 2));
        }

        store.Faults = null;
        return (await driver.BalanceAsync(), [.. await driver.AllEntriesAsync()]);
    }
}
