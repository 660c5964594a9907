using Understudy.Domain.Accounts;
using Understudy.Domain.Billing;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Persistence;
using Understudy.Domain.Tests.Billing.Support;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Billing;

public sealed class BillingDataTests
{
    private readonly BillingWorld _world = new();

    [Fact]
    public async Task An_export_has_the_subscription_the_payments_and_the_orders()
    {
        await LiveAsync();
        List<string> paths = [];
        await foreach (PersonalItem item in _world.Data.CollectAsync(BillingWorld.Ann, default)) paths.Add(item.Path);
        paths[0].ShouldBe("billing/subscription.json");
        paths.Count(path => path.StartsWith("billing/payments/", StringComparison.Ordinal)).ShouldBe(2);
        paths.Count(path => path.StartsWith("billing/orders/", StringComparison.Ordinal)).ShouldBe(3);
    }

    [Fact]
    public async Task An_erasure_that_is_cut_off_anywhere_and_repeated_leaves_payments_that_are_nobodys()
    {
        for (int call = 1; ; call++)
        {
            BillingWorld world = new();
            string open = await LiveAsync(world);
            CrashAt crash = new(call, afterwards: call % 2 == 0);
            world.Store.Faults = crash;
            try
            {
                await world.Data.EraseAsync(BillingWorld.Ann, default);
            }
            catch (SimulatedCrashException)
            {
                await world.Data.EraseAsync(BillingWorld.Ann, default);
            }
            world.Store.Faults = null;
            await ShouldBeErasedAsync(world, open);
            if (!crash.Happened && call > 40) return;
        }
    }

    private static async Task ShouldBeErasedAsync(BillingWorld world, string open)
    {
        (await world.SubscriptionAsync()).ShouldBeNull();
        (await world.PaymentsAsync()).ShouldBeEmpty();
        (await world.Store.QueryAsync<OrderRecord>(new DocumentQuery { Partition = BillingWorld.Ann }))
            .Items.ShouldBeEmpty();
        world.Gateway.Subscriptions.ShouldAllBe(s => s.Status == GatewaySubscriptionStatus.Over);
        Payment[] kept = [.. (await world.Store.QueryAsync<Payment>(new DocumentQuery())).Items.Select(i => i.Value)];
        kept.Length.ShouldBe(2);
        kept.ShouldAllBe(payment => payment.OwnerId == payment.Id && payment.InvoiceId != null && payment.Amount > 0);

        // A page that was still open is paid: nobody may be charged month after month for an account that is gone.
        world.Gateway.Pay(open);
        await world.DeliverAsync();
        world.Gateway.Subscriptions.ShouldAllBe(s => s.Status == GatewaySubscriptionStatus.Over);
        (await world.SubscriptionAsync()).ShouldBeNull();
        (await world.PaymentsAsync()).ShouldBeEmpty();
    }

    private Task<string> LiveAsync() => LiveAsync(_world);

    // The id of a checkout of a subscription that is still open.
    private static async Task<string> LiveAsync(BillingWorld world)
    {
        await world.SignUpAsync();
        world.Gateway.Pay(await world.OpenPurchaseAsync());
        await world.SubscribedAsync();
        return await world.OpenAnotherSubscriptionAsync();
    }
}
