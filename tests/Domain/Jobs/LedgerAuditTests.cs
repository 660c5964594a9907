using System.Text.Json;
using System.Text.Json.Nodes;
using Understudy.Domain.Jobs;
using Understudy.Domain.Ledger;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Clone;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Jobs;

public sealed class LedgerAuditTests
{
    private readonly ManualTime _time = new();
    private readonly InMemoryDocumentStore _store;
    private readonly LedgerLines _log = new();
    private readonly WalletLedger _ledger;
    private readonly LedgerAudit _audit;

    public LedgerAuditTests()
    {
        _store = new InMemoryDocumentStore(_time);
        _ledger = new WalletLedger(_store, _time, _log);
        _audit = new LedgerAudit(_store, _ledger, _time, _log);
    }

    [Fact]
    public async Task Wallets_that_add_up_are_looked_at_piece_by_piece_round_after_round()
    {
        for (int person = 0; person < LedgerAudit.Piece + 1; person++) await FillAsync($"person{person}", grants: 1);

        (await _audit.RunAsync(default)).ShouldBe(0);
        LedgerRound half = (await _audit.FindAsync(default))!;
        (half.Wallets, half.LastEndedAt).ShouldBe((LedgerAudit.Piece, null));
        (await _audit.RunAsync(default)).ShouldBe(0);
        LedgerRound whole = (await _audit.FindAsync(default))!;
        (whole.Wallets, whole.LastWallets, whole.LastEndedAt).ShouldBe((0, LedgerAudit.Piece + 1, _time.Now));

        _time.Advance(TimeSpan.FromHours(23));
        await _audit.RunAsync(default);
        LedgerRound resting = (await _audit.FindAsync(default))!;
        (resting.Wallets, resting.LastEndedAt).ShouldBe((0, whole.LastEndedAt), "one round a day is enough");
        _time.Advance(TimeSpan.FromHours(2));
        await _audit.RunAsync(default);
        (await _audit.FindAsync(default))!.Wallets.ShouldBe(LedgerAudit.Piece);
        _log.Mismatches.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("lots.0.left", 41, "its lots have 41, and its entries sum up to 40")]
    [InlineData("lots.0.left", -1, "lot grant0 of 1 has -1 left and 0 revoked")]
    [InlineData("entered", 41, "its lots have 40, and its entries sum up to 41")]
    [InlineData("totals.0.units", 39, "its kinds of entries sum up to 39, and all to 40")]
    [InlineData("pending.0.balanceAfter", 7, "began with 33, and the one before left 7")]
    [InlineData("pending.0.amount", 3, "and the next one began with 30")]
    [InlineData("pending.0.sequence", 9, "is missing: entry 9 stands in its place")]
    public async Task A_wallet_that_was_tampered_with_is_told_of_until_it_is_mended(string field, int value, string told)
    {
        await FillAsync("ann", grants: 40);
        await FillAsync("bob", grants: 40);
        JsonNode before = await ReadAsync("ann");
        // Lots are one unit each: the first one is made the whole of what is left over.
        await ChangeAsync("ann", wallet => Set(wallet, field, field == "lots.0.left" && value > 1 ? 2 : value));

        (await _audit.RunAsync(default)).ShouldBe(1);
        WalletMismatch found = (await _audit.FindAsync(default))!.Mismatches.Single();
        found.Wallet.ShouldBe(WalletOf("ann"));
        found.Faults.ShouldContain(fault => fault.Contains(told, StringComparison.Ordinal));
        _log.Mismatches.ShouldContain(line => line.Wallet == WalletOf("ann") && line.Fault.Contains(told, StringComparison.Ordinal));

        DateTimeOffset since = _time.Now;
        _time.Advance(TimeSpan.FromMinutes(10));
        (await _audit.RunAsync(default)).ShouldBe(1);
        (await _audit.FindAsync(default))!.Mismatches.Single().FoundAt.ShouldBe(since);

        await ChangeAsync("ann", wallet =>
        {
            wallet.Clear();
            foreach ((string name, JsonNode? node) in before.AsObject()) wallet[name] = node?.DeepClone();
        });
        (await _audit.RunAsync(default)).ShouldBe(0);
        (await _audit.FindAsync(default))!.Mismatches.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("clone.minutes.grant.grant31", "of the history left 31, and the next one began with 32")]
    [InlineData("clone.minutes.grant.grant20", "of the history left 20, and the next one began with 21")]
    public async Task An_entry_that_is_missing_in_the_history_is_found(string entry, string told)
    {
        await FillAsync("ann", grants: 40);
        (await _store.DeleteAsync<HistoryEntry>("ann", entry)).ShouldBeTrue();

        (await _audit.RunAsync(default)).ShouldBe(1);
        _log.Mismatches.ShouldContain(line => line.Fault.Contains(told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_first_entries_of_a_short_history_are_not_missed()
    {
        await FillAsync("ann", grants: 17);
        (await _store.DeleteAsync<HistoryEntry>("ann", "clone.minutes.grant.grant0")).ShouldBeTrue();

        (await _audit.RunAsync(default)).ShouldBe(1);
        _log.Mismatches.Single().Fault.ShouldBe("the first entry of the history began with 1");
    }

    [Fact]
    public async Task A_hold_of_a_job_that_has_ended_is_found_once_its_pipeline_had_time_to_close_it()
    {
        await FillAsync("ann", grants: 9);
        foreach (string id in (string[])["works", "ended", "gone"])
        {
            if (id != "gone") await _store.CreateAsync(Samples.Video(id));
            (await _ledger.HoldAsync(WalletOf("ann"), id, 1)).Succeeded.ShouldBeTrue();
        }
        _time.Advance(TimeSpan.FromHours(2));
        await _store.UpdateAsync<Job>("ann", "ended", job => job.Fail(Samples.NoFace, _time.Now));
        (await _audit.RunAsync(default)).ShouldBe(1);
        _log.Mismatches.Select(line => line.Fault).ShouldBe(["job gone is gone, and still holds 1"]);

        _time.Advance(TimeSpan.FromMinutes(61));
        (await _audit.RunAsync(default)).ShouldBe(1);
        (await _audit.FindAsync(default))!.Mismatches.Single().Faults
            .ShouldBe(["job ended has ended, and still holds 1", "job gone is gone, and still holds 1"]);

        foreach (string id in (string[])["ended", "gone"]) await _ledger.ReleaseAsync(WalletOf("ann"), id);
        (await _audit.RunAsync(default)).ShouldBe(0);
    }

    [Fact]
    public async Task An_account_that_is_erased_is_not_told_of_any_more()
    {
        await FillAsync("ann", grants: 9);
        await ChangeAsync("ann", wallet => Set(wallet, "entered", 41));
        (await _audit.RunAsync(default)).ShouldBe(1);

        await new WalletData(_store, _ledger).EraseAsync("ann", default);
        (await _audit.RunAsync(default)).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_about_to_be_stored_wrong_is_told_at_once()
    {
        await FillAsync("ann", grants: 9);
        await ChangeAsync("ann", wallet => Set(wallet, "entered", 41));
        _log.Mismatches.ShouldBeEmpty();

        await new WalletLedger(_store, _time, _log).GrantAsync(WalletOf("ann"), new Grant("more", 1, "gift", null));
        _log.Mismatches.ShouldContain(line => line.Fault == "its lots have 10, and its entries sum up to 42");
    }

    private static WalletId WalletOf(string owner) => Minutes.Wallet(owner);

    private static void Set(JsonObject wallet, string field, int value)
    {
        string[] path = field.Split('.');
        JsonNode at = wallet;
        foreach (string name in path[..^1]) at = (int.TryParse(name, out int index) ? at[index] : at[name])!;
        at[path[^1]] = value;
    }

    private async Task FillAsync(string owner, int grants)
    {
        for (int grant = 0; grant < grants; grant++)
            await _ledger.GrantAsync(WalletOf(owner), new Grant($"grant{grant}", 1, "gift", null));
    }

    private async Task<JsonNode> ReadAsync(string owner) => JsonSerializer.SerializeToNode(
        (await _store.FindAsync<Wallet>(owner, WalletOf(owner).DocumentId))!.Value, DocumentJson.Options)!;

    private async Task ChangeAsync(string owner, Action<JsonObject> change)
    {
        JsonNode wallet = await ReadAsync(owner);
        change(wallet.AsObject());
        (await _store.UpdateAsync<Wallet>(
            owner, WalletOf(owner).DocumentId, _ => wallet.Deserialize<Wallet>(DocumentJson.Options))).ShouldNotBeNull();
    }

    /// <summary>Keeps what does not add up.</summary>
    private sealed class LedgerLines : ILedgerLog
    {
        public List<(WalletId Wallet, string Fault)> Mismatches { get; } = [];

        public void Entered(WalletId wallet, WalletEntry entry)
        {
        }

        public void Held(WalletId wallet, string jobId, int units)
        {
        }

        public void Closed(WalletId wallet, string jobId, int held)
        {
        }

        public void Mismatched(WalletId wallet, string fault) => Mismatches.Add((wallet, fault));
    }
}
