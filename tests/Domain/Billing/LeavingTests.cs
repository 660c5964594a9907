using Understudy.Domain.Accounts;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Persistence;
using Understudy.Domain.Tests.Billing.Support;

namespace Understudy.Domain.Tests.Billing;

/// <summary>Nobody pays on for an account that they deleted.</summary>
public sealed class LeavingTests
{
    private readonly BillingWorld _world = new();

    [Fact]
    public async Task A_subscription_that_was_paid_just_before_the_deletion_ends_though_nothing_told_of_it()
    {
        await _world.SignUpAsync();
        _world.Gateway.Pay(await _world.OpenSubscriptionAsync());
        _world.Lose();
        await LeaveAsync();
        _world.Gateway.Subscriptions.ShouldHaveSingleItem().Status.ShouldBe(GatewaySubscriptionStatus.Over);
    }

    [Fact]
    public async Task A_page_that_is_paid_after_the_deletion_does_not_go_on_charging()
    {
        await _world.SignUpAsync();
        string open = await _world.OpenSubscriptionAsync();
        await LeaveAsync();
        _world.Gateway.Pay(open);
        await _world.DeliverAsync();
        _world.Gateway.Subscriptions.ShouldHaveSingleItem().Status.ShouldBe(GatewaySubscriptionStatus.Over);
        (await _world.SubscriptionAsync())!.IsLive.ShouldBeFalse();
        // What was paid for is there, should the person come back.
        (await _world.LeftAsync()).ShouldBe(100);
    }

    [Fact]
    public async Task Who_came_back_in_time_is_charged_on()
    {
        await _world.SignUpAsync();
        await _world.SubscribedAsync();
        await _world.End.HandleAsync(BillingWorld.Ann, default);
        await _world.Sweep.RunAsync(default);
        _world.Gateway.Subscriptions.ShouldHaveSingleItem().Status.ShouldBe(GatewaySubscriptionStatus.Active);
    }

    private async Task LeaveAsync()
    {
        await _world.Store.UpdateAsync<User>(
            BillingWorld.Ann, BillingWorld.Ann, user => user with { DeletionAt = _world.Time.Now.AddDays(30) });
        await _world.End.HandleAsync(BillingWorld.Ann, default);
    }
}
