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

    // Whatever follows depends on the documents alone: where they are those of who did not crash, the end is the same.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_at_any_call_of_the_store_and_a_repeat_end_the_same(bool afterwards)
    {
        int crashes = 0;
        Scene before = new();
        for (int n = 0; n < _jobs.Length; n++)
        {
            Scene undisturbed = before.Copy();
            await undisturbed.DoAsync(_jobs[n]);
            int calls = undisturbed.Calls;
            for (int call = 1; call <= calls; call++)
            {
                Scene disturbed = before.Copy();
                CrashAt crash = new(call, afterwards);
                await disturbed.DoAsync(_jobs[n], crash);
                if (crash.Happened) crashes++;
                if (disturbed.Documents.SetEquals(undisturbed.Documents)) continue;
                Scene end = undisturbed.Copy();
                foreach (LedgerStep step in _jobs[(n + 1)..])
                {
                    await disturbed.DoAsync(step);
                    await end.DoAsync(step);
                }
                (await disturbed.BalanceAsync()).ShouldBe(await end.BalanceAsync(), $"after a crash at call {call} of {_jobs[n]}");
                (await disturbed.EntriesAsync()).ShouldBe(await end.EntriesAsync(), $"after a crash at call {call} of {_jobs[n]}");
            }
            before = undisturbed;
        }

        crashes.ShouldBeGreaterThan(100);
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
    private static readonly LedgerStep[] _jobs =
    [
        new LedgerStep.Begin("first", 60, -30),
        new LedgerStep.Grant("second", 60, null),
        .. Enumerable.Range(0, 32).SelectMany(job => (LedgerStep[])
        [
            new LedgerStep.Hold($"job{job}", 3),
            new LedgerStep.Wait(1),
            new LedgerStep.Revoke("second", job, job),
            job % 4 == 3 ? new LedgerStep.Release($"job{job}") : new LedgerStep.Capture($"job{job}", 2),
        ]),
    ];

    /// <summary>A wallet and its clock, as they are after some steps.</summary>
    private sealed class Scene
    {
        private readonly ManualTime _time = new();
        private readonly InMemoryDocumentStore _store;
        private readonly LedgerDriver _driver;

        public Scene()
            : this(null)
        {
        }

        private Scene(Scene? original)
        {
            if (original is not null) _time.Advance(original._time.Now - _time.Now);
            _store = original?._store.Copy(_time) ?? new InMemoryDocumentStore(_time);
            _driver = new LedgerDriver(_store, _time);
        }

        /// <summary>How often the store was called.</summary>
        public int Calls => _store.Calls.Values.Sum();

        public HashSet<(string Type, string Partition, string Id, string Json)> Documents => [.. _store.Documents];

        public Scene Copy() => new(this);

        public async Task DoAsync(LedgerStep step, IFaults? faults = null)
        {
            _store.Faults = faults;
            await _driver.ApplyUntilAnsweredAsync(step);
            _store.Faults = null;
        }

        public Task<WalletBalance> BalanceAsync() => _driver.BalanceAsync();

        public async Task<string[]> EntriesAsync() =>
            [.. (await _driver.AllEntriesAsync()).Select(entry => JsonSerializer.Serialize(entry, DocumentJson.Options))];
    }
}
