using Understudy.Domain.Accounts;
using Understudy.Domain.Billing;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Ledger;
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

    [Fact]
    public async Task A_subscription_that_was_paid_just_before_the_erasure_ends_and_its_payment_is_kept()
    {
        await _world.SignUpAsync();
        _world.Gateway.Pay(await _world.OpenSubscriptionAsync());
        _world.Lose();
        await _world.Data.EraseAsync(BillingWorld.Ann, default);
        _world.Gateway.Subscriptions.ShouldHaveSingleItem().Status.ShouldBe(GatewaySubscriptionStatus.Over);
        Payment kept = (await KeptAsync()).ShouldHaveSingleItem();
        kept.OwnerId.ShouldBe(kept.Id);
        kept.Status.ShouldBe(GatewayPaymentStatus.Succeeded);
    }

    [Fact]
    public async Task Money_that_comes_after_the_erasure_is_recorded_as_nobodys_and_grants_nothing()
    {
        await _world.SignUpAsync();
        string session = await _world.OpenPurchaseAsync();
        _world.Gateway.PayLater(session);
        await _world.DeliverAsync();
        (await _world.PaymentsAsync()).ShouldHaveSingleItem().Status.ShouldBe(GatewayPaymentStatus.Pending);
        await _world.Data.EraseAsync(BillingWorld.Ann, default);
        _world.Gateway.Conclude(session, isPaid: true);
        await _world.DeliverAsync();
        Payment kept = (await KeptAsync()).ShouldHaveSingleItem();
        kept.OwnerId.ShouldBe(kept.Id);
        kept.Status.ShouldBe(GatewayPaymentStatus.Succeeded);
        await ShouldHaveNoWalletAsync();
    }

    [Fact]
    public async Task A_payment_that_is_known_grants_nothing_to_an_owner_whose_customer_is_nobodys_any_more()
    {
        await _world.SignUpAsync();
        string session = await _world.OpenPurchaseAsync();
        _world.Gateway.PayLater(session);
        await _world.DeliverAsync();
        string subscription = await _world.OpenSubscriptionAsync();
        _world.Gateway.PayLater(subscription);
        await _world.DeliverAsync();
        string customer = (await _world.CustomerAsync()).CustomerId;
        string claim = Claim.Customer(customer);
        _world.Gateway.Conclude(session, isPaid: true);
        _world.Gateway.Conclude(subscription, isPaid: true);
        await _world.Store.UpdateAsync<Claim>(claim, claim, known => known with { UserId = "erased" });

        // What was under way when the claim went.
        GatewayInvoice invoice = (await _world.Gateway.FindInvoiceAsync(
            _world.Gateway.Subscriptions.Single().LatestInvoiceId!, default))!;
        await _world.Invoices.HandleAsync(BillingWorld.Ann, invoice.Id, default);
        await _world.Sweep.RunAsync(default);
        _world.Time.Advance(TimeSpan.FromHours(2));
        await _world.Sweep.RunAsync(default);
        await ShouldHaveNoWalletAsync();
        (await KeptAsync()).ShouldAllBe(payment => payment.OwnerId == payment.Id);
    }

    [Fact]
    public async Task A_payment_that_changes_while_it_is_made_nobodys_is_copied_again()
    {
        await _world.SignUpAsync();
        _world.Gateway.Pay(await _world.OpenPurchaseAsync());
        await _world.DeliverAsync();
        Payment before = (await _world.PaymentsAsync()).ShouldHaveSingleItem();
        bool hasChanged = false;
        _world.Store.Faults = new AfterCreating(() =>
        {
            if (hasChanged) return;
            hasChanged = true;
            _world.Store.UpdateAsync<Payment>(
                BillingWorld.Ann, before.Id, payment => payment with { Refunded = 500, Revision = payment.Revision + 1 })
                .GetAwaiter().GetResult();
        });
        await _world.Data.EraseAsync(BillingWorld.Ann, default);
        hasChanged.ShouldBeTrue();
        (await KeptAsync()).ShouldHaveSingleItem().Refunded.ShouldBe(500);
    }

    private async Task<Payment[]> KeptAsync() =>
        [.. (await _world.Store.QueryAsync<Payment>(new DocumentQuery())).Items.Select(item => item.Value)];

    private async Task ShouldHaveNoWalletAsync() =>
        (await _world.Store.QueryAsync<Wallet>(new DocumentQuery())).Items.ShouldBeEmpty();

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

        world.Gateway.DeletedCustomers.ShouldHaveSingleItem();

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

    // Somebody comes between the copy and what follows it.
    private sealed class AfterCreating(Action happens) : IFaults
    {
        public void BeforeRead()
        {
        }

        public bool BeforeWrite(string operation) => false;

        public bool AfterWrite(string operation)
        {
            if (operation == "create") happens();
            return false;
        }
    }
}
