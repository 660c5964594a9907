using Understudy.Domain.Billing;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Common;
using Understudy.Domain.Products.Clone;
using Understudy.Domain.Tests.Billing.Support;
using Understudy.Domain.Tests.Money;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Billing;

public sealed class SubscribingTests
{
    private readonly BillingWorld _world = new();

    [Fact]
    public async Task Who_pays_a_checkout_is_subscribed_and_has_the_minutes_of_a_period()
    {
        await _world.SignUpAsync();
        _world.Gateway.Pay(await _world.OpenSubscriptionAsync());
        Plans.Of(await _world.SubscriptionAsync()).ShouldBe(PlanType.Free);
        await _world.DeliverAsync();

        Subscription subscription = (await _world.SubscriptionAsync())!;
        Plans.Of(subscription).ShouldBe(PlanType.Standard);
        subscription.Status.ShouldBe(SubscriptionStatus.Active);
        subscription.PeriodStart.ShouldBe(_world.Time.Now);
        subscription.PeriodEnd.ShouldBe(_world.Time.Now.AddMonths(1));
        subscription.Card!.Last4.ShouldBe("4242");
        (await _world.LeftAsync()).ShouldBe(100);
        Payment payment = (await _world.PaymentsAsync()).ShouldHaveSingleItem();
        (payment.Sku, payment.Amount, payment.Currency, payment.Status)
            .ShouldBe((CloneOffers.Standard.Sku, 5000, "jpy", GatewayPaymentStatus.Succeeded));
        Guid.TryParseExact(payment.Id, "D", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task A_payment_that_has_not_come_is_pending_and_buys_nothing()
    {
        await _world.SignUpAsync();
        string session = await _world.OpenSubscriptionAsync();
        _world.Gateway.PayLater(session);
        await _world.DeliverAsync();
        Plans.Of(await _world.SubscriptionAsync()).ShouldBe(PlanType.Free);
        (await _world.PaymentsAsync()).ShouldHaveSingleItem().Status.ShouldBe(GatewayPaymentStatus.Pending);
        (await _world.LeftAsync()).ShouldBe(0);

        _world.Gateway.Conclude(session, isPaid: true);
        await _world.DeliverAsync();
        Plans.Of(await _world.SubscriptionAsync()).ShouldBe(PlanType.Standard);
        (await _world.PaymentsAsync()).ShouldHaveSingleItem().Status.ShouldBe(GatewayPaymentStatus.Succeeded);
        (await _world.LeftAsync()).ShouldBe(100);
    }

    [Fact]
    public async Task Nobody_subscribes_twice_even_before_the_events_of_the_first_time_come()
    {
        await _world.SignUpAsync();
        _world.Gateway.Pay(await _world.OpenSubscriptionAsync());

        Result<CheckoutSession> again = await _world.Checkout.HandleAsync(
            BillingWorld.Standard(BillingWorld.Success), default);

        again.Problem.ShouldBe(new AlreadySubscribed());
        _world.Gateway.Checkouts.Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_page_that_is_still_open_is_handed_out_again()
    {
        await _world.SignUpAsync();
        string first = await _world.OpenSubscriptionAsync();
        (await _world.OpenSubscriptionAsync()).ShouldBe(first);
        (await _world.OpenSubscriptionAsync(page: "elsewhere")).ShouldNotBe(first);
        (await _world.OpenSubscriptionAsync()).ShouldNotBe(first);
    }

    [Fact]
    public async Task A_page_is_closed_when_another_is_opened()
    {
        await _world.SignUpAsync();
        string first = await _world.OpenSubscriptionAsync();
        string second = await _world.OpenSubscriptionAsync(page: "elsewhere");
        Payable(_world.Gateway).ShouldBe([second]);
        _world.Gateway.Pay(first);
        _world.Gateway.Subscriptions.ShouldBeEmpty();
    }

    [Fact]
    public void Of_pages_that_are_opened_at_the_same_time_no_more_than_one_can_be_paid()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            ManualTime time = new();
            SimulatedGateway gateway = new(time);
            InMemoryDocumentStore store = new(time) { Interleaves = true };
            BillingWorld world = new(time, store, gateway, new SequentialIds());
            SeededScheduler scheduler = new(new Random(seed));
            scheduler.Run([() => world.SignUpAsync()]);
            scheduler.Run([
                () => world.OpenSubscriptionAsync(),
                () => world.OpenSubscriptionAsync(page: "elsewhere"),
                () => world.OpenSubscriptionAsync(page: "nowhere"),
            ]);
            Payable(gateway).Length.ShouldBeLessThanOrEqualTo(1, $"seed {seed}");
        }
    }

    [Fact]
    public async Task A_page_that_was_left_open_is_closed_once_another_was_paid()
    {
        await _world.SignUpAsync();
        string one = await _world.OpenSubscriptionAsync();
        await _world.OpenAnotherSubscriptionAsync();
        Payable(_world.Gateway).Length.ShouldBe(2);
        _world.Gateway.Pay(one);
        await _world.DeliverAsync();
        Payable(_world.Gateway).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_has_any_number_of_checkouts_open()
    {
        await _world.SignUpAsync();
        for (int i = 0; i < 20; i++) await _world.OpenPurchaseAsync();
        (await _world.Checkout.HandleAsync(
            BillingWorld.Packs(1), default))
            .Problem.ShouldBe(new TooManyCheckouts(20));
        (await _world.Checkout.HandleAsync(
            BillingWorld.Standard(BillingWorld.Success), default))
            .Problem.ShouldBe(new TooManyCheckouts(20));
        _world.Gateway.Expire(_world.Gateway.Checkouts.First().Id);
        await _world.DeliverAsync();
        await _world.OpenSubscriptionAsync();
    }

    [Fact]
    public async Task Of_two_subscriptions_the_newer_one_stays_and_the_other_is_paid_back_and_ended()
    {
        await _world.SignUpAsync();
        string one = await _world.OpenSubscriptionAsync();
        string other = await _world.OpenAnotherSubscriptionAsync();
        _world.Gateway.Pay(one);
        _world.Time.Advance(TimeSpan.FromMinutes(5));
        _world.Gateway.Pay(other);
        await _world.DeliverAsync();

        GatewaySubscription running = _world.Gateway.Subscriptions
            .Where(subscription => subscription.Status == GatewaySubscriptionStatus.Active).ShouldHaveSingleItem();
        running.Order!.OrderId.ShouldBe(
            _world.Gateway.Checkouts.Single(session => session.Id == other).Order!.OrderId);
        (await _world.SubscriptionAsync())!.SubscriptionId.ShouldBe(running.Id);
        Plans.Of(await _world.SubscriptionAsync()).ShouldBe(PlanType.Standard);
        (await _world.LeftAsync()).ShouldBe(100);
        (await _world.PaymentsAsync()).Select(payment => payment.Refunded).ShouldBe([5000, 0]);
    }

    [Theory]
    [InlineData("refund payment")]
    [InlineData("end subscription")]
    public async Task A_second_payment_is_given_back_once_wherever_that_is_cut_off(string cut)
    {
        await _world.SignUpAsync();
        string one = await _world.OpenSubscriptionAsync();
        string other = await _world.OpenAnotherSubscriptionAsync();
        _world.Gateway.Pay(one);
        _world.Time.Advance(TimeSpan.FromMinutes(5));
        _world.Gateway.Pay(other);
        HashSet<string> cuts = [];
        _world.Gateway.Calling = call =>
        {
            if (call == cut && cuts.Add("before")) throw new SimulatedCrashException();
        };
        _world.Gateway.Called = call =>
        {
            if (call == cut && cuts.Add("after")) throw new SimulatedCrashException();
        };
        await _world.DeliverAsync();
        cuts.Count.ShouldBe(2);
        (await _world.PaymentsAsync()).Select(payment => payment.Refunded).ShouldBe([5000, 0]);
        _world.Gateway.Subscriptions.Count(known => known.Status == GatewaySubscriptionStatus.Active).ShouldBe(1);
        (await _world.LeftAsync()).ShouldBe(100);
    }

    [Fact]
    public async Task What_is_told_late_of_an_old_subscription_does_not_end_the_new_one()
    {
        await _world.SignUpAsync();
        string old = await _world.SubscribedAsync();
        _world.Gateway.EndNow(old);
        GatewayEvent[] late = _world.Undelivered();
        await _world.Sweep.RunAsync(default);
        await _world.Reconcile.HandleAsync(BillingWorld.Ann, old, default);
        string young = await _world.SubscribedAsync();
        young.ShouldNotBe(old);

        foreach (GatewayEvent happened in late) await _world.DeliverAsync(happened);

        (await _world.SubscriptionAsync())!.SubscriptionId.ShouldBe(young);
        Plans.Of(await _world.SubscriptionAsync()).ShouldBe(PlanType.Standard);
    }

    [Fact]
    public async Task A_period_that_is_heard_of_after_a_free_month_began_is_not_lost()
    {
        await _world.SignUpAsync();
        _world.Time.Advance(new DateTimeOffset(2026, 1, 31, 23, 50, 0, TimeSpan.Zero) - _world.Time.Now);
        await _world.Minutes.EnsureAsync(BillingWorld.Ann, default);
        _world.Gateway.Pay(await _world.OpenSubscriptionAsync());
        _world.Time.Advance(TimeSpan.FromHours(1));
        await _world.Minutes.EnsureAsync(BillingWorld.Ann, default);
        (await _world.LeftAsync()).ShouldBe(3);

        await _world.DeliverAsync();

        (await _world.LeftAsync()).ShouldBe(100);
        await _world.Minutes.EnsureAsync(BillingWorld.Ann, default);
        (await _world.LeftAsync()).ShouldBe(100);
        _world.Time.Advance(TimeSpan.FromDays(28));
        _world.Gateway.Renew(_world.Gateway.Subscriptions.Single().Id, isPaid: true);
        await _world.DeliverAsync();
        (await _world.LeftAsync()).ShouldBe(100);
    }

    [Fact]
    public async Task A_subscription_that_was_canceled_counts_until_its_period_ends()
    {
        await _world.SignUpAsync();
        string id = await _world.SubscribedAsync();
        _world.Gateway.Cancel(id, atPeriodEnd: true);
        await _world.DeliverAsync();
        Subscription subscription = (await _world.SubscriptionAsync())!;
        (Plans.Of(subscription), subscription.Status, subscription.CancelAtPeriodEnd)
            .ShouldBe((PlanType.Standard, SubscriptionStatus.Canceled, true));
        subscription.CanceledAt.ShouldBe(_world.Time.Now);

        _world.Gateway.Cancel(id, atPeriodEnd: false);
        await _world.DeliverAsync();
        (await _world.SubscriptionAsync())!.Status.ShouldBe(SubscriptionStatus.Active);

        _world.Gateway.Cancel(id, atPeriodEnd: true);
        _world.Time.Advance(TimeSpan.FromDays(31));
        _world.Gateway.Renew(id, isPaid: true);
        await _world.DeliverAsync();
        subscription = (await _world.SubscriptionAsync())!;
        (Plans.Of(subscription), subscription.IsLive).ShouldBe((PlanType.Free, false));
    }

    [Fact]
    public async Task A_renewal_that_fails_is_past_due_until_it_is_paid_or_given_up()
    {
        await _world.SignUpAsync();
        string id = await _world.SubscribedAsync();
        _world.Time.Advance(TimeSpan.FromDays(31));
        _world.Gateway.Renew(id, isPaid: false);
        await _world.DeliverAsync();
        Subscription subscription = (await _world.SubscriptionAsync())!;
        (Plans.Of(subscription), subscription.Status).ShouldBe((PlanType.Standard, SubscriptionStatus.PastDue));
        (await _world.PaymentsAsync())[^1].Status.ShouldBe(GatewayPaymentStatus.Failed);

        _world.Gateway.Retry(id, isPaid: true);
        await _world.DeliverAsync();
        (await _world.SubscriptionAsync())!.Status.ShouldBe(SubscriptionStatus.Active);
        (await _world.PaymentsAsync())[^1].Status.ShouldBe(GatewayPaymentStatus.Succeeded);
        (await _world.LeftAsync()).ShouldBe(100);

        _world.Time.Advance(TimeSpan.FromDays(31));
        _world.Gateway.Renew(id, isPaid: false);
        _world.Gateway.GiveUp(id);
        await _world.DeliverAsync();
        subscription = (await _world.SubscriptionAsync())!;
        (Plans.Of(subscription), subscription.Status).ShouldBe((PlanType.Free, SubscriptionStatus.PastDue));
    }

    [Fact]
    public async Task A_card_that_changes_is_shown()
    {
        await _world.SignUpAsync();
        string id = await _world.SubscribedAsync();
        _world.Gateway.ChangeCard(id, new PaymentCard("jcb", "0505", 1, 2031));
        await _world.DeliverAsync();
        (await _world.SubscriptionAsync())!.Card.ShouldBe(new PaymentCard("jcb", "0505", 1, 2031));
    }

    [Fact]
    public async Task Whose_customer_was_deleted_becomes_another_one_at_the_next_checkout()
    {
        await _world.SignUpAsync();
        await _world.SubscribedAsync();
        string customer = (await _world.CustomerAsync()).CustomerId;
        _world.Gateway.DeleteCustomer(customer);
        await _world.DeliverAsync();
        (await _world.Portal.HandleAsync(BillingWorld.Ann, BillingWorld.Success, default))
            .Problem.ShouldBe(new NoBillingAccount());

        await _world.SubscribedAsync();

        Subscription subscription = (await _world.SubscriptionAsync())!;
        subscription.CustomerId.ShouldNotBe(customer);
        Plans.Of(subscription).ShouldBe(PlanType.Standard);
    }

    [Fact]
    public async Task Whose_customer_was_deleted_becomes_another_one_even_before_anybody_told_of_it()
    {
        await _world.SignUpAsync();
        await _world.SubscribedAsync();
        string customer = (await _world.CustomerAsync()).CustomerId;
        _world.Gateway.DeleteCustomer(customer);
        await _world.OpenPurchaseAsync();
        string second = (await _world.CustomerAsync()).CustomerId;
        second.ShouldNotBe(customer);

        _world.Gateway.DeleteCustomer(second);
        (await _world.Portal.HandleAsync(BillingWorld.Ann, BillingWorld.Success, default))
            .Problem.ShouldBe(new NoBillingAccount());
        (await _world.CustomerAsync()).IsGone.ShouldBeTrue();
    }

    [Fact]
    public async Task An_order_that_is_asked_for_again_after_its_customer_was_deleted_has_a_page()
    {
        await _world.SignUpAsync();
        OpenCheckout command = BillingWorld.Packs(1, orderId: "order");
        CheckoutSession first = (await _world.Checkout.HandleAsync(command, default)).Value!;
        _world.Gateway.DeleteCustomer(first.CustomerId!);
        await _world.DeliverAsync();
        CheckoutSession second = (await _world.Checkout.HandleAsync(command, default)).Value!;
        second.CustomerId.ShouldNotBe(first.CustomerId);
    }

    [Fact]
    public async Task What_belongs_to_no_customer_of_ours_is_left_alone()
    {
        await _world.SignUpAsync();
        string id = await _world.SubscribedAsync();
        await _world.DeliverAsync(new GatewayEvent("evt_x", "customer.subscription.deleted", _world.Time.Now)
        {
            CustomerId = "cus_stranger",
            SubscriptionId = id,
        });
        await _world.SignUpAsync("bob");
        await _world.OpenPurchaseAsync(owner: "bob");
        string bob = (await _world.CustomerAsync("bob")).CustomerId;
        await _world.DeliverAsync(new GatewayEvent("evt_y", "customer.subscription.updated", _world.Time.Now)
        {
            CustomerId = bob,
            SubscriptionId = id,
        });
        Plans.Of(await _world.SubscriptionAsync("bob")).ShouldBe(PlanType.Free);
        (await _world.LeftAsync("bob")).ShouldBe(0);
        (await _world.PaymentsAsync("bob")).ShouldBeEmpty();
    }

    private static string[] Payable(SimulatedGateway gateway) =>
        [.. gateway.Checkouts.Where(session => session.Url is not null).Select(session => session.Id)];
}
