using Understudy.Domain.Billing;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Ledger;
using Understudy.Domain.Products.Clone;
using Understudy.Domain.Tests.Billing.Support;

namespace Understudy.Domain.Tests.Products.Clone;

/// <summary>Somebody whose subscription is paid back whole is on the free plan, with its minutes.</summary>
public sealed class PaidBackWholeTests
{
    private readonly BillingWorld _world = new();

    [Fact]
    public async Task Who_had_no_free_month_gets_it()
    {
        await _world.SignUpAsync();
        await SubscribeAsync();
        await PassAsync(TimeSpan.FromDays(20));
        await PayBackAsync();
        (await _world.LeftAsync()).ShouldBe(3);
        (await LatestAsync()).End.ShouldBe(_world.Minutes.Month().End);

        await PassAsync(_world.Minutes.Month().End - _world.Time.Now + TimeSpan.FromSeconds(1));
        (await _world.LeftAsync()).ShouldBe(3);
    }

    [Fact]
    public async Task A_month_that_had_begun_goes_on_with_what_was_left_of_it()
    {
        await BeginAndSpendAsync("first", 1);
        for (int left = 2; left > 0; left--)
        {
            await SubscribeAsync();
            (await _world.LeftAsync()).ShouldBe(100);
            await PayBackAsync();
            (await _world.LeftAsync()).ShouldBe(left);
            await SpendAsync($"job{left}", 1);
        }

        await SubscribeAsync();
        await PayBackAsync();
        (await _world.LeftAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_job_that_fails_later_brings_nothing_but_what_it_held()
    {
        await _world.SignUpAsync();
        await _world.Minutes.EnsureAsync(BillingWorld.Ann, default);
        await _world.Ledger.HoldAsync(Wallet, "job", 2);
        await SubscribeAsync();
        await PayBackAsync();
        (await _world.LeftAsync()).ShouldBe(1);
        await _world.Ledger.ReleaseAsync(Wallet, "job");
        await _world.Minutes.EnsureAsync(BillingWorld.Ann, default);
        (await _world.LeftAsync()).ShouldBe(3);
    }

    [Fact]
    public async Task What_a_bank_gives_back_is_there_again_until_its_period_ends()
    {
        await BeginAndSpendAsync("job", 1);
        await SubscribeAsync();
        DateTimeOffset end = (await LatestAsync()).End;
        GatewayPayment payment = _world.Gateway.Payments.Single();
        _world.Gateway.Dispute(payment.Id);
        _world.Gateway.EndNow(_world.Gateway.Subscriptions.Single().Id);
        await PassAsync(TimeSpan.FromHours(1));
        (await _world.LeftAsync()).ShouldBe(2);

        _world.Gateway.CloseDispute(payment.Id, isWon: true);
        await PassAsync(TimeSpan.FromHours(1));
        (await _world.LeftAsync()).ShouldBe(102);
        await PassAsync(_world.Minutes.Month().End - _world.Time.Now);
        (await _world.LeftAsync()).ShouldBe(100);

        // The day of grace is one's own until the free month begins.
        await PassAsync(end - _world.Time.Now);
        (await _world.LeftAsync()).ShouldBe(3);
    }

    [Fact]
    public async Task Who_is_still_subscribed_has_no_free_month_besides()
    {
        await _world.SignUpAsync();
        await SubscribeAsync();
        _world.Gateway.Refund(_world.Gateway.Payments.Single().Id, SimulatedGateway.StandardPrice);
        await PassAsync(TimeSpan.FromHours(1));
        (await _world.LeftAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Who_was_paid_back_in_part_keeps_the_rest_and_nothing_else()
    {
        await _world.SignUpAsync();
        await SubscribeAsync();
        _world.Gateway.Refund(_world.Gateway.Payments.Single().Id, SimulatedGateway.StandardPrice - 50);
        _world.Gateway.EndNow(_world.Gateway.Subscriptions.Single().Id);
        await PassAsync(TimeSpan.FromHours(1));
        (await _world.LeftAsync()).ShouldBe(1);
    }

    private static WalletId Wallet => Minutes.Wallet(BillingWorld.Ann);

    private async Task SubscribeAsync() => await _world.SubscribedAsync();

    private async Task PayBackAsync()
    {
        _world.Gateway.Refund(_world.Gateway.Payments.Last().Id, SimulatedGateway.StandardPrice);
        _world.Gateway.EndNow(_world.Gateway.Subscriptions.Last().Id);
        await PassAsync(TimeSpan.FromHours(1));
    }

    // Events come, time passes, and the sweep runs, as it does for those who do not ask.
    private async Task PassAsync(TimeSpan time)
    {
        await _world.DeliverAsync();
        _world.Time.Advance(time);
        await _world.RollOver.SweepAsync(default);
    }

    private async Task BeginAndSpendAsync(string job, int minutes)
    {
        await _world.SignUpAsync();
        await _world.Minutes.EnsureAsync(BillingWorld.Ann, default);
        await SpendAsync(job, minutes);
    }

    private async Task SpendAsync(string job, int minutes)
    {
        (await _world.Ledger.HoldAsync(Wallet, job, minutes)).Succeeded.ShouldBeTrue();
        await _world.Ledger.CaptureAsync(Wallet, job, minutes);
    }

    private async Task<PeriodStatement> LatestAsync() =>
        (await _world.Ledger.GetStatementAsync(Wallet)).Latest.ShouldNotBeNull();
}
