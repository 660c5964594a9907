using System.Text.Json;
using System.Text.Json.Nodes;
using Understudy.Domain.Common;
using Understudy.Domain.Ledger;
using Understudy.Domain.Persistence;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Ledger;

public sealed class StatementTests
{
    private static readonly WalletId _wallet = new("ann", "films", Unit.Credits);
    private readonly ManualTime _time = new();
    private readonly InMemoryDocumentStore _store;
    private readonly WalletLedger _ledger;

    public StatementTests()
    {
        _store = new InMemoryDocumentStore(_time);
        _ledger = new WalletLedger(_store, _time);
    }

    [Fact]
    public async Task Every_line_tells_what_for_and_what_there_was_before_and_after()
    {
        DateTimeOffset expiry = _time.Now.AddDays(90);
        await _ledger.GrantAsync(_wallet, new Grant("order", 50, "order", expiry)
        {
            Kind = EntryKind.Purchased,
            Reference = "payment",
            Text = "50 credits",
        });
        await _ledger.HoldAsync(_wallet, new HoldRequest("job", 20) { Text = "A sunset", Reference = "task" });
        await _ledger.CaptureAsync(_wallet, "job", 15, "It was shorter");
        await _ledger.RefundAsync(_wallet, "job", "complaint", 5);

        EntryPage page = await PageAsync(1, 10);
        page.Total.ShouldBe(4);
        page.Entries.Select(entry => (entry.Kind, entry.BalanceBefore, entry.Amount, entry.BalanceAfter)).ShouldBe(
        [
            (EntryKind.Refunded, 35, 5, 40), (EntryKind.Refunded, 30, 5, 35), (EntryKind.Spent, 50, -20, 30),
            (EntryKind.Purchased, 0, 50, 50),
        ]);
        page.Entries.Select(entry => (entry.OperationId, entry.Reference, entry.Text)).ShouldBe(
        [
            ("job", "task", "A sunset"), ("job", "task", "It was shorter"), ("job", "task", "A sunset"),
            ("order", "payment", "50 credits"),
        ]);
        page.Entries.Select(entry => entry.ExpiresAt).ShouldBe([null, null, null, expiry]);
        WalletTotals totals = await _ledger.GetTotalsAsync(_wallet);
        (totals.Earned, totals.Spent, totals.Balance.Left).ShouldBe((50, 10, 40));
    }

    [Fact]
    public async Task A_job_that_is_charged_what_it_held_has_one_line_and_is_known_to_be_closed_for_ever()
    {
        await _ledger.GrantAsync(_wallet, new Grant("order", 100, "order", null));
        for (int job = 0; job < 40; job++)
        {
            await _ledger.HoldAsync(_wallet, $"job{job}", 1);
            await _ledger.CaptureAsync(_wallet, $"job{job}", 1);
        }

        await _ledger.CaptureAsync(_wallet, "job0", 0);
        await _ledger.ReleaseAsync(_wallet, "job1");
        (await PageAsync(1, 10)).Total.ShouldBe(41);
        (await _ledger.GetBalanceAsync(_wallet)).ShouldBe(new WalletBalance(100, 60, 0));
    }

    [Fact]
    public async Task What_moves_no_unit_is_no_line()
    {
        await _ledger.HoldAsync(_wallet, "free", 0);
        await _ledger.CaptureAsync(_wallet, "free", 0);
        await _ledger.ReleaseAsync(_wallet, "cancelled");
        for (int grant = 0; grant < 16; grant++)
            await _ledger.GrantAsync(_wallet, new Grant($"gift{grant}", 1, "gift", null) { Kind = EntryKind.Bonus });

        (await _ledger.HoldAsync(_wallet, "cancelled", 1)).Problem.ShouldBe(new JobCancelled());
        (await PageAsync(1, 100)).Entries.Count.ShouldBe(16);
        (await PageAsync(1, 3)).Total.ShouldBe(16);
        (await _ledger.GetHistoryAsync(_wallet, 100)).Count.ShouldBe(16);
    }

    [Fact]
    public async Task Pages_of_a_wallet_whose_lines_were_never_counted_have_the_same_totals()
    {
        await _ledger.GrantAsync(_wallet, new Grant("order", 100, "order", null));
        for (int job = 0; job < 20; job++) await _ledger.HoldAsync(_wallet, $"job{job}", 1);
        await ForgetLinesAsync(_wallet);
        (await PageAsync(1, 3)).Total.ShouldBe(21);
        await _ledger.HoldAsync(_wallet, "one more", 1);
        (await PageAsync(8, 3)).ShouldSatisfyAllConditions(page => page.Total.ShouldBe(22), page => page.Entries.Count.ShouldBe(1));
        (await _ledger.GetEntriesAsync(_wallet, new Paging(1, 3), [EntryKind.Spent])).Total.ShouldBe(21);
    }

