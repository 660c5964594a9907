using Understudy.Domain.Accounts;
using Understudy.Domain.Billing;
using Understudy.Domain.Ledger;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.FilmStudio;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Products.FilmStudio;

/// <summary>What others are told of somebody's credits is what that person finds.</summary>
public sealed class FilmStudioPlansTests
{
    private const string Ann = "ann";
    private readonly ManualTime _time = new();
    private readonly InMemoryDocumentStore _store;
    private readonly WalletLedger _ledger;
    private readonly FilmStudioPlans _plans;

    public FilmStudioPlansTests()
    {
        _store = new InMemoryDocumentStore(_time);
        _ledger = new WalletLedger(_store, _time);
        _plans = new FilmStudioPlans(
            _ledger, new Subscriptions(_store, new Catalogue(FilmOffers.All), _time), _store, _time);
    }

    [Fact]
    public async Task Looking_tells_what_would_be_found_and_begins_nothing()
    {
        await OpenAsync(Ann);
        (await _plans.LeftAsync(Ann, default)).ShouldBe(3);
        (await _store.FindAsync<Wallet>(Ann, FilmStudioPlans.Wallet(Ann).DocumentId)).ShouldBeNull();
        Random random = new(5);
        for (int month = 0; month < 40; month++)
        {
            int told = await _plans.LeftAsync(Ann, default);
            await _plans.EnsureAsync(Ann, default);
            (await _ledger.GetBalanceAsync(FilmStudioPlans.Wallet(Ann))).Left.ShouldBe(told);
            await HappenAsync(random, month);
            _time.Advance(TimeSpan.FromDays(random.Next(1, 40)));
        }
    }

    [Fact]
    public async Task Nobody_has_credits_whose_account_is_gone()
    {
        (await _plans.LeftAsync("nobody", default)).ShouldBe(0);
        await OpenAsync("leaver");
        await _store.UpdateAsync<User>("leaver", "leaver", user => user with { ErasureStartedAt = _time.Now });
        (await _plans.LeftAsync("leaver", default)).ShouldBe(0);
    }

    private async Task HappenAsync(Random random, int number)
    {
        WalletId wallet = FilmStudioPlans.Wallet(Ann);
        switch (random.Next(4))
        {
            case 0:
                await _ledger.GrantAsync(wallet, new Grant($"topup{number}", 5, "purchase", _time.Now.AddMonths(2)));
                break;
            case 1:
                await _ledger.HoldAsync(wallet, $"job{number}", 1);
                break;
            case 2:
                // A plan's month that nobody paid on for.
                Period paid = new(_time.Now, _time.Now.AddMonths(1));
                await _ledger.BeginPeriodAsync(
                    wallet, paid, new Grant($"period-{number}", 30, "subscription", paid.End + FilmOffers.Pro.Grace));
                break;
        }
    }

    private Task OpenAsync(string id) => _store.CreateAsync(new User
    {
        Id = id,
        Email = $"{id}@example.com",
        Name = id,
        CreatedAt = _time.Now,
        UpdatedAt = _time.Now,
    });
}
