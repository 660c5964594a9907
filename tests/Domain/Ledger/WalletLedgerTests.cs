using Understudy.Domain.Common;
using Understudy.Domain.Ledger;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Ledger;

public sealed class WalletLedgerTests
{
    private static readonly WalletId _wallet = new("ann", "clone", Unit.Minutes);
    private readonly ManualTime _time = new();
    private readonly InMemoryDocumentStore _store;
    private readonly WalletLedger _ledger;

    public WalletLedgerTests()
    {
        _store = new InMemoryDocumentStore(_time);
        _ledger = new WalletLedger(_store, _time);
    }

    [Fact]
    public async Task A_wallet_that_was_never_granted_anything_is_empty()
    {
        (await _ledger.GetBalanceAsync(_wallet)).ShouldBe(new WalletBalance(0, 0, 0));
        (await _ledger.HoldAsync(_wallet, "job", 1)).Problem.ShouldBe(new Problem.InsufficientFunds(1, 0));
        (await _ledger.GetHistoryAsync(_wallet, 10)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_captured_job_costs_what_it_used_and_gives_back_the_rest()
    {
        await _ledger.GrantAsync(_wallet, new Grant("free:2026-01", 3, "plan", _time.Now.AddDays(16)));
        (await _ledger.HoldAsync(_wallet, "job", 3)).Value!.Balance.ShouldBe(new WalletBalance(3, 0, 3));
        (await _ledger.CaptureAsync(_wallet, "job", 2)).ShouldBe(new WalletBalance(3, 1, 0));
        (await _ledger.GetBalanceAsync(_wallet)).Used.ShouldBe(2);
    }

    [Fact]
    public async Task A_released_job_costs_nothing()
    {
        await _ledger.GrantAsync(_wallet, new Grant("pack", 20, "pack", null));
        await _ledger.HoldAsync(_wallet, "job", 5);
        (await _ledger.ReleaseAsync(_wallet, "job")).ShouldBe(new WalletBalance(20, 20, 0));
    }

    [Fact]
    public async Task Repeats_change_nothing_even_long_after_their_entries_left_the_wallet()
    {
        await _ledger.GrantAsync(_wallet, new Grant("pack", 1000, "pack", null));
        for (int job = 0; job < 50; job++)
        {
            await _ledger.HoldAsync(_wallet, $"job{job}", 3);
            if (job % 2 == 0) await _ledger.CaptureAsync(_wallet, $"job{job}", 2);
            else await _ledger.ReleaseAsync(_wallet, $"job{job}");
        }

        WalletBalance balance = new(1000, 950, 0);
        (await _ledger.GetBalanceAsync(_wallet)).ShouldBe(balance);
        (await _ledger.GrantAsync(_wallet, new Grant("pack", 1000, "pack", null))).ShouldBe(balance);
        for (int job = 0; job < 50; job++)
        {
            (await _ledger.HoldAsync(_wallet, $"job{job}", 3)).Value!.Balance.ShouldBe(balance);
            (await _ledger.CaptureAsync(_wallet, $"job{job}", 3)).ShouldBe(balance);
            (await _ledger.ReleaseAsync(_wallet, $"job{job}")).ShouldBe(balance);
        }

        (await _store.FindAsync<Wallet>("ann", "clone.minutes"))!.Value.Pending.Count.ShouldBeLessThan(16);
    }

    [Fact]
    public async Task A_job_that_was_cancelled_before_it_was_held_cannot_be_held_any_more()
    {
        await _ledger.GrantAsync(_wallet, new Grant("pack", 5, "pack", null));
        await _ledger.ReleaseAsync(_wallet, "job");
        (await _ledger.HoldAsync(_wallet, "job", 1)).Problem.ShouldBe(new JobCancelled());
        (await _ledger.GetBalanceAsync(_wallet)).Left.ShouldBe(5);
    }

    [Fact]
    public async Task A_job_that_was_never_held_cannot_be_charged()
    {
        await _ledger.GrantAsync(_wallet, new Grant("pack", 5, "pack", null));
        await Should.ThrowAsync<InvalidOperationException>(() => _ledger.CaptureAsync(_wallet, "job", 1));
        (await _ledger.GetBalanceAsync(_wallet)).Left.ShouldBe(5);
    }

    [Fact]
    public async Task A_job_is_never_charged_more_than_it_held()
    {
        await _ledger.GrantAsync(_wallet, new Grant("pack", 5, "pack", null));
        await _ledger.HoldAsync(_wallet, "job", 2);
        (await _ledger.CaptureAsync(_wallet, "job", 4)).Left.ShouldBe(3);
    }

    [Fact]
    public async Task The_history_is_paged_from_the_newest_entry_to_the_oldest_without_a_gap()
    {
        await _ledger.GrantAsync(_wallet, new Grant("pack", 100, "pack", null));
        for (int job = 0; job < 40; job++)
        {
            await _ledger.HoldAsync(_wallet, $"job{job}", 1);
            await _ledger.CaptureAsync(_wallet, $"job{job}", 1);
        }

        List<WalletEntry> entries = [];
        while (true)
        {
            IReadOnlyList<WalletEntry> page =
                await _ledger.GetHistoryAsync(_wallet, 7, entries.Count == 0 ? null : entries[^1].Sequence);
            entries.AddRange(page);
            if (page.Count < 7) break;
        }

        entries.Select(entry => entry.Sequence).ShouldBe(Enumerable.Range(1, 41).Reverse().Select(n => (long)n));
        entries.Sum(entry => entry.Amount).ShouldBe(60);
        entries[^1].Source.ShouldBe("pack");
        entries[0].OperationId.ShouldBe("job39");
    }

    [Fact]
    public async Task An_entry_that_is_made_while_earlier_ones_move_to_the_history_is_not_lost()
    {
        WalletLedger? other = null;
        InMemoryDocumentStore store = new(_time)
        {
            Written = document =>
            {
                if (document is not HistoryEntry || other is not { } process) return;
                other = null;
                process.GrantAsync(_wallet, new Grant("meanwhile", 1, "pack", null)).GetAwaiter().GetResult();
            },
        };
        other = new WalletLedger(store, _time);
        WalletLedger ledger = new(store, _time);
        for (int grant = 0; grant < 16; grant++)
            await ledger.GrantAsync(_wallet, new Grant($"grant{grant}", 1, "pack", null));

        other.ShouldBeNull();
        IReadOnlyList<WalletEntry> history = await ledger.GetHistoryAsync(_wallet, 100);
        history.Select(entry => entry.OperationId).ShouldContain("meanwhile");
        history.Select(entry => entry.Sequence).ShouldBe(Enumerable.Range(1, 17).Reverse().Select(number => (long)number));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a~b")]
    public async Task An_operation_id_must_fit_into_the_id_of_a_document(string id) =>
        await Should.ThrowAsync<ArgumentException>(() => _ledger.HoldAsync(_wallet, id, 1));
}
