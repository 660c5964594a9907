using System.Net;
using Understudy.Domain.Billing.Gateway;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Core.Billing.Sandbox;

/// <summary>The sandbox's portal, as a person uses it.</summary>
public sealed class PortalTests(TestApp app) : SandboxTest(app)
{
    private static readonly string[] _subscribed =
        ["checkout.session.completed", "customer.subscription.created", "invoice.paid"];

    private static readonly string[] _bought = ["checkout.session.completed", "invoice.paid"];

    [Fact]
    public async Task The_portal_shows_the_subscription_its_card_invoices_and_payments()
    {
        Shopper shopper = await Shopper.NewAsync(App, "Aiko Tanaka");
        GatewaySubscription subscription = await shopper.SubscribeAsync();
        GatewayPayment payment = await shopper.BuyAsync(2);
        Page page = await shopper.LookAsync(await shopper.PortalAsync());
        page.Status.ShouldBe(HttpStatusCode.OK);
        foreach (string shown in new[]
        {
            "Aiko Tanaka", "¥5,000 a month", "Active", "visa ·· 4242", "¥2,000", subscription.Id,
            subscription.LatestInvoiceId!, payment.Id, payment.InvoiceId!,
        })
            page.Text.ShouldContain(shown);
        page.Buttons.ShouldBe(
            ["cancel", "end", "mastercard", "fail", "refund", "dispute", "refund", "dispute"], ignoreOrder: true);
        page.Links.ShouldBe(["https://app.example.com/billing"]);
    }

