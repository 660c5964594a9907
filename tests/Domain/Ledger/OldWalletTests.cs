using System.Text.Json;
using Understudy.Domain.Common;
using Understudy.Domain.Ledger;
using Understudy.Domain.Persistence;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Ledger;

/// <summary>Wallets and history that were written when jobs had an entry only as they ended.</summary>
public sealed class OldWalletTests
{
    private const string OldWallet = """
        {"of":{"ownerId":"ann","product":"clone","unit":"minutes"},"id":"clone.minutes","partition":"ann",
        "lots":[{"id":"plan","amount":20,"left":10,"source":"subscription","grantedAt":"2026-01-01T00:00:00.0000000Z","expiresAt":"2026-03-01T00:00:00.0000000Z"}],
        "holds":[{"jobId":"open","heldAt":"2026-01-02T00:00:00.0000000Z","parts":[{"lotId":"plan","amount":5,"source":"subscription","expiresAt":"2026-03-01T00:00:00.0000000Z"}],"period":"plan"}],
        "pending":[{"sequence":3,"kind":"release","operationId":"failed","amount":0,"at":"2026-01-02T00:00:00.0000000Z","held":4},
        {"sequence":4,"kind":"capture","operationId":"late","amount":-2,"at":"2026-01-02T00:00:00.0000000Z","held":2}],
        "lastSequence":4,"spentForGood":0,
        "periods":[{"grantId":"plan","start":"2026-01-01T00:00:00.0000000Z","end":"2026-02-01T00:00:00.0000000Z","base":20,"used":10,"yields":false}],
        "periodEnd":"2026-02-01T00:00:00.0000000Z","revocations":[]}
        """;

    private static readonly string[] _oldHistory =
    [
        """
        {"wallet":{"ownerId":"ann","product":"clone","unit":"minutes"},"id":"clone.minutes.grant.plan","partition":"ann","walletDocument":"clone.minutes",
        "entry":{"sequence":1,"kind":"grant","operationId":"plan","amount":20,"at":"2026-01-01T00:00:00.0000000Z","source":"subscription"}}
        """,
        """
        {"wallet":{"ownerId":"ann","product":"clone","unit":"minutes"},"id":"clone.minutes.job.early","partition":"ann","walletDocument":"clone.minutes",
        "entry":{"sequence":2,"kind":"capture","operationId":"early","amount":-3,"at":"2026-01-01T00:00:00.0000000Z","held":5}}
        """,
    ];

    private static readonly WalletId _wallet = new("ann", "clone", Unit.Minutes);
    private readonly ManualTime _time = new();
    private readonly InMemoryDocumentStore _store;
    private readonly WalletLedger _ledger;

    public OldWalletTests()
    {
        _store = new InMemoryDocumentStore(_time);
        _ledger = new WalletLedger(_store, _time);
    }

    [Fact]
    public async Task It_is_read_as_it_was()
    {
        await LoadAsync();
        (await _ledger.GetBalanceAsync(_wallet)).ShouldBe(new WalletBalance(20, 10, 5));
        (await _ledger.GetHistoryAsync(_wallet, 10)).Select(entry => (entry.Kind, entry.Amount, entry.BalanceAfter)).ShouldBe(
        [
            (EntryKind.Spent, -2, null), (EntryKind.Release, 0, null), (EntryKind.Spent, -3, null), (EntryKind.Grant, 20, null),
        ]);
        WalletTotals totals = await _ledger.GetTotalsAsync(_wallet);
        (totals.Earned, totals.Spent).ShouldBe((20, 5));
    }

    [Fact]
    public async Task It_goes_on_with_what_is_held_entered_first()
    {
        await LoadAsync();
        await _ledger.GrantAsync(_wallet, new Grant("pack", 20, "purchase", null));
        (await _ledger.CaptureAsync(_wallet, "open", 4)).ShouldBe(new WalletBalance(40, 31, 0));

        EntryPage page = await _ledger.GetEntriesAsync(_wallet, new Paging(1, 3));
        page.Entries.Select(entry => (entry.Kind, entry.OperationId, entry.Amount, entry.BalanceAfter)).ShouldBe(
        [
            (EntryKind.Refunded, "open", 1, 31), (EntryKind.Grant, "pack", 20, 30), (EntryKind.Spent, "open", -5, 10),
        ]);
        page.Total.ShouldBe(7);
        (await _ledger.GetEntriesAsync(_wallet, new Paging(1, 10), [EntryKind.Spent])).Entries
            .Select(entry => entry.OperationId).ShouldBe(["open", "late", "early"]);
        (await _ledger.GetHistoryAsync(_wallet, 10)).Sum(entry => entry.Amount).ShouldBe(31);
        WalletTotals totals = await _ledger.GetTotalsAsync(_wallet);
        (totals.Earned, totals.Spent).ShouldBe((40, 9));
        (await _ledger.GetStatementAsync(_wallet)).Latest!.Used.ShouldBe(9);
    }

    [Fact]
    public async Task What_was_closed_stays_closed_also_when_its_entries_have_moved()
    {
        await LoadAsync();
        for (int round = 0; round < 2; round++)
        {
            foreach (string job in new[] { "early", "failed", "late" })
            {
                (await _ledger.HoldAsync(_wallet, job, 1)).Succeeded.ShouldBeTrue();
                await _ledger.CaptureAsync(_wallet, job, 1);
                await _ledger.ReleaseAsync(_wallet, job);
                await _ledger.RefundAsync(_wallet, job, "refund", 1);
            }

            (await _ledger.GetBalanceAsync(_wallet)).Left.ShouldBe(10 + (round * 20));
            for (int grant = 0; grant < 20; grant++)
                await _ledger.GrantAsync(_wallet, new Grant($"gift{grant}", 1, "gift", null));
        }

        (await _ledger.GetEntriesAsync(_wallet, new Paging(1, 10))).Total.ShouldBe(25);
        (await _ledger.GetTotalsAsync(_wallet)).Earned.ShouldBe(40);
    }

    private async Task LoadAsync()
    {
        await _store.CreateAsync(JsonSerializer.Deserialize<Wallet>(OldWallet, DocumentJson.Options)!);
        foreach (string entry in _oldHistory)
            await _store.CreateAsync(JsonSerializer.Deserialize<HistoryEntry>(entry, DocumentJson.Options)!);
    }
}
