using System.Text.Json.Nodes;
using Understudy.Domain.Billing.Gateway;

namespace Understudy.Infrastructure.Sandbox;

/// <summary>The sandbox's objects in the shape of Stripe's, of the version that the Stripe adapter pins.</summary>
internal static class SandboxObjects
{
    private const string Currency = "jpy";

    public static JsonObject Of(SandboxCheckout checkout) => new()
    {
        ["id"] = checkout.Id,
        ["object"] = "checkout.session",
        ["amount_total"] = checkout.Amount,
        ["created"] = Seconds(checkout.CreatedAt),
        ["currency"] = Currency,
        ["customer"] = checkout.CustomerId,
        ["invoice"] = checkout.InvoiceId,
        ["livemode"] = false,
        ["metadata"] = Metadata(checkout.Metadata),
        ["mode"] = SandboxOrders.Read(checkout.Metadata) is Order.Standard ? "subscription" : "payment",
        ["payment_intent"] = checkout.PaymentId,
        ["payment_status"] = checkout.State == SandboxCheckoutState.Paid ? "paid" : "unpaid",
        ["status"] = checkout.State switch
        {
            SandboxCheckoutState.Open => "open",
            SandboxCheckoutState.Expired => "expired",
            _ => "complete",
        },
        ["subscription"] = checkout.SubscriptionId,
    };

    public static JsonObject Of(SandboxSubscription subscription) => new()
    {
        ["id"] = subscription.Id,
        ["object"] = "subscription",
        ["cancel_at"] = subscription.CancelAtPeriodEnd ? Seconds(subscription.PeriodEnd) : null,
        ["cancel_at_period_end"] = subscription.CancelAtPeriodEnd,
        ["canceled_at"] = Seconds(subscription.CanceledAt),
        ["created"] = Seconds(subscription.CreatedAt),
        ["currency"] = Currency,
        ["current_period_end"] = Seconds(subscription.PeriodEnd),
        ["current_period_start"] = Seconds(subscription.PeriodStart),
        ["customer"] = subscription.CustomerId,
        ["ended_at"] = Seconds(subscription.EndedAt),
        ["latest_invoice"] = subscription.LatestInvoiceId,
        ["livemode"] = false,
        ["metadata"] = Metadata(subscription.Metadata),
        ["status"] = subscription.Status switch
        {
            GatewaySubscriptionStatus.Active => "active",
            GatewaySubscriptionStatus.PastDue => "past_due",
            _ => "canceled",
        },
    };

    public static JsonObject Of(SandboxInvoice invoice, SandboxPayment payment) => new()
    {
        ["id"] = invoice.Id,
        ["object"] = "invoice",
        ["amount_due"] = invoice.Amount,
        ["amount_paid"] = invoice.State == SandboxInvoiceState.Paid ? invoice.Amount : 0,
        ["attempt_count"] = invoice.Attempts,
        ["attempted"] = invoice.Attempts > 0,
        ["charge"] = payment.ChargeId,
        ["created"] = Seconds(invoice.CreatedAt),
        ["currency"] = Currency,
        ["customer"] = invoice.CustomerId,
        ["lines"] = new JsonObject
        {
            ["object"] = "list",
            ["data"] = new JsonArray(new JsonObject
            {
                ["object"] = "line_item",
                ["amount"] = invoice.Amount,
                ["currency"] = Currency,
                ["metadata"] = Metadata(invoice.Metadata),
                ["period"] = new JsonObject
                {
                    ["start"] = Seconds(invoice.PeriodStart),
                    ["end"] = Seconds(invoice.PeriodEnd),
                },
                ["subscription"] = invoice.SubscriptionId,
                ["type"] = invoice.SubscriptionId is null ? "invoiceitem" : "subscription",
            }),
        },
        ["livemode"] = false,
        ["metadata"] = Metadata(invoice.Metadata),
        ["paid"] = invoice.State == SandboxInvoiceState.Paid,
        ["payment_intent"] = invoice.PaymentId,
        ["status"] = invoice.State switch
        {
            SandboxInvoiceState.Open => "open",
            SandboxInvoiceState.Paid => "paid",
            _ => "void",
        },
        ["subscription"] = invoice.SubscriptionId,
        ["total"] = invoice.Amount,
    };

    public static JsonObject Charge(SandboxPayment payment) => new()
    {
        ["id"] = payment.ChargeId,
        ["object"] = "charge",
        ["amount"] = payment.Amount,
        ["amount_refunded"] = payment.Refunded,
        ["created"] = Seconds(payment.CreatedAt),
        ["currency"] = Currency,
        ["customer"] = payment.CustomerId,
        ["disputed"] = payment.Dispute is not null,
        ["invoice"] = payment.InvoiceId,
        ["livemode"] = false,
        ["metadata"] = Metadata(payment.Metadata),
        ["paid"] = payment.Status == GatewayPaymentStatus.Succeeded,
        ["payment_intent"] = payment.Id,
        ["refunded"] = payment.Refunded == payment.Amount,
        ["status"] = "succeeded",
    };

    public static JsonObject Dispute(SandboxPayment payment, SandboxDispute dispute) => new()
    {
        ["id"] = dispute.Id,
        ["object"] = "dispute",
        ["amount"] = dispute.Amount,
        ["charge"] = payment.ChargeId,
        ["created"] = Seconds(dispute.CreatedAt),
        ["currency"] = Currency,
        ["livemode"] = false,
        ["metadata"] = new JsonObject(),
        ["payment_intent"] = payment.Id,
        ["reason"] = "fraudulent",
        ["status"] = dispute.State switch
        {
            SandboxDisputeState.Open => "needs_response",
            SandboxDisputeState.Won => "won",
            _ => "lost",
        },
    };

    private static long Seconds(DateTimeOffset time) => time.ToUnixTimeSeconds();

    private static long? Seconds(DateTimeOffset? time) => time?.ToUnixTimeSeconds();

    private static JsonObject Metadata(IReadOnlyDictionary<string, string> metadata) =>
        new(metadata.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, pair.Value)));
}
