using System.Text.Json;
using Understudy.Domain.Ledger;
using Understudy.Domain.Persistence;
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
        (WalletBalance Balance, string[] Entries) undisturbed = await RunJobsAsync(null);
        int call = 0;
        CrashAt crash;
        do
        {
            crash = new CrashAt(++call, afterwards);
            (WalletBalance Balance, string[] Entries) disturbed = await RunJobsAsync(crash);
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
        entries.DistinctBy(entry => entry.Sequence).Count().ShouldBe(entries.Count);
        entries.DistinctBy(entry => entry.Key).Count().ShouldBe(entries.Count);
        int balance = 0;
        entries.Reverse().All(entry => entry.BalanceBefore == balance && (balance += entry.Amount) == entry.BalanceAfter)
            .ShouldBeTrue();
        balance.ShouldBe(wallet.Lots.Sum(lot => lot.Left));
        entries.Where(entry => entry.Kind is EntryKind.Spent or EntryKind.Refunded)
            .GroupBy(entry => entry.OperationId).Select(job => (job.Key, -job.Sum(entry => entry.Amount)))
            .ShouldBe(model.Charged.Where(job => job.Units > 0 || entries.Any(entry => entry.OperationId == job.Job)), ignoreOrder: true);
        wallet.Pending.Count.ShouldBeLessThan(128);
    }

    // Enough entries to be moved to the history twice.
    private static async Task<(WalletBalance Balance, string[] Entries)> RunJobsAsync(IFaults? faults)
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
        return (
            await driver.BalanceAsync(),
            [.. (await driver.AllEntriesAsync()).Select(entry => JsonSerializer.Serialize(entry, DocumentJson.Options))]);
    }
}