    [Fact]
    public async Task A_portal_of_somebody_who_bought_nothing_says_so()
    {
        Shopper shopper = await Shopper.NewAsync(App);
        Page page = await shopper.LookAsync(await shopper.PortalAsync());
        page.Text.ShouldContain("There is none.");
        page.Buttons.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_subscription_can_be_cancelled_at_the_periods_end_and_resumed()
    {
        Shopper shopper = await Shopper.NewAsync(App);
        GatewaySubscription subscription = await shopper.SubscribeAsync();

        await shopper.DoAsync("cancel", subscription.Id);
        GatewaySubscription cancelled = await shopper.SubscriptionAsync(subscription.Id);
        cancelled.CancelAtPeriodEnd.ShouldBeTrue();
        cancelled.CanceledAt.ShouldNotBeNull();
        cancelled.Status.ShouldBe(GatewaySubscriptionStatus.Active);
        (await shopper.LookAsync(await shopper.PortalAsync())).Text.ShouldContain("ends with the period");

        await shopper.DoAsync("resume", subscription.Id);
        (await shopper.SubscriptionAsync(subscription.Id)).ShouldBe(subscription);
        Delivery[] events = await shopper.EventsAsync(
            [.. _subscribed, "customer.subscription.updated", "customer.subscription.updated"]);
        events.Where(e => e.Type == "customer.subscription.updated")
            .Select(e => e.About["cancel_at_period_end"]!.GetValue<bool>())
            .ShouldBe([true, false], ignoreOrder: true);
    }

    [Fact]
    public async Task A_subscription_can_be_cancelled_at_once()
    {
        Shopper shopper = await Shopper.NewAsync(App);
        GatewaySubscription subscription = await shopper.SubscribeAsync();
        await shopper.DoAsync("end", subscription.Id);
        GatewaySubscription over = await shopper.SubscriptionAsync(subscription.Id);
        over.Status.ShouldBe(GatewaySubscriptionStatus.Over);
        over.CanceledAt.ShouldNotBeNull();
        Delivery[] events = await shopper.EventsAsync([.. _subscribed, "customer.subscription.deleted"]);
        events.Single(e => e.Type == "customer.subscription.deleted").About["status"]!.GetValue<string>()
            .ShouldBe("canceled");
        foreach (string action in new[] { "cancel", "resume", "end", "visa", "mastercard", "fail", "pay" })
            await ShouldBeImpossibleAsync(shopper, action, subscription.Id);
    }

    [Fact]
    public async Task The_app_can_end_a_subscription_and_may_say_so_twice()
    {
        Shopper shopper = await Shopper.NewAsync(App);
        GatewaySubscription subscription = await shopper.SubscribeAsync();
        await shopper.Gateway.EndSubscriptionAsync(subscription.Id, default);
        await shopper.Gateway.EndSubscriptionAsync(subscription.Id, default);
        (await shopper.SubscriptionAsync(subscription.Id)).Status.ShouldBe(GatewaySubscriptionStatus.Over);
        await shopper.EventsAsync([.. _subscribed, "customer.subscription.deleted"]);
    }

    [Fact]
    public async Task The_card_can_be_changed()
    {
        Shopper shopper = await Shopper.NewAsync(App);
        GatewaySubscription subscription = await shopper.SubscribeAsync();
        await shopper.DoAsync("mastercard", subscription.Id);
        (await shopper.SubscriptionAsync(subscription.Id)).Card!.Last4.ShouldBe("4444");
        await shopper.EventsAsync([.. _subscribed, "customer.subscription.updated"]);
        await ShouldBeImpossibleAsync(shopper, "mastercard", subscription.Id);
    }

    [Fact]
    public async Task A_payment_can_be_refunded_in_parts_up_to_all_of_it()
    {
        Shopper shopper = await Shopper.NewAsync(App);
        GatewayPayment payment = await shopper.BuyAsync(3);
        await shopper.DoAsync("refund", payment.Id, 1000);
        (await shopper.PaymentAsync(payment.Id)).Refunded.ShouldBe(1000);
        await ShouldBeImpossibleAsync(shopper, "refund", payment.Id, 2001);
        await ShouldBeImpossibleAsync(shopper, "refund", payment.Id, 0);
        await ShouldBeImpossibleAsync(shopper, "refund", payment.Id, -1);
        await shopper.DoAsync("refund", payment.Id, 2000);
        (await shopper.PaymentAsync(payment.Id)).Refunded.ShouldBe(3000);
        await ShouldBeImpossibleAsync(shopper, "refund", payment.Id, 1);
        await ShouldBeImpossibleAsync(shopper, "dispute", payment.Id);
        Delivery[] events = await shopper.EventsAsync([.. _bought, "charge.refunded", "charge.refunded"]);
        events.Where(e => e.Type == "charge.refunded")
            .ShouldAllBe(e => shopper.Gateway.ReadEvent(e.Body, e.Signature)!.Event!.PaymentId == payment.Id);
    }

    [Theory]
    [InlineData("win", 0)]
    [InlineData("lose", 900)]
    public async Task A_payment_can_be_disputed_and_the_bank_decides(string decision, long disputed)
    {
        Shopper shopper = await Shopper.NewAsync(App);
        GatewayPayment payment = await shopper.BuyAsync(1);
        await shopper.DoAsync("refund", payment.Id, 100);
        await ShouldBeImpossibleAsync(shopper, decision, payment.Id);
        await shopper.DoAsync("dispute", payment.Id);
        (await shopper.PaymentAsync(payment.Id)).Disputed.ShouldBe(900);
        await ShouldBeImpossibleAsync(shopper, "dispute", payment.Id);
        await ShouldBeImpossibleAsync(shopper, "refund", payment.Id, 1);
        (await shopper.LookAsync(await shopper.PortalAsync())).Buttons.ShouldBe(["win", "lose"]);

        await shopper.DoAsync(decision, payment.Id);
        (await shopper.PaymentAsync(payment.Id)).Disputed.ShouldBe(disputed);
        await ShouldBeImpossibleAsync(shopper, "win", payment.Id);
        await ShouldBeImpossibleAsync(shopper, "lose", payment.Id);
        Delivery[] events = await shopper.EventsAsync(
            [.. _bought, "charge.refunded", "charge.dispute.created", "charge.dispute.closed"],
            shopper.CustomerId,
            payment.Id);
        events.Where(e => e.Type.StartsWith("charge.", StringComparison.Ordinal))
            .ShouldAllBe(e => shopper.Gateway.ReadEvent(e.Body, e.Signature)!.Event!.PaymentId == payment.Id);
    }

    [Fact]
    public async Task Nobody_touches_what_is_somebody_elses()
    {
        Shopper shopper = await Shopper.NewAsync(App);
        Shopper other = await Shopper.NewAsync(App);
        GatewaySubscription subscription = await other.SubscribeAsync();
        GatewayPayment payment = await other.BuyAsync(1);
        foreach (string action in new[] { "cancel", "end", "mastercard", "fail", "refund", "dispute" })
        {
            await ShouldBeImpossibleAsync(shopper, action, subscription.Id);
            await ShouldBeImpossibleAsync(shopper, action, payment.Id, 1);
        }
        (await other.SubscriptionAsync(subscription.Id)).ShouldBe(subscription);
        (await other.PaymentAsync(payment.Id)).ShouldBe(payment);
    }

    [Fact]
    public async Task A_link_to_the_portal_works_for_an_hour()
    {
        Shopper shopper = await Shopper.NewAsync(App);
        GatewaySubscription subscription = await shopper.SubscribeAsync();
        Uri portal = await shopper.PortalAsync();
        (await shopper.PortalAsync()).ShouldNotBe(portal);
        portal.Segments[^1].Length.ShouldBe(64);
        App.Time.Advance(TimeSpan.FromMinutes(59));
        (await shopper.LookAsync(portal)).Status.ShouldBe(HttpStatusCode.OK);
        App.Time.Advance(TimeSpan.FromMinutes(1));
        (await shopper.LookAsync(portal)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await shopper.ClickAsync(portal, "end", subscription.Id)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await shopper.SubscriptionAsync(subscription.Id)).ShouldBe(subscription);
    }

    private static async Task ShouldBeImpossibleAsync(Shopper shopper, string action, string id, long? amount = null)
    {
        Uri portal = await shopper.PortalAsync();
        Page answer = await shopper.ClickAsync(portal, action, id, amount);
        answer.Status.ShouldBe(HttpStatusCode.SeeOther);
        Page page = await shopper.LookAsync(new Uri(portal, answer.Location!));
        page.Text.ShouldContain("nothing has changed");
    }
}
