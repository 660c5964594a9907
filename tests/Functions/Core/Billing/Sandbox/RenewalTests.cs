using System.Globalization;
using System.Net;
using Understudy.Domain.Billing.Gateway;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Core.Billing.Sandbox;

/// <summary>What happens to the sandbox's subscriptions as time passes.</summary>
public sealed class RenewalTests(TestApp app) : SandboxTest(app)
{
    private static readonly string[] _subscribed =
        ["checkout.session.completed", "customer.subscription.created", "invoice.paid"];

    private static readonly string[] _renewed = ["invoice.paid", "customer.subscription.updated"];

    private static readonly string[] _unpaid = ["invoice.payment_failed", "customer.subscription.updated"];

    [Fact]
    public async Task A_subscription_renews_at_its_periods_end()
    {
        Shopper shopper = await Shopper.NewAsync(App);
        GatewaySubscription first = await shopper.SubscribeAsync();
        GatewaySubscription second = await NextAsync(shopper, first);
        second.Status.ShouldBe(GatewaySubscriptionStatus.Active);
        second.PeriodStart.ShouldBe(first.PeriodEnd);
        second.PeriodEnd.ShouldBe(first.PeriodStart.AddMonths(2));
        GatewayInvoice invoice = await shopper.InvoiceAsync(second.LatestInvoiceId!);
        invoice.Id.ShouldNotBe(first.LatestInvoiceId);
        invoice.IsPaid.ShouldBeTrue();
        invoice.Order.ShouldBe(first.Order);
        (invoice.PeriodStart, invoice.PeriodEnd).ShouldBe((second.PeriodStart, second.PeriodEnd));
        GatewayPayment payment = await shopper.PaymentAsync(invoice.PaymentId!);
        payment.Status.ShouldBe(GatewayPaymentStatus.Succeeded);
        payment.Order.ShouldBeNull();
        await shopper.EventsAsync([.. _subscribed, .. _renewed]);
    }

    [Fact]
    public async Task A_cancelled_subscription_ends_with_its_period()
    {
        Shopper shopper = await Shopper.NewAsync(App);
        GatewaySubscription subscription = await shopper.SubscribeAsync();
        await shopper.DoAsync("cancel", subscription.Id);
        PassUntil(subscription.PeriodEnd);
        GatewaySubscription over = await AwaitAsync(shopper, subscription.Id, GatewaySubscriptionStatus.Over);
        over.LatestInvoiceId.ShouldBe(subscription.LatestInvoiceId);
        over.PeriodEnd.ShouldBe(subscription.PeriodEnd);
        await shopper.EventsAsync([.. _subscribed, "customer.subscription.updated", "customer.subscription.deleted"]);
    }

