using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Stripe;
using Understudy.Domain.Billing.Gateway;
using Understudy.Functions.Tests.Support;
using Understudy.Infrastructure.Sandbox;
using Event = Stripe.Event;
using Session = Stripe.Checkout.Session;

namespace Understudy.Functions.Tests.Core.Billing.Sandbox;

/// <summary>
/// What the sandbox delivers is what Stripe delivers, as Stripe.net reads it: signature, version, types, and each member in
/// its place.
/// </summary>
public sealed class EventTests(TestApp app) : SandboxTest(app)
{
    [Fact]
    public async Task The_events_of_a_checkout()
    {
        Shopper shopper = await Shopper.NewAsync(App);
        CheckoutSession opened = await shopper.OpenAsync(packs: 2);
        await shopper.ClickAsync(opened.Url!, "konbini");
        await shopper.ClickAsync(opened.Url!, "arrive");
        CheckoutSession paid = await shopper.FindAsync(opened);
        CheckoutSession missed = await shopper.OpenAsync(packs: 1);
        await shopper.ClickAsync(missed.Url!, "konbini");
        await shopper.ClickAsync(missed.Url!, "miss");
        CheckoutSession closed = await shopper.OpenAsync();
        await shopper.Gateway.ExpireCheckoutAsync(closed.Id, default);
        Delivery[] all = await shopper.EventsAsync(
        [
            "checkout.session.completed", "checkout.session.async_payment_succeeded", "invoice.paid",
            "checkout.session.completed", "checkout.session.async_payment_failed", "checkout.session.expired",
        ]);

        foreach (Session promised in Read<Session>(all, EventTypes.CheckoutSessionCompleted))
        {
            promised.CustomerId.ShouldBe(shopper.CustomerId);
            (promised.Status, promised.PaymentStatus, promised.Mode).ShouldBe(("complete", "unpaid", "payment"));
            promised.PaymentIntentId.ShouldBeOneOf(paid.PaymentId, (await shopper.FindAsync(missed)).PaymentId);
            promised.InvoiceId.ShouldBeNull();
        }
        Session arrived = Read<Session>(all, EventTypes.CheckoutSessionAsyncPaymentSucceeded).Single();
        (arrived.Id, arrived.PaymentStatus, arrived.InvoiceId).ShouldBe((opened.Id, "paid", paid.InvoiceId));
        (arrived.AmountTotal, arrived.Currency).ShouldBe((2000, "jpy"));
        arrived.Metadata["understudy_order"].ShouldBe(opened.Order!.OrderId);
        new DateTimeOffset(arrived.Created).ShouldBe(opened.CreatedAt);
        Read<Session>(all, EventTypes.CheckoutSessionAsyncPaymentFailed).Single().Id.ShouldBe(missed.Id);
        Session expired = Read<Session>(all, EventTypes.CheckoutSessionExpired).Single();
        (expired.Id, expired.Status, expired.Mode).ShouldBe((closed.Id, "expired", "subscription"));

        Invoice invoice = Read<Invoice>(all, EventTypes.InvoicePaid).Single();
        (invoice.Id, invoice.Status, invoice.AmountPaid, invoice.Parent).ShouldBe((paid.InvoiceId!, "paid", 2000, null));
        InvoiceLineItem line = invoice.Lines.Data.Single();
        (line.Parent.Type, line.Parent.SubscriptionItemDetails).ShouldBe(("invoice_item_details", null));
        line.Pricing.UnitAmountDecimal.ShouldBe(1000);
    }

    [Fact]
    public async Task The_events_of_a_subscription()
    {
        Shopper shopper = await Shopper.NewAsync(App);
        GatewaySubscription first = await shopper.SubscribeAsync();
        await shopper.DoAsync("cancel", first.Id);
        await shopper.DoAsync("resume", first.Id);
        await shopper.DoAsync("fail", first.Id);
        App.Time.Advance(first.PeriodEnd - App.Time.GetUtcNow());
        GatewaySubscription late = await shopper.WaitAsync(
            () => shopper.SubscriptionAsync(first.Id), found => found.Status == GatewaySubscriptionStatus.PastDue);
        await shopper.Gateway.EndSubscriptionAsync(first.Id, default);
        Delivery[] all = await shopper.EventsAsync(
        [
            "checkout.session.completed", "customer.subscription.created", "invoice.paid", "customer.subscription.updated",
            "customer.subscription.updated", "customer.subscription.updated", "invoice.payment_failed",
            "customer.subscription.updated", "invoice.voided", "customer.subscription.deleted",
        ]);

        Subscription created = Read<Subscription>(all, EventTypes.CustomerSubscriptionCreated).Single();
        (created.Id, created.CustomerId, created.Status).ShouldBe((first.Id, shopper.CustomerId, "active"));
        created.LatestInvoiceId.ShouldBe(first.LatestInvoiceId);
        PeriodOf(created).ShouldBe((first.PeriodStart, first.PeriodEnd));
        Subscription[] updated = [.. Read<Subscription>(all, EventTypes.CustomerSubscriptionUpdated)];
        updated.Single(one => one.CancelAtPeriodEnd).CancelAt.ShouldBe(first.PeriodEnd.UtcDateTime);
        PeriodOf(updated.Single(one => one.Status == "past_due")).ShouldBe((late.PeriodStart, late.PeriodEnd));
        Subscription deleted = Read<Subscription>(all, EventTypes.CustomerSubscriptionDeleted).Single();
        deleted.Status.ShouldBe("canceled");
        deleted.EndedAt.ShouldNotBeNull();

        Invoice paid = Read<Invoice>(all, EventTypes.InvoicePaid).Single();
        ShouldBe(paid, first, "paid");
        ShouldBe(Read<Invoice>(all, EventTypes.InvoicePaymentFailed).Single(), late, "open");
        ShouldBe(Read<Invoice>(all, EventTypes.InvoiceVoided).Single(), late, "void");
        Read<Session>(all, EventTypes.CheckoutSessionCompleted).Single().SubscriptionId.ShouldBe(first.Id);
    }

