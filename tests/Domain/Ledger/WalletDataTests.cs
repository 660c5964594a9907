using Understudy.Domain.Accounts;
using Understudy.Domain.Ledger;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Ledger;

public sealed class WalletDataTests
{
    private readonly InMemoryDocumentStore _store;
    private readonly WalletLedger _ledger;

    public WalletDataTests()
    {
        ManualTime time = new();
        _store = new InMemoryDocumentStore(time);
        _ledger = new WalletLedger(_store, time);
    }

    [Fact]
    public async Task A_person_gets_the_statement_and_all_entries_of_their_own_wallets()
    {
        await FillAsync("ann", 40);
        await FillAsync("bob", 1);
        List<PersonalItem.Data> items = [];
        await foreach (PersonalItem item in Data().CollectAsync("ann", default)) items.Add((PersonalItem.Data)item);

        items.Select(item => item.Path).ShouldBe(["wallets/clone.minutes.json", "wallets/clone.minutes.entries.json"]);
        items[0].Value.ShouldBeOfType<WalletStatement>().Balance.ShouldBe(new WalletBalance(40, 40, 0));
        items[1].Value.ShouldBeAssignableTo<IReadOnlyList<WalletEntry>>()!.Sum(entry => entry.Amount).ShouldBe(40);
    }

    [Theory]
    [InlineData(1000, "entries")]
    [InlineData(2001, "entries", "entries.2", "entries.3")]
    public async Task A_long_history_is_in_several_files_so_that_it_is_never_in_memory_at_once(
        int grants, params string[] files)
    {
        await FillAsync("ann", grants);
        List<PersonalItem.Data> items = [];
        await foreach (PersonalItem item in Data().CollectAsync("ann", default)) items.Add((PersonalItem.Data)item);

        PersonalItem.Data[] pages = [.. items.Skip(1)];
        pages.Select(page => page.Path).ShouldBe(files.Select(file => $"wallets/clone.minutes.{file}.json"));
        IReadOnlyList<WalletEntry>[] entries =
            [.. pages.Select(page => page.Value.ShouldBeAssignableTo<IReadOnlyList<WalletEntry>>()!)];
        entries.ShouldAllBe(page => page.Count <= 1000);
        entries.SelectMany(page => page).Select(entry => entry.Sequence).Distinct().Count().ShouldBe(grants);
    }

    [Fact]
    public async Task Nothing_is_left_of_a_person_who_is_erased_and_all_of_everybody_else()
    {
        await FillAsync("ann", 40);
        await FillAsync("bob", 40);
        for (int time = 0; time < 2; time++) await Data().EraseAsync("ann", default);

        WalletId ann = WalletOf("ann");
        (await _ledger.GetBalanceAsync(ann)).ShouldBe(new WalletBalance(0, 0, 0));
        (await _store.QueryAsync<HistoryEntry>(new() { Partition = "ann" })).Items.ShouldBeEmpty();
        (await _ledger.GetHistoryAsync(WalletOf("bob"), 100)).Count.ShouldBe(40);
    }

    private async Task FillAsync(string owner, int grants)
    {
        for (int grant = 0; grant < grants; grant++)
            await _ledger.GrantAsync(WalletOf(owner), new Grant($"grant{grant}", 1, "gift", null));
    }

    private WalletData Data() => new(_store, _ledger);

    private static WalletId WalletOf(string owner) => new(owner, "clone", Unit.Minutes);
}
