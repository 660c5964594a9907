using Understudy.Domain.Common;
using Understudy.Domain.Ledger;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Ledger;

public sealed class WalletLedgerConcurrencyTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task Two_hundred_jobs_at_once_get_exactly_the_minutes_that_are_there()
    {
        InMemoryDocumentStore store = new(_time) { Interleaves = true };
        WalletLedger ledger = new(store, _time);
        await ledger.GrantAsync(LedgerDriver.Wallet, new Grant("free", 3, "plan", null));

        Result<WalletStatement>[] results = await Task.WhenAll(Enumerable.Range(0, 200)
            .Select(job => Task.Run(() => ledger.HoldAsync(LedgerDriver.Wallet, $"job{job}", 1))));

        results.Count(result => result.Succeeded).ShouldBe(3);
        results.Where(result => !result.Succeeded)
            .ShouldAllBe(result => result.Problem == new Problem.InsufficientFunds(1, 0));
        (await ledger.GetBalanceAsync(LedgerDriver.Wallet)).ShouldBe(new WalletBalance(3, 0, 3));
    }

    [Fact]
    public async Task One_job_held_and_captured_two_hundred_times_at_once_is_charged_once()
    {
        InMemoryDocumentStore store = new(_time) { Interleaves = true };
        WalletLedger[] processes = [new(store, _time), new(store, _time), new(store, _time)];
        await processes[0].GrantAsync(LedgerDriver.Wallet, new Grant("free", 30, "plan", null));

        await Task.WhenAll(Enumerable.Range(0, 200).Select(n => Task.Run(async () =>
        {
            await processes[n % 3].HoldAsync(LedgerDriver.Wallet, "job", 5);
            await processes[n % 3].CaptureAsync(LedgerDriver.Wallet, "job", 4);
        })));

        (await processes[0].GetBalanceAsync(LedgerDriver.Wallet)).ShouldBe(new WalletBalance(30, 26, 0));
    }

    /// <summary>
    /// Whatever writers of three processes do at once, each version of the wallet follows from the one before by one
    /// operation, as the model does it.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Concurrent_writers_do_what_one_writer_does(int seed)
    {
        List<Wallet> versions = [];
        InMemoryDocumentStore store = new(_time)
        {
            Interleaves = true,
            Written = document =>
            {
                if (document is Wallet wallet) versions.Add(wallet);
            },
        };
        LedgerDriver driver = new(store, _time);
        await driver.ApplyUntilAnsweredAsync(new LedgerStep.Grant("start", 40, null));
        store.Faults = new RandomFaults(seed);
        WalletLedger[] processes = [new(store, _time), new(store, _time), new(store, _time)];
        await Task.WhenAll(Enumerable.Range(0, 12).Select(writer => Task.Run(async () =>
        {
            Random random = new((seed * 100) + writer);
            for (int n = 0; n < 60; n++)
            {
                LedgerStep step = StepOf(random);
                await ApplyUntilAnsweredAsync(driver, processes[writer % 3], step);
            }
        })));
        store.Faults = null;

        LedgerModel model = new();
        Wallet before = new(LedgerDriver.Wallet);
        int lines = 0;
        foreach (Wallet after in versions)
        {
            if (StepBetween(before, after) is { } step) model.Apply(step, _time.Now).ShouldBe(StepOutcome.Done);
            after.BalanceAt(_time.Now).ShouldBe(model.BalanceAt(_time.Now));
            lines += after.Pending.Count(entry => entry.IsLine && entry.Sequence > before.LastSequence);
            before = after;
        }

        IReadOnlyList<WalletEntry> entries = await driver.AllEntriesAsync();
        entries.Count.ShouldBe(lines);
        entries.Sum(entry => entry.Amount)
            .ShouldBe(before.Lots.Sum(lot => lot.Left));
    }

    private static LedgerStep StepOf(Random random) => random.Next(10) switch
    {
        0 => new LedgerStep.Grant($"grant{random.Next(20)}", random.Next(1, 10), null),
        < 5 => new LedgerStep.Hold($"job{random.Next(150)}", random.Next(8)),
        < 8 => new LedgerStep.Capture($"job{random.Next(150)}", random.Next(8)),
        8 => new LedgerStep.Refund($"job{random.Next(150)}", $"refund{random.Next(3)}", random.Next(1, 4)),
        _ => new LedgerStep.Release($"job{random.Next(150)}"),
    };

    private static async Task ApplyUntilAnsweredAsync(LedgerDriver driver, WalletLedger process, LedgerStep step)
    {
        while (true)
        {
            try
            {
                await driver.ApplyAsync(process, step);
                return;
            }
            catch (Exception exception) when (exception is SimulatedCrashException or WalletContentionException)
            {
                continue;
            }
        }
    }

    private static LedgerStep? StepBetween(Wallet before, Wallet after)
    {
        WalletEntry[] news = [.. after.Pending.Where(entry => entry.Sequence > before.LastSequence)];
        if (before.Holds.FirstOrDefault(one => after.Holds.All(other => other.JobId != one.JobId)) is { } closed)
            return new LedgerStep.Capture(closed.JobId, closed.Amount - news.Sum(entry => entry.Amount));
        if (news.Length == 0) return null;
        WalletEntry entry = news.ShouldHaveSingleItem();
        return entry.Kind switch
        {
            EntryKind.Grant => new LedgerStep.Grant(entry.OperationId, entry.Amount, null),
            EntryKind.Spent => new LedgerStep.Hold(entry.OperationId, -entry.Amount),
            EntryKind.Refunded => new LedgerStep.Refund(entry.OperationId, entry.RefundId!, entry.Amount),
            _ => new LedgerStep.Release(entry.OperationId),
        };
    }
}