    [Fact]
    public async Task A_job_is_refunded_once_a_refund_and_never_more_than_it_was_charged()
    {
        await _ledger.GrantAsync(_wallet, new Grant("order", 1000, "order", null));
        await _ledger.HoldAsync(_wallet, "job", 10);
        await Should.ThrowAsync<InvalidOperationException>(() => _ledger.RefundAsync(_wallet, "job", "early", 1));
        await _ledger.CaptureAsync(_wallet, "job", 7);
        for (int round = 0; round < 3; round++)
        {
            (await _ledger.RefundAsync(_wallet, "job", "first", 4)).Left.ShouldBe(round == 0 ? 997 : 1000 - (round * 20));
            (await _ledger.RefundAsync(_wallet, "job", "second", 9)).Left.ShouldBe(1000 - (round * 20));
            (await _ledger.RefundAsync(_wallet, "job", "third", 1)).Left.ShouldBe(1000 - (round * 20));
            // By then, what the wallet knew of the job is in the history.
            for (int other = 0; other < 20; other++)
            {
                await _ledger.HoldAsync(_wallet, $"job{round}.{other}", 1);
                await _ledger.CaptureAsync(_wallet, $"job{round}.{other}", 1);
            }
        }

        (await _ledger.RefundAsync(_wallet, "never", "first", 4)).ShouldBe(new WalletBalance(1000, 940, 0));
        (await _ledger.GetTotalsAsync(_wallet)).Spent.ShouldBe(60);
    }

    [Fact]
    public async Task Units_whose_lot_expired_come_back_for_as_long_as_the_hold_says()
    {
        await _ledger.GrantAsync(_wallet, new Grant("order", 5, "order", _time.Now.AddDays(30)));
        await _ledger.GrantAsync(_wallet, new Grant("later", 5, "order", _time.Now.AddDays(90)));
        await _ledger.HoldAsync(_wallet, new HoldRequest("job", 8) { ReturnedLife = TimeSpan.FromDays(7) });
        await _ledger.CaptureAsync(_wallet, "job", 8);
        _time.Advance(TimeSpan.FromDays(40));
        (await _ledger.RefundAsync(_wallet, "job", "all", 8)).Left.ShouldBe(10);
        _time.Advance(TimeSpan.FromDays(7));
        (await _ledger.GetBalanceAsync(_wallet)).Left.ShouldBe(5);
        _time.Advance(TimeSpan.FromDays(43));
        (await _ledger.GetBalanceAsync(_wallet)).Left.ShouldBe(0);
    }

