using Understudy.Domain.Accounts;
using Understudy.Domain.Billing;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Common;
using Understudy.Domain.Ledger;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Clone;
using Understudy.Domain.Tests.Billing.Support;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Billing;

/// <summary>A product that brings nothing but offers: other currencies, units and lives, once and monthly.</summary>
public sealed class OffersTests
{
    private readonly BillingWorld _world = new();

    [Fact]
    public async Task What_is_bought_once_is_there_for_as_long_as_the_offer_says()
    {
        await _world.SignUpAsync();
        _world.Gateway.Pay(await _world.OpenAsync(Papers.Ream, 3));
        await _world.DeliverAsync();
        (await LeftAsync()).ShouldBe(300);
        (await _world.LeftAsync()).ShouldBe(0);
        Payment payment = (await _world.PaymentsAsync()).ShouldHaveSingleItem();
        (payment.Product, payment.Sku, payment.Quantity, payment.Units, payment.Unit, payment.Amount, payment.Currency)
            .ShouldBe((Papers.Product, "ream", 3, 300, Unit.Credits, 2970, "cny"));
        WalletEntry entry = (await _world.Ledger.GetHistoryAsync(Papers.Wallet(BillingWorld.Ann), 10)).ShouldHaveSingleItem();
        (entry.Kind, entry.Source, entry.Reference).ShouldBe((EntryKind.Purchased, "purchased", payment.Id));

        _world.Time.Advance(TimeSpan.FromDays(90) - TimeSpan.FromTicks(1));
        (await LeftAsync()).ShouldBe(300);
        _world.Time.Advance(TimeSpan.FromTicks(1));
        (await LeftAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task What_never_expires_does_not()
    {
        await _world.SignUpAsync();
        _world.Gateway.Pay(await _world.OpenAsync(Papers.Sheet, 4));
        await _world.DeliverAsync();
        _world.Time.Advance(TimeSpan.FromDays(9000));
        (await LeftAsync()).ShouldBe(4);
        (await _world.PaymentsAsync()).ShouldHaveSingleItem().Amount.ShouldBe(1000);
    }

    [Fact]
    public async Task What_is_bought_monthly_begins_a_period_with_each_payment()
    {
        await _world.SignUpAsync();
        _world.Gateway.Pay(await _world.OpenAsync(Papers.Press));
        await _world.DeliverAsync();
        (await LeftAsync()).ShouldBe(30);
        await SpendAsync("job", 10);
        GatewaySubscription subscription = _world.Gateway.Subscriptions.Single();
        _world.Time.Advance(subscription.PeriodEnd - _world.Time.Now + TimeSpan.FromHours(1));
        (await LeftAsync()).ShouldBe(20);
        _world.Gateway.Renew(subscription.Id, isPaid: true);
        await _world.DeliverAsync();
        (await LeftAsync()).ShouldBe(30);
        (await _world.PaymentsAsync()).Select(payment => (payment.Amount, payment.Currency, payment.Sku))
            .ShouldBe([(2900, "usd", "press"), (2900, "usd", "press")]);
        (await _world.Subscriptions.FindAsync(BillingWorld.Ann, Papers.Product, default))!.Sku.ShouldBe("press");
    }

    [Fact]
    public async Task A_person_subscribes_to_two_products_at_once_with_one_customer()
    {
        await _world.SignUpAsync();
        await _world.SubscribedAsync();
        _world.Gateway.Pay(await _world.OpenAsync(Papers.Press));
        await _world.DeliverAsync();
        (await _world.LeftAsync()).ShouldBe(100);
        (await LeftAsync()).ShouldBe(30);
        _world.Gateway.Subscriptions.Select(each => (each.Status, each.CustomerId)).Distinct()
            .ShouldBe([(GatewaySubscriptionStatus.Active, (await _world.CustomerAsync()).CustomerId)]);

        // One ends, and the other goes on.
        GatewaySubscription press = _world.Gateway.Subscriptions.Single(each => each.Order!.Product == Papers.Product);
        _world.Gateway.EndNow(press.Id);
        await _world.DeliverAsync();
        (await PressAsync()).ShouldNotBeNull().Counts.ShouldBeFalse();
        Plans.Of(await _world.SubscriptionAsync()).ShouldBe(PlanType.Standard);

        // Another card is another card for both; leaving ends both.
        _world.Gateway.Pay(await _world.OpenAsync(Papers.Mill));
        await _world.DeliverAsync();
        _world.Gateway.ChangeCard(press.Id, new PaymentCard("jcb", "1111", 1, 2031));
        await _world.DeliverAsync();
        (await PressAsync())!.Sku.ShouldBe("mill");
        await _world.Store.UpdateAsync<User>(
            BillingWorld.Ann, BillingWorld.Ann, user => user with { DeletionAt = _world.Time.Now.AddDays(30) });
        await _world.End.HandleAsync(BillingWorld.Ann, default);
        _world.Gateway.Subscriptions.ShouldAllBe(each => each.Status == GatewaySubscriptionStatus.Over);
    }

    [Fact]
    public async Task Of_a_product_only_one_subscription_is_sold_whichever_offer_it_is_of()
    {
        await _world.SignUpAsync();
        string press = await _world.OpenAsync(Papers.Press);
        string mill = await _world.OpenAsync(Papers.Mill);
        mill.ShouldNotBe(press);
        (await _world.Gateway.FindCheckoutAsync(press, default))!.Url.ShouldBeNull();
        (await _world.OpenAsync(Papers.Mill)).ShouldBe(mill);
        // A page of another product stays.
        string standard = await _world.OpenSubscriptionAsync();
        (await _world.Gateway.FindCheckoutAsync(mill, default))!.Url.ShouldNotBeNull();
        _world.Gateway.Pay(mill);
        (await OpenAsync(Papers.Press)).Problem.ShouldBe(new AlreadySubscribed());
        _world.Gateway.Pay(standard);
        await _world.DeliverAsync();
        (await _world.LeftAsync()).ShouldBe(100);
        (await LeftAsync()).ShouldBe(120);
    }

    [Fact]
    public async Task What_nobody_sells_cannot_be_asked_for()
    {
        await _world.SignUpAsync();
        (await OpenAsync(Papers.Ream with { Sku = "quire" })).Problem.ShouldBe(new UnknownOffer(Papers.Product, "quire"));
        (await OpenAsync(Papers.Ream, 1001)).Problem.ShouldBe(new QuantityNotSold(1000));
        (await OpenAsync(Papers.Ream, 0)).Problem.ShouldBe(new QuantityNotSold(1000));
        (await OpenAsync(Papers.Press, 2)).Problem.ShouldBe(new QuantityNotSold(1));
        (await OpenAsync(Papers.Ream, owner: "nobody")).Problem.ShouldBeOfType<Problem.NotFound>();
        _world.Gateway.Checkouts.ShouldBeEmpty();
    }

    /// <summary>As after a version that sold something was taken back, while somebody was paying for it.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_nobody_sells_is_told_of_and_left_and_granted_once_somebody_sells_it(bool monthly)
    {
        await _world.SignUpAsync();
        string session = await _world.OpenAsync(monthly ? Papers.Press : Papers.Ream);
        BillingWorld without = new(_world.Time, _world.Store, _world.Gateway, new SequentialIds(), CloneOffers.All);
        _world.Gateway.Pay(session);
        GatewayEvent[] events = _world.Undelivered();
        foreach (GatewayEvent happened in events) await without.DeliverAsync(happened);
        _world.Time.Advance(TimeSpan.FromHours(2));
        await without.Sweep.RunAsync(default);

        without.Log.Unknown.ShouldNotBeEmpty();
        without.Log.Unknown.ShouldAllBe(each => each.Order.Product == Papers.Product);
        (await without.PaymentsAsync()).ShouldBeEmpty();
        (await LeftAsync()).ShouldBe(0);
        _world.Undelivered().ShouldBeEmpty("something was ended or given back");
        _world.Gateway.Payments.ShouldAllBe(payment => payment.Refunded == 0);
        (await without.Purchases.FindAsync(BillingWorld.Ann, without.Log.Unknown.First().Order.OrderId, default))!
            .Status.ShouldBe(PurchaseStatus.Pending);

        await _world.Sweep.RunAsync(default);
        (await LeftAsync()).ShouldBe(monthly ? 30 : 100);
        (await _world.PaymentsAsync()).ShouldHaveSingleItem();
        _world.Log.Unknown.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_subscription_of_what_nobody_sells_any_more_is_not_taken_for_over()
    {
        await _world.SignUpAsync();
        _world.Gateway.Pay(await _world.OpenAsync(Papers.Press));
        await _world.DeliverAsync();
        BillingWorld without = new(_world.Time, _world.Store, _world.Gateway, new SequentialIds(), CloneOffers.All);
        await without.Reconcile.HandleAsync(BillingWorld.Ann, _world.Gateway.Subscriptions.Single().Id, default);
        (await PressAsync())!.Counts.ShouldBeTrue();
        _world.Gateway.Subscriptions.Single().Status.ShouldBe(GatewaySubscriptionStatus.Active);
    }

    [Fact]
    public async Task A_purchase_is_found_by_its_order_as_long_as_it_is_pending_and_after()
    {
        await _world.SignUpAsync();
        (await _world.Checkout.HandleAsync(new OpenCheckout(
            BillingWorld.Ann, Papers.Product, "ream", 2, BillingWorld.Success, BillingWorld.Cancel, "order-1"), default))
            .Succeeded.ShouldBeTrue();
        Purchase purchase = await PurchaseAsync();
        purchase.ShouldSatisfyAllConditions(
            p => p.Status.ShouldBe(PurchaseStatus.Pending),
            p => p.Price.ShouldBe(new Price(1980, "cny")),
            p => (p.Product, p.Sku, p.Quantity, p.Units).ShouldBe((Papers.Product, "ream", 2, 200)),
            p => p.Url.ShouldNotBeNull(),
            p => p.PaidAt.ShouldBeNull());
        (await _world.Purchases.FindAsync("bob", "order-1", default)).ShouldBeNull();

        _world.Time.Advance(TimeSpan.FromMinutes(1));
        _world.Gateway.Pay(_world.Gateway.Checkouts.Single().Id);
        await _world.DeliverAsync();
        purchase = await PurchaseAsync();
        (purchase.Status, purchase.PaidAt).ShouldBe((PurchaseStatus.Succeeded, _world.Time.Now));
        purchase.CreatedAt.ShouldBe(_world.Time.Now.AddMinutes(-1));
        _world.Gateway.Refund(_world.Gateway.Payments.Single().Id, 100);
        await _world.DeliverAsync();
        (await PurchaseAsync()).Status.ShouldBe(PurchaseStatus.PartiallyRefunded);
        _world.Gateway.Refund(_world.Gateway.Payments.Single().Id, 10_000);
        await _world.DeliverAsync();
        (await PurchaseAsync()).Status.ShouldBe(PurchaseStatus.Refunded);

        async Task<Purchase> PurchaseAsync() =>
            (await _world.Purchases.FindAsync(BillingWorld.Ann, "order-1", default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_page_that_expires_is_a_purchase_that_failed()
    {
        await _world.SignUpAsync();
        string session = await _world.OpenAsync(Papers.Press);
        string order = _world.Gateway.Checkouts.Single().Order!.OrderId;
        _world.Gateway.Expire(session);
        await _world.DeliverAsync();
        (await _world.Purchases.FindAsync(BillingWorld.Ann, order, default))!.Status.ShouldBe(PurchaseStatus.Failed);
        session = await _world.OpenAsync(Papers.Press);
        order = (await _world.Gateway.FindCheckoutAsync(session, default))!.Order!.OrderId;
        _world.Gateway.Pay(session);
        await _world.DeliverAsync();
        (await _world.Purchases.FindAsync(BillingWorld.Ann, order, default))!.Status.ShouldBe(PurchaseStatus.Succeeded);
    }

    [Fact]
    public async Task Payments_are_listed_by_product_or_all_together()
    {
        await _world.SignUpAsync();
        await _world.SubscribedAsync();
        _world.Time.Advance(TimeSpan.FromMinutes(1));
        _world.Gateway.Pay(await _world.OpenAsync(Papers.Ream));
        await _world.DeliverAsync();
        (await ListAsync(Papers.Product)).ShouldBe(["ream"]);
        (await ListAsync(Minutes.Product)).ShouldBe(["standard"]);
        (await ListAsync(null)).ShouldBe(["ream", "standard"]);

        async Task<string[]> ListAsync(string? product) =>
        [
            .. (await _world.Payments.ListAsync(BillingWorld.Ann, product, new Paging(1, 10), default))
                .Items.Select(item => item.Value.Sku),
        ];
    }

    private Task<int> LeftAsync() => LeftAsync(_world);

    private static async Task<int> LeftAsync(BillingWorld world) =>
        (await world.Ledger.GetBalanceAsync(Papers.Wallet(BillingWorld.Ann))).Left;

    private async Task SpendAsync(string job, int units)
    {
        (await _world.Ledger.HoldAsync(Papers.Wallet(BillingWorld.Ann), job, units)).Succeeded.ShouldBeTrue();
        await _world.Ledger.CaptureAsync(Papers.Wallet(BillingWorld.Ann), job, units);
    }

    private Task<Subscription?> PressAsync() =>
        _world.Subscriptions.FindAsync(BillingWorld.Ann, Papers.Product, default);

    private Task<Result<CheckoutSession>> OpenAsync(Offer offer, int quantity = 1, string owner = BillingWorld.Ann) =>
        _world.Checkout.HandleAsync(
            new OpenCheckout(owner, offer.Product, offer.Sku, quantity, BillingWorld.Success, BillingWorld.Cancel), default);
}