    [Fact]
    public async Task The_events_of_a_payment_that_is_taken_back()
    {
        Shopper shopper = await Shopper.NewAsync(App);
        GatewayPayment payment = await shopper.BuyAsync(1);
        await shopper.DoAsync("refund", payment.Id, 100);
        await shopper.DoAsync("dispute", payment.Id);
        await shopper.DoAsync("lose", payment.Id);
        Delivery[] all = await shopper.EventsAsync(
            ["checkout.session.completed", "invoice.paid", "charge.refunded", "charge.dispute.created", "charge.dispute.closed"],
            shopper.CustomerId,
            payment.Id);

        Charge charge = Read<Charge>(all, EventTypes.ChargeRefunded).Single();
        (charge.PaymentIntentId, charge.CustomerId).ShouldBe((payment.Id, shopper.CustomerId));
        (charge.Amount, charge.AmountRefunded, charge.Refunded).ShouldBe((1000, 100, false));
        foreach ((string type, string status) in ((string, string)[])
            [(EventTypes.ChargeDisputeCreated, "needs_response"), (EventTypes.ChargeDisputeClosed, "lost")])
        {
            Dispute dispute = Read<Dispute>(all, type).Single();
            (dispute.PaymentIntentId, dispute.ChargeId).ShouldBe((payment.Id, charge.Id));
            (dispute.Amount, dispute.Status).ShouldBe((900, status));
        }
    }

    private static void ShouldBe(Invoice invoice, GatewaySubscription subscription, string status)
    {
        (invoice.Id, invoice.CustomerId).ShouldBe((subscription.LatestInvoiceId!, subscription.CustomerId));
        (invoice.Status, invoice.AmountDue, invoice.Currency, invoice.Attempted).ShouldBe((status, 5000, "jpy", true));
        invoice.Parent.Type.ShouldBe("subscription_details");
        invoice.Parent.SubscriptionDetails.SubscriptionId.ShouldBe(subscription.Id);
        InvoiceLineItem line = invoice.Lines.Data.Single();
        line.Parent.Type.ShouldBe("subscription_item_details");
        line.Parent.SubscriptionItemDetails.Subscription.ShouldBe(subscription.Id);
        line.Pricing.UnitAmountDecimal.ShouldBe(5000);
        (new DateTimeOffset(line.Period.Start), new DateTimeOffset(line.Period.End))
            .ShouldBe((subscription.PeriodStart, subscription.PeriodEnd));
    }

    private static (DateTimeOffset Start, DateTimeOffset End) PeriodOf(Subscription subscription)
    {
        SubscriptionItem item = subscription.Items.Data.Single();
        return (new DateTimeOffset(item.CurrentPeriodStart), new DateTimeOffset(item.CurrentPeriodEnd));
    }

    // Stripe.net throws for what was signed with another secret or at another time, and for another version.
    private IEnumerable<T> Read<T>(IEnumerable<Delivery> all, string type) => all.Where(one => one.Type == type).Select(one =>
    {
        string secret = App.Services.GetRequiredService<SandboxOptions>().WebhookSecret;
        Event read = EventUtility.ConstructEvent(
            Encoding.UTF8.GetString(one.Body),
            one.Signature,
            secret,
            EventUtility.DefaultTimeTolerance,
            // The clock has gone on since.
            utcNow: long.Parse(one.Signature.Split(',')[0]["t=".Length..], CultureInfo.InvariantCulture));
        (read.Id, read.Object, read.Livemode).ShouldBe((one.Id, "event", false));
        return read.Data.Object.ShouldBeOfType<T>();
    });
}