    [Fact]
    public async Task A_subscription_whose_payment_fails_three_times_is_over()
    {
        Shopper shopper = await Shopper.NewAsync(App);
        GatewaySubscription subscription = await shopper.SubscribeAsync();
        await shopper.DoAsync("fail", subscription.Id);
        PassUntil(subscription.PeriodEnd);
        GatewaySubscription late = await AwaitAsync(shopper, subscription.Id, GatewaySubscriptionStatus.PastDue);
        late.PeriodStart.ShouldBe(subscription.PeriodEnd);
        GatewayInvoice open = await shopper.InvoiceAsync(late.LatestInvoiceId!);
        (open.IsPaid, open.HasFailed).ShouldBe((false, true));
        (await shopper.PaymentAsync(open.PaymentId!)).Status.ShouldBe(GatewayPaymentStatus.Failed);
        (await shopper.LookAsync(await shopper.PortalAsync())).Text.ShouldContain("Past due");
        await shopper.EventsAsync([.. _subscribed, "customer.subscription.updated", .. _unpaid]);

        PassUntil(late.PeriodStart + ((late.PeriodEnd - late.PeriodStart) / 10));
        await shopper.EventsAsync(
            [.. _subscribed, "customer.subscription.updated", .. _unpaid, "invoice.payment_failed"]);
        (await shopper.SubscriptionAsync(subscription.Id)).Status.ShouldBe(GatewaySubscriptionStatus.PastDue);

        PassUntil(late.PeriodStart + ((late.PeriodEnd - late.PeriodStart) / 5));
        await AwaitAsync(shopper, subscription.Id, GatewaySubscriptionStatus.Over);
        await shopper.EventsAsync(
        [
            .. _subscribed, "customer.subscription.updated", .. _unpaid, "invoice.payment_failed",
            "invoice.payment_failed", "invoice.voided", "customer.subscription.deleted",
        ]);
        (await shopper.InvoiceAsync(open.Id)).IsPaid.ShouldBeFalse();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_past_due_subscription_recovers_with_another_card(bool byItself)
    {
        Shopper shopper = await Shopper.NewAsync(App);
        GatewaySubscription subscription = await shopper.SubscribeAsync();
        await shopper.DoAsync("fail", subscription.Id);
        PassUntil(subscription.PeriodEnd);
        GatewaySubscription late = await AwaitAsync(shopper, subscription.Id, GatewaySubscriptionStatus.PastDue);
        await shopper.DoAsync("pay", subscription.Id);
        (await shopper.SubscriptionAsync(subscription.Id)).ShouldBe(late);
        await shopper.DoAsync("visa", subscription.Id);
        if (byItself) PassUntil(late.PeriodStart + ((late.PeriodEnd - late.PeriodStart) / 10));
        else await shopper.DoAsync("pay", subscription.Id);

        GatewaySubscription paid = await AwaitAsync(shopper, subscription.Id, GatewaySubscriptionStatus.Active);
        (paid.PeriodStart, paid.PeriodEnd).ShouldBe((late.PeriodStart, late.PeriodEnd));
        GatewayInvoice invoice = await shopper.InvoiceAsync(late.LatestInvoiceId!);
        (invoice.IsPaid, invoice.HasFailed).ShouldBe((true, false));
        (await shopper.PaymentAsync(invoice.PaymentId!)).Status.ShouldBe(GatewayPaymentStatus.Succeeded);
        await shopper.EventsAsync(
        [
            .. _subscribed, "customer.subscription.updated", .. _unpaid, "invoice.payment_failed",
            "customer.subscription.updated", .. _renewed,
        ]);
        (await NextAsync(shopper, paid)).Status.ShouldBe(GatewaySubscriptionStatus.Active);
    }

    [Fact]
    public async Task Periods_that_passed_while_the_app_was_down_are_made_up_for_one_by_one()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync();
        own.App.Deliveries.Receiver = _ => HttpStatusCode.OK;
        Shopper shopper = await Shopper.NewAsync(own.App);
        GatewaySubscription first = await shopper.SubscribeAsync();
        await own.App.StopForAsync(first.PeriodStart.AddMonths(3).AddDays(1) - first.PeriodStart);
        GatewaySubscription now = await shopper.WaitAsync(
            () => shopper.SubscriptionAsync(first.Id), found => found.PeriodEnd == first.PeriodStart.AddMonths(4));
        now.Status.ShouldBe(GatewaySubscriptionStatus.Active);
        Delivery[] events = await shopper.EventsAsync([.. _subscribed, .. _renewed, .. _renewed, .. _renewed]);
        events.Where(e => e.Type == "invoice.paid")
            .Select(e => e.About["lines"]!["data"]![0]!["period"]!["start"]!.GetValue<long>())
            .Order()
            .ShouldBe(Enumerable.Range(0, 4).Select(i => first.PeriodStart.AddMonths(i).ToUnixTimeSeconds()));
    }

    [Fact]
    public async Task An_event_that_is_not_taken_comes_again_even_after_a_restart()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync();
        own.App.Deliveries.Receiver = _ => HttpStatusCode.ServiceUnavailable;
        Shopper shopper = await Shopper.NewAsync(own.App);
        await shopper.BuyAsync(1);
        await shopper.WaitAsync(() => Task.FromResult(own.App.Deliveries.All.Count), count => count >= 4);
        await own.App.RestartAsync();
        int before = own.App.Deliveries.All.Count;
        DateTimeOffset restarted = own.App.Time.GetUtcNow();
        own.App.Deliveries.Receiver = _ => HttpStatusCode.OK;
        Delivery[] again = await Eventually.GetAsync(
            () =>
            {
                own.App.Time.Advance(TimeSpan.FromMinutes(1));
                return Task.FromResult(own.App.Deliveries.All.Skip(before).ToArray());
            },
            found => found.Length >= 2);
        again.Select(e => e.Type).ShouldBe(["checkout.session.completed", "invoice.paid"], ignoreOrder: true);
        // Each attempt is signed anew: an old signature would not count any more.
        again.ShouldAllBe(e => SignedAt(e) >= restarted.ToUnixTimeSeconds());
    }

    // "t=<seconds>,v1=<signature>"
    private static long SignedAt(Delivery delivery) =>
        long.Parse(delivery.Signature.Split(',')[0].AsSpan(2), CultureInfo.InvariantCulture);

    private async Task<GatewaySubscription> NextAsync(Shopper shopper, GatewaySubscription subscription)
    {
        PassUntil(subscription.PeriodEnd);
        return await shopper.WaitAsync(
            () => shopper.SubscriptionAsync(subscription.Id), found => found.PeriodStart == subscription.PeriodEnd);
    }

    private static Task<GatewaySubscription> AwaitAsync(
        Shopper shopper, string id, GatewaySubscriptionStatus status) =>
        shopper.WaitAsync(() => shopper.SubscriptionAsync(id), found => found.Status == status);

    private void PassUntil(DateTimeOffset time) => App.Time.Advance(time - App.Time.GetUtcNow());
}