    /// <summary>
    /// While other processes write, and entries move: every page has the total of an instant, and a reader who knows how many
    /// lines came since gets each line once.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Pages_are_right_while_entries_are_made_and_moved(int seed)
    {
        InMemoryDocumentStore store = new(_time) { Interleaves = true };
        WalletLedger[] processes = [new(store, _time), new(store, _time)];
        await processes[0].GrantAsync(_wallet, new Grant("start", 10_000, "order", null));
        bool over = false;
        var reading = Task.Run(async () =>
        {
            Random random = new(seed);
            while (!Volatile.Read(ref over))
            {
                EntryKind[]? kinds = random.Next(4) switch
                {
                    0 => [EntryKind.Spent],
                    1 => [EntryKind.Refunded],
                    2 => [EntryKind.Refunded, EntryKind.Grant],
                    _ => null,
                };
                Paging paging = new(random.Next(1, 6), random.Next(1, 30));
                IsRight(await processes[1].GetEntriesAsync(_wallet, paging, kinds), paging, kinds);
            }
        });
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            for (int n = 0; n < 50; n++)
            {
                string job = $"job{writer}.{n}";
                await processes[n % 2].HoldAsync(_wallet, job, 2);
                await processes[(n + writer) % 2].CaptureAsync(_wallet, job, n % 3);
            }
        })));
        Volatile.Write(ref over, true);
        await reading;

        List<WalletEntry> all = [];
        for (int page = 1; page <= 30; page++)
            all.AddRange((await processes[0].GetEntriesAsync(_wallet, new Paging(page, 23))).Entries);
        all.Select(entry => entry.Sequence).ShouldBe(Enumerable.Range(1, all.Count).Reverse().Select(n => (long)n));
        foreach (EntryKind[] kinds in (EntryKind[][])
            [[EntryKind.Spent], [EntryKind.Refunded], [EntryKind.Grant], [EntryKind.Refunded, EntryKind.Spent]])
        {
            EntryPage page = await processes[0].GetEntriesAsync(_wallet, new Paging(1, 1000), kinds);
            page.Entries.Select(entry => entry.Sequence).ShouldBe(
                all.Where(entry => kinds.Contains(entry.Kind)).Select(entry => entry.Sequence));
            page.Total.ShouldBe(page.Entries.Count);
        }
    }

    [Fact]
    public async Task A_page_costs_one_read_and_one_query_whatever_the_page_and_one_after_the_last_no_query()
    {
        await _ledger.GrantAsync(_wallet, new Grant("order", 1000, "order", null));
        for (int job = 0; job < 100; job++) await _ledger.HoldAsync(_wallet, $"job{job}", 1);
        foreach (int page in new[] { 1, 2, 7, 500 })
        {
            _store.Calls.Clear();
            EntryPage entries = await PageAsync(page, 10);
            entries.Total.ShouldBe(101);
            entries.Entries.Count.ShouldBe(page > 100 ? 0 : 10);
            _store.Calls.Values.Sum().ShouldBe(page > 100 ? 1 : 2);
        }
    }

    /// <summary>
    /// Whatever happened to the wallet: entries that are no lines, lines that were never counted, few or many that moved.
    /// </summary>
    [Fact]
    public async Task Any_page_of_any_kinds_is_what_the_whole_statement_has_there()
    {
        for (int seed = 1; seed <= 80; seed++)
        {
            Random random = new(seed);
            WalletId wallet = new($"ann{seed}", "films", Unit.Credits);
            int changes = random.Next(60);
            for (int change = 0; change < changes; change++) await ChangeAsync(wallet, random, change);
            if (random.Next(4) == 0) await ForgetLinesAsync(wallet);
            IReadOnlyList<WalletEntry> all = await _ledger.GetHistoryAsync(wallet, 1000);
            foreach (EntryKind[]? kinds in (EntryKind[]?[])[null, [EntryKind.Refunded], [EntryKind.Spent, EntryKind.Bonus]])
            {
                long[] wanted = [.. all.Where(entry => kinds?.Contains(entry.Kind) != false).Select(entry => entry.Sequence)];
                for (int look = 0; look < 8; look++)
                {
                    int limit = random.Next(1, 12);
                    Paging paging = new(random.Next(1, (wanted.Length / limit) + 3), limit);
                    EntryPage page = await _ledger.GetEntriesAsync(wallet, paging, kinds);
                    page.Total.ShouldBe(wanted.Length);
                    page.Entries.Select(entry => entry.Sequence).ShouldBe(
                        wanted.Skip(paging.Offset).Take(limit), $"{seed}: {paging}");
                }
            }
        }
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(1, 0)]
    [InlineData(1, 1001)]
    public async Task A_page_has_its_bounds(int page, int limit) =>
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => PageAsync(page, limit));

    private async Task ChangeAsync(WalletId wallet, Random random, int number)
    {
        switch (random.Next(4))
        {
            case 0:
                await _ledger.GrantAsync(wallet, new Grant($"gift{number}", 5, "gift", null) { Kind = EntryKind.Bonus });
                break;
            case 1 when random.Next(4) == 0:
                // No line.
                await _ledger.ReleaseAsync(wallet, $"never{number}");
                break;
            default:
                if (!(await _ledger.HoldAsync(wallet, $"job{number}", 2)).Succeeded) break;
                await _ledger.CaptureAsync(wallet, $"job{number}", random.Next(3));
                break;
        }
    }

    private async Task ForgetLinesAsync(WalletId wallet)
    {
        if (await _store.FindAsync<Wallet>(wallet.OwnerId, wallet.DocumentId) is not { } stored) return;
        JsonNode before = JsonSerializer.SerializeToNode(stored.Value, DocumentJson.Options)!;
        foreach (JsonNode? total in before["totals"]!.AsArray()) total!.AsObject().Remove("lines").ShouldBeTrue();
        await _store.ReplaceAsync(before.Deserialize<Wallet>(DocumentJson.Options)!, stored.ETag);
    }

    private Task<EntryPage> PageAsync(int page, int limit) => _ledger.GetEntriesAsync(_wallet, new Paging(page, limit));

    // All lines have a balance, so a page of all kinds is a chain, and of the lines of an instant it ends at its place.
    private static void IsRight(EntryPage page, Paging paging, EntryKind[]? kinds)
    {
        page.Entries.Count.ShouldBe(Math.Clamp(page.Total - paging.Offset, 0, paging.Limit));
        page.Entries.All(entry => kinds?.Contains(entry.Kind) != false).ShouldBeTrue();
        page.Entries.Zip(page.Entries.Skip(1)).All(pair => pair.First.Sequence > pair.Second.Sequence).ShouldBeTrue();
        if (kinds is not null || page.Entries.Count == 0) return;
        page.Entries[0].Sequence.ShouldBe(page.Total - paging.Offset);
        page.Entries.Zip(page.Entries.Skip(1)).All(pair => pair.First.BalanceBefore == pair.Second.BalanceAfter).ShouldBeTrue();
    }
}
