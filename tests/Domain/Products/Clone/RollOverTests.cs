using Understudy.Domain.Accounts;
using Understudy.Domain.Billing;
using Understudy.Domain.Ledger;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Clone;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Products.Clone;

public sealed class RollOverTests
{
    private readonly ManualTime _time = new();
    private readonly InMemoryDocumentStore _store;
    private readonly WalletLedger _ledger;
    private readonly Minutes _minutes;

    public RollOverTests()
    {
        _store = new InMemoryDocumentStore(_time);
        _ledger = new WalletLedger(_store, _time);
        _minutes = new Minutes(_ledger, new Subscriptions(_store, new Catalogue(CloneOffers.All), _time), _store, _time);
    }

    [Fact]
    public async Task The_free_month_of_everybody_whose_period_is_over_begins_once()
    {
        for (int person = 0; person < 250; person++) await JoinAsync($"person{person}");
        await _ledger.GrantAsync(new WalletId("person0", "sora", Unit.Credits), new Grant("gift", 5, "gift", null));
        _time.Advance(_minutes.Month().End - _time.Now + TimeSpan.FromSeconds(1));
        for (int time = 0; time < 2; time++) await Sweep().SweepAsync(default);

        for (int person = 0; person < 250; person++)
        {
            WalletStatement statement = await _ledger.GetStatementAsync(Minutes.Wallet($"person{person}"));
            statement.Balance.ShouldBe(new WalletBalance(3, 3, 0));
            statement.Periods.Count.ShouldBe(2);
        }
    }

    [Fact]
    public async Task Who_pays_is_left_alone()
    {
        await _store.CreateAsync(new Subscription
        {
            Id = Minutes.Product,
            OwnerId = "ann",
            Product = Minutes.Product,
            Sku = CloneOffers.Standard.Sku,
            CreatedAt = _time.Now,
            UpdatedAt = _time.Now,
        });
        await _ledger.BeginPeriodAsync(
            Minutes.Wallet("ann"),
            new Period(_time.Now, _time.Now.AddMonths(1)),
            new Grant("period-in_1", Minutes.StandardAPeriod, "subscription", null));
        _time.Advance(TimeSpan.FromDays(32));
        await Sweep().SweepAsync(default);
        (await _ledger.GetStatementAsync(Minutes.Wallet("ann"))).Periods.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_wallet_that_fails_keeps_no_other_from_its_month()
    {
        foreach (string person in new[] { "ann", "bob", "eve" }) await JoinAsync(person);
        _time.Advance(_minutes.Month().End - _time.Now + TimeSpan.FromSeconds(1));
        // The query, then for each of them the wallet, their plan, and the wallet again.
        _store.Faults = new CrashAt(2, afterwards: false);
        AggregateException failure = await Should.ThrowAsync<AggregateException>(() => Sweep().SweepAsync(default));
        failure.InnerExceptions.ShouldHaveSingleItem().ShouldBeOfType<SimulatedCrashException>();
        await LeftAsync([0, 3, 3]);
        await Sweep().SweepAsync(default);
        await LeftAsync([3, 3, 3]);

        async Task LeftAsync(int[] left)
        {
            List<int> found = [];
            foreach (string person in new[] { "ann", "bob", "eve" })
                found.Add((await _ledger.GetBalanceAsync(Minutes.Wallet(person))).Left);
            found.ShouldBe(left, ignoreOrder: true);
        }
    }

    [Fact]
    public async Task Nothing_begins_for_an_account_that_is_gone_or_being_erased()
    {
        foreach (string person in new[] { "ann", "bob", "eve" }) await JoinAsync(person);
        await _store.DeleteAsync<User>("ann", "ann");
        await _store.UpdateAsync<User>("bob", "bob", user => user with { ErasureStartedAt = _time.Now });
        await _store.UpdateAsync<User>("eve", "eve", user => user with { DeletionAt = _time.Now.AddDays(30) });
        _time.Advance(_minutes.Month().End - _time.Now + TimeSpan.FromSeconds(1));
        await Sweep().SweepAsync(default);
        foreach ((string person, int periods) in new[] { ("ann", 1), ("bob", 1), ("eve", 2) })
            (await _ledger.GetStatementAsync(Minutes.Wallet(person))).Periods.Count.ShouldBe(periods);

        // The sweep had read the wallet; then it was erased.
        await _store.EraseAllAsync<Wallet>("bob");
        await _minutes.EnsureAsync("bob", default);
        (await _store.QueryAsync<Wallet>(new DocumentQuery { Partition = "bob" })).Items.ShouldBeEmpty();
    }

    private async Task JoinAsync(string person)
    {
        await _store.CreateAsync(new User
        {
            Id = person,
            Email = $"{person}@example.com",
            Name = person,
            CreatedAt = _time.Now,
            UpdatedAt = _time.Now,
        });
        await _minutes.EnsureAsync(person, default);
    }

    private RollOver Sweep() => new(_minutes);
}
