using Understudy.Domain.Billing;
using Understudy.Domain.Ledger;
using Understudy.Domain.Tests.Billing.Support;

namespace Understudy.Domain.Tests.Billing;

/// <summary>Any product may give units each month, in a wallet and by a subscription of its own.</summary>
public sealed class FreeMonthsTests
{
    private const int Units = 4;

    private readonly BillingWorld _world = new();
    private readonly FreeMonths _free;

    public FreeMonthsTests() => _free = new FreeMonths(_world.Ledger, _world.Subscriptions, _world.Store, _world.Time);

    [Fact]
    public async Task A_subscription_of_one_product_takes_the_place_of_its_free_month_and_of_no_others()
    {
        await _world.SignUpAsync();
        await _free.EnsureAsync(Wallet, Units, default);
        (await LeftAsync()).ShouldBe(Units);
        await _world.SubscribedAsync();
        (await LeftAsync()).ShouldBe(Units);
        _world.Gateway.Pay(await _world.OpenAsync(Papers.Press));
        await _world.DeliverAsync();
        (await LeftAsync()).ShouldBe(30);
        (await _world.LeftAsync()).ShouldBe(100);
        await _free.EnsureAsync(Wallet, Units, default);
        (await LeftAsync()).ShouldBe(30);
    }

    [Fact]
    public async Task What_is_free_does_not_add_up_and_a_sweep_begins_it_for_its_product_alone()
    {
        await _world.SignUpAsync();
        await _free.EnsureAsync(Wallet, Units, default);
        await _world.Minutes.EnsureAsync(BillingWorld.Ann, default);
        _world.Time.Advance(FreeMonths.Month(_world.Time.Now).End - _world.Time.Now + TimeSpan.FromSeconds(1));
        await _free.SweepAsync(Papers.Product, Unit.Credits, Units, default);
        (await LeftAsync()).ShouldBe(Units);
        (await _world.LeftAsync()).ShouldBe(0);
        await _world.RollOver.SweepAsync(default);
        (await _world.LeftAsync()).ShouldBe(3);
    }

    private static WalletId Wallet => Papers.Wallet(BillingWorld.Ann);

    private async Task<int> LeftAsync() => (await _world.Ledger.GetBalanceAsync(Wallet)).Left;
}
