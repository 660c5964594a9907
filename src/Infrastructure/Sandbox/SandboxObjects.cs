using Stripe;
using Stripe.Checkout;
using Understudy.Domain.Billing.Gateway;
using Subscription = Stripe.Subscription;

namespace Understudy.Infrastructure.Sandbox;

/// <summary>
/// The sandbox's objects as Stripe.net has them: what is not a member of Stripe's, at the version that the Stripe adapter
/// speaks, cannot be told of.
/// </summary>
internal static class SandboxObjects
{
    public static Session Of(SandboxCheckout checkout) => new()
    {
        Id = checkout.Id,
        Object = "checkout.session",
        AmountTotal = checkout.Amount,
        Created = checkout.CreatedAt.UtcDateTime,
        Currency = checkout.Sells().Price.Currency,
        CustomerId = checkout.CustomerId,
        InvoiceId = checkout.InvoiceId,
        Metadata = new(checkout.Metadata),
        Mode = checkout.Sells().IsMonthly ? "subscription" : "payment",
        PaymentIntentId = checkout.PaymentId,
        PaymentStatus = checkout.State == SandboxCheckoutState.Paid ? "paid" : "unpaid",
        Status = checkout.State switch
        {
            SandboxCheckoutState.Open => "open",
            SandboxCheckoutState.Expired => "expired",
            _ => "complete",
        },
        SubscriptionId = checkout.SubscriptionId,
    };

    public static Subscription Of(SandboxSubscription subscription) => new()
    {
        Id = subscription.Id,
        Object = "subscription",
        CancelAt = subscription.CancelAtPeriodEnd ? subscription.PeriodEnd.UtcDateTime : null,
        CancelAtPeriodEnd = subscription.CancelAtPeriodEnd,
        CanceledAt = subscription.CanceledAt?.UtcDateTime,
        Created = subscription.CreatedAt.UtcDateTime,
        Currency = subscription.Line?.Price.Currency ?? "jpy",
        CustomerId = subscription.CustomerId,
        EndedAt = subscription.EndedAt?.UtcDateTime,
        Items = List(new SubscriptionItem
        {
            Id = ItemOf(subscription.Id),
            Object = "subscription_item",
            Created = subscription.CreatedAt.UtcDateTime,
            CurrentPeriodStart = subscription.PeriodStart.UtcDateTime,
            CurrentPeriodEnd = subscription.PeriodEnd.UtcDateTime,
            Quantity = 1,
            Subscription = subscription.Id,
        }),
        LatestInvoiceId = subscription.LatestInvoiceId,
        Metadata = new(subscription.Metadata),
        StartDate = subscription.CreatedAt.UtcDateTime,
        Status = subscription.Status switch
        {
            GatewaySubscriptionStatus.Active => "active",
            GatewaySubscriptionStatus.PastDue => "past_due",
            _ => "canceled",
        },
    };

    public static Invoice Of(SandboxInvoice invoice)
    {
        bool isPaid = invoice.State == SandboxInvoiceState.Paid;
        return new Invoice
        {
            Id = invoice.Id,
            Object = "invoice",
            AmountDue = invoice.Amount,
            AmountPaid = isPaid ? invoice.Amount : 0,
            AmountRemaining = isPaid ? 0 : invoice.Amount,
            AttemptCount = invoice.Attempts,
            Attempted = invoice.Attempts > 0,
            Created = invoice.CreatedAt.UtcDateTime,
            Currency = invoice.Currency,
            CustomerId = invoice.CustomerId,
            Lines = List(Line(invoice)),
            Metadata = new(invoice.Metadata),
            Parent = invoice.SubscriptionId is null ? null : new()
            {
                Type = "subscription_details",
                SubscriptionDetails = new() { SubscriptionId = invoice.SubscriptionId, Metadata = new(invoice.Metadata) },
            },
            PeriodStart = invoice.PeriodStart.UtcDateTime,
            PeriodEnd = invoice.PeriodEnd.UtcDateTime,
            Status = invoice.State switch
            {
                SandboxInvoiceState.Open => "open",
                SandboxInvoiceState.Paid => "paid",
                _ => "void",
            },
            Total = invoice.Amount,
        };
    }

    public static Charge Charge(SandboxPayment payment) => new()
    {
        Id = payment.ChargeId,
        Object = "charge",
        Amount = payment.Amount,
        AmountRefunded = payment.Refunded,
        Created = payment.CreatedAt.UtcDateTime,
        Currency = payment.Currency,
        CustomerId = payment.CustomerId,
        Disputed = payment.Dispute is not null,
        Metadata = new(payment.Metadata),
        Paid = payment.Status == GatewayPaymentStatus.Succeeded,
        PaymentIntentId = payment.Id,
        Refunded = payment.Refunded == payment.Amount,
        Status = "succeeded",
    };

    public static Dispute Dispute(SandboxPayment payment, SandboxDispute dispute) => new()
    {
        Id = dispute.Id,
        Object = "dispute",
        Amount = dispute.Amount,
        ChargeId = payment.ChargeId,
        Created = dispute.CreatedAt.UtcDateTime,
        Currency = payment.Currency,
        Metadata = [],
        PaymentIntentId = payment.Id,
        Reason = "fraudulent",
        Status = dispute.State switch
        {
            SandboxDisputeState.Open => "needs_response",
            SandboxDisputeState.Won => "won",
            _ => "lost",
        },
    };

    private static InvoiceLineItem Line(SandboxInvoice invoice) => new()
    {
        Id = Named("il_", invoice.Id),
        Object = "line_item",
        Amount = invoice.Amount,
        Currency = invoice.Currency,
        Description = invoice.Line?.Name,
        Invoice = invoice.Id,
        Metadata = new(invoice.Metadata),
        Parent = invoice.SubscriptionId is { } subscription
            ? new()
            {
                Type = "subscription_item_details",
                SubscriptionItemDetails = new() { Subscription = subscription, SubscriptionItem = ItemOf(subscription) },
            }
            : new()
            {
                Type = "invoice_item_details",
                InvoiceItemDetails = new() { InvoiceItem = Named("ii_", invoice.Id) },
            },
        Period = new() { Start = invoice.PeriodStart.UtcDateTime, End = invoice.PeriodEnd.UtcDateTime },
        Pricing = new()
        {
            Type = "price_details",
            UnitAmountDecimal = invoice.Line?.Price.Amount ?? invoice.Amount,
        },
        Quantity = invoice.Line?.Quantity ?? 1,
        Subtotal = invoice.Amount,
    };

    private static StripeList<T> List<T>(T item) => new() { Object = "list", Data = [item] };

    private static string ItemOf(string subscriptionId) => Named("si_", subscriptionId);

    // Of what is told of with another object and kept nowhere.
    private static string Named(string prefix, string id) => prefix + id[(id.IndexOf('_', StringComparison.Ordinal) + 1)..];
}
