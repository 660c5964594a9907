using System.Text.Json;
using Understudy.Domain.Billing.Gateway;

namespace Understudy.Infrastructure.Stripe;

/// <summary>
/// Translates Stripe's objects. A word that is not known here is taken for the state in which nothing is given away and
/// nothing is taken for over.
/// </summary>
internal static class StripeObjects
{
    /// <summary>A checkout session.</summary>
    public static CheckoutSession Checkout(JsonElement from) => new()
    {
        Id = from.Id() ?? throw Unreadable("checkout session", "id"),
        Url = Uri.TryCreate(from.Text("url"), UriKind.Absolute, out Uri? url) ? url : null,
        Order = StripeOrders.Read(from),
        CustomerId = from.Reference("customer"),
        IsComplete = from.Text("status") == "complete",
        IsPaid = from.Text("payment_status") is "paid" or "no_payment_required",
        SubscriptionId = from.Reference("subscription"),
        PaymentId = from.Reference("payment_intent"),
        InvoiceId = from.Reference("invoice"),
        Amount = from.Number("amount_total") ?? 0,
        Currency = from.Text("currency") ?? "",
        CreatedAt = from.Time("created") ?? throw Unreadable("checkout session", "created"),
    };

    /// <summary>A subscription, with the payment methods of it and of its customer expanded.</summary>
    public static GatewaySubscription Subscription(JsonElement from) => new()
    {
        Id = from.Id() ?? throw Unreadable("subscription", "id"),
        CustomerId = from.Reference("customer") ?? throw Unreadable("subscription", "customer"),
        Order = StripeOrders.Read(from),
        Status = SubscriptionStatus(from.Text("status")),
        PeriodStart = from.Time("current_period_start") ?? throw Unreadable("subscription", "current_period_start"),
        PeriodEnd = from.Time("current_period_end") ?? throw Unreadable("subscription", "current_period_end"),
        CancelAtPeriodEnd = from.Flag("cancel_at_period_end"),
        CanceledAt = from.Time("canceled_at"),
        Card = Card(from.Member("default_payment_method"))
            ?? Card(from.Member("customer", "invoice_settings", "default_payment_method")),
        LatestInvoiceId = from.Reference("latest_invoice"),
        CreatedAt = from.Time("created") ?? throw Unreadable("subscription", "created"),
    };

    /// <summary>An invoice, with its subscription and payment expanded.</summary>
    public static GatewayInvoice Invoice(JsonElement from)
    {
        JsonElement? line = SubscriptionLine(from);
        string? status = from.Text("status");
        bool isPaid = status == "paid";
        return new GatewayInvoice
        {
            Id = from.Id() ?? throw Unreadable("invoice", "id"),
            CustomerId = from.Reference("customer") ?? throw Unreadable("invoice", "customer"),
            Order = StripeOrders.Read(from) ?? (from.Member("subscription") is { } owner ? StripeOrders.Read(owner) : null),
            SubscriptionId = from.Reference("subscription"),
            IsPaid = isPaid,
            HasFailed = !isPaid &&
                (status is "void" or "uncollectible" ||
                (from.Flag("attempted") && !IsUnderWay(from.Member("payment_intent")))),
            Amount = from.Number("amount_due") ?? throw Unreadable("invoice", "amount_due"),
            Currency = from.Text("currency") ?? throw Unreadable("invoice", "currency"),
            PaymentId = from.Reference("payment_intent"),
            PeriodStart = line?.Member("period")?.Time("start"),
            PeriodEnd = line?.Member("period")?.Time("end"),
            CreatedAt = from.Time("created") ?? throw Unreadable("invoice", "created"),
        };
    }

    /// <summary>A payment intent, with its latest charge expanded.</summary>
    /// <param name="from">It.</param>
    /// <param name="disputed">What banks have taken back of it, or hold.</param>
    public static GatewayPayment Payment(JsonElement from, long disputed)
    {
        long amount = from.Number("amount") ?? throw Unreadable("payment", "amount");
        return new GatewayPayment
        {
            Id = from.Id() ?? throw Unreadable("payment", "id"),
            CustomerId = from.Reference("customer"),
            Order = StripeOrders.Read(from),
            InvoiceId = from.Reference("invoice"),
            Status = PaymentStatus(from),
            Amount = amount,
            Currency = from.Text("currency") ?? throw Unreadable("payment", "currency"),
            Refunded = from.Member("latest_charge")?.Number("amount_refunded") ?? 0,
            Disputed = Math.Min(disputed, amount),
            CreatedAt = from.Time("created") ?? throw Unreadable("payment", "created"),
        };
    }

    /// <summary>What a dispute holds or has taken. One that was won holds nothing, nor does an inquiry, at first.</summary>
    public static long Disputed(JsonElement from) =>
        from.Text("status") is "won" or "prevented" or "charge_refunded"
            or "warning_needs_response" or "warning_under_review" or "warning_closed"
            ? 0
            : from.Number("amount") ?? 0;

    /// <summary>An answer that lacks what every one has.</summary>
    public static GatewayException Unreadable(string kind, string member) =>
        new($"Stripe sent a {kind} without a readable {member}.", isTransient: false);

    private static GatewaySubscriptionStatus SubscriptionStatus(string? status) => status switch
    {
        "incomplete" => GatewaySubscriptionStatus.Incomplete,
        "incomplete_expired" or "canceled" => GatewaySubscriptionStatus.Over,
        "trialing" => GatewaySubscriptionStatus.Trialing,
        "active" => GatewaySubscriptionStatus.Active,
        "past_due" => GatewaySubscriptionStatus.PastDue,
        "paused" => GatewaySubscriptionStatus.Paused,
        _ => GatewaySubscriptionStatus.Unpaid,
    };

    private static GatewayPaymentStatus PaymentStatus(JsonElement from) => from.Text("status") switch
    {
        "succeeded" => GatewayPaymentStatus.Succeeded,
        "canceled" => GatewayPaymentStatus.Failed,
        "requires_payment_method" when from.Member("last_payment_error") is not null => GatewayPaymentStatus.Failed,
        _ => GatewayPaymentStatus.Pending,
    };

    // A transfer takes days, and a bank may ask the customer: until then nothing has failed.
    private static bool IsUnderWay(JsonElement? payment) =>
        payment?.Text("status") is "processing" or "requires_action" or "requires_confirmation" or "succeeded";

    // Prorations of another period may stand on the same invoice, and the invoice's own period is the one before.
    private static JsonElement? SubscriptionLine(JsonElement invoice)
    {
        JsonElement[] lines =
        [
            .. invoice.Items("lines").Where(line => line.Text("type") == "subscription" && !line.Flag("proration")),
        ];
        return lines.Length == 0 ? null : lines.MaxBy(line => line.Member("period")?.Number("end") ?? 0);
    }

    private static PaymentCard? Card(JsonElement? method) =>
        method?.Member("card") is { } card
        && card.Text("brand") is { } brand
        && card.Text("last4") is { } last4
        && card.Number("exp_month") is >= 1 and <= 12 and long month
        && card.Number("exp_year") is >= 1 and <= 9999 and long year
            ? new PaymentCard(brand, last4, (int)month, (int)year)
            : null;
}
