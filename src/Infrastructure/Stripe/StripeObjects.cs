using System.Runtime.CompilerServices;
using Stripe;
using Stripe.Checkout;
using Understudy.Domain.Billing.Gateway;

namespace Understudy.Infrastructure.Stripe;

/// <summary>
/// Translates Stripe's objects. A word that is not known here is taken for the state in which nothing is given away and
/// nothing is taken for over.
/// </summary>
internal sealed class StripeObjects(OrderMetadata orders)
{
    /// <summary>A checkout session.</summary>
    public CheckoutSession Checkout(Session session) => new()
    {
        Id = Present(session.Id),
        Url = Address(session.Url),
        Order = orders.Read(session.Metadata),
        CustomerId = session.CustomerId,
        IsComplete = session.Status == "complete",
        IsPaid = session.PaymentStatus is "paid" or "no_payment_required",
        SubscriptionId = session.SubscriptionId,
        PaymentId = session.PaymentIntentId,
        InvoiceId = session.InvoiceId,
        Amount = session.AmountTotal ?? 0,
        Currency = session.Currency ?? "",
        CreatedAt = Present(session.Created),
    };

    /// <summary>A subscription, with the payment methods of it and of its customer expanded.</summary>
    public GatewaySubscription Subscription(Subscription subscription)
    {
        // Each item has a period of its own; a subscription of ours has one item.
        SubscriptionItem item = Present(subscription.Items?.Data?.MaxBy(one => one.CurrentPeriodEnd));
        return new GatewaySubscription
        {
            Id = Present(subscription.Id),
            CustomerId = Present(subscription.CustomerId),
            Order = orders.Read(subscription.Metadata),
            Status = SubscriptionStatus(subscription.Status),
            PeriodStart = Present(item.CurrentPeriodStart),
            PeriodEnd = Present(item.CurrentPeriodEnd),
            // The portal sets the time alone where billing is flexible, which is the default.
            CancelAtPeriodEnd = subscription.CancelAtPeriodEnd || subscription.CancelAt <= item.CurrentPeriodEnd,
            CanceledAt = subscription.CanceledAt,
            Card = Card(subscription.DefaultPaymentMethod)
                ?? Card(subscription.Customer?.InvoiceSettings?.DefaultPaymentMethod),
            LatestInvoiceId = subscription.LatestInvoiceId,
            CreatedAt = Present(subscription.Created),
        };
    }

    /// <summary>An invoice, with its subscription and payments expanded.</summary>
    public GatewayInvoice Invoice(Invoice invoice)
    {
        InvoiceParentSubscriptionDetails? owner = invoice.Parent?.SubscriptionDetails;
        InvoicePaymentPayment? payment = PaymentOf(invoice);
        InvoiceLineItemPeriod? period = SubscriptionLine(invoice)?.Period;
        bool isPaid = invoice.Status == "paid";
        return new GatewayInvoice
        {
            Id = Present(invoice.Id),
            CustomerId = Present(invoice.CustomerId),
            Order = orders.Read(invoice.Metadata) ?? orders.Read(owner?.Subscription?.Metadata),
            SubscriptionId = owner?.SubscriptionId,
            IsPaid = isPaid,
            HasFailed = !isPaid &&
                (invoice.Status is "void" or "uncollectible" ||
                (invoice.Attempted && !IsUnderWay(payment?.PaymentIntent))),
            Amount = invoice.AmountDue,
            Currency = Present(invoice.Currency),
            PaymentId = payment?.PaymentIntentId,
            PeriodStart = period?.Start,
            PeriodEnd = period?.End,
            CreatedAt = Present(invoice.Created),
        };
    }

    /// <summary>A payment intent, with its latest charge expanded.</summary>
    /// <param name="payment">It.</param>
    /// <param name="invoiceId">The invoice that it pays.</param>
    /// <param name="disputed">What banks have taken back of it, or hold.</param>
    public GatewayPayment Payment(PaymentIntent payment, string? invoiceId, long disputed) => new()
    {
        Id = Present(payment.Id),
        CustomerId = payment.CustomerId,
        Order = orders.Read(payment.Metadata),
        InvoiceId = invoiceId,
        Status = PaymentStatus(payment),
        Amount = payment.Amount,
        Currency = Present(payment.Currency),
        Refunded = payment.LatestCharge?.AmountRefunded ?? 0,
        Disputed = Math.Min(disputed, payment.Amount),
        CreatedAt = Present(payment.Created),
    };

    /// <summary>What a dispute holds or has taken. One that was won holds nothing, nor does an inquiry, at first.</summary>
    public static long Disputed(Dispute dispute) =>
        dispute.Status is "won" or "prevented" or "charge_refunded"
            or "warning_needs_response" or "warning_under_review" or "warning_closed"
            ? 0
            : dispute.Amount;

    /// <summary>An address; null when there is none.</summary>
    public static Uri? Address(string? url) => Uri.TryCreate(url, UriKind.Absolute, out Uri? address) ? address : null;

    /// <summary>What every object of its kind has.</summary>
    /// <exception cref="GatewayException">It is not there.</exception>
    public static T Present<T>(T? value, [CallerArgumentExpression(nameof(value))] string member = "")
        where T : class => value ?? throw Missing(member);

    // Stripe.net reads a time that is not there as the first second of 1970.
    private static DateTimeOffset Present(DateTime value, [CallerArgumentExpression(nameof(value))] string member = "") =>
        value > DateTime.UnixEpoch ? new DateTimeOffset(value) : throw Missing(member);

    private static GatewayException Missing(string member) => new($"Stripe's answer lacks {member}.", isTransient: false);

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

    private static GatewayPaymentStatus PaymentStatus(PaymentIntent payment) => payment.Status switch
    {
        "succeeded" => GatewayPaymentStatus.Succeeded,
        "canceled" => GatewayPaymentStatus.Failed,
        "requires_payment_method" when payment.LastPaymentError is not null => GatewayPaymentStatus.Failed,
        _ => GatewayPaymentStatus.Pending,
    };

    // A transfer takes days, and a bank may ask the customer: until then nothing has failed.
    private static bool IsUnderWay(PaymentIntent? payment) =>
        payment?.Status is "processing" or "requires_action" or "requires_confirmation" or "succeeded";

    // There is the one that Stripe makes itself, and there may be others: what was paid says more than what was not.
    private static InvoicePaymentPayment? PaymentOf(Invoice invoice) => invoice.Payments?.Data?
        .Where(payment => payment.Payment?.PaymentIntentId is not null)
        .OrderByDescending(payment => payment.Status == "paid")
        .ThenByDescending(payment => payment.IsDefault)
        .FirstOrDefault()?.Payment;

    // Prorations of another period may stand on the same invoice, and the invoice's own period is the one before.
    private static InvoiceLineItem? SubscriptionLine(Invoice invoice) => invoice.Lines?.Data?
        .Where(line => line.Parent?.SubscriptionItemDetails is { Proration: false })
        .MaxBy(line => line.Period?.End);

    private static PaymentCard? Card(PaymentMethod? method) =>
        method?.Card is { Brand: { } brand, Last4: { } last4, ExpMonth: >= 1 and <= 12, ExpYear: >= 1 and <= 9999 } card
            ? new PaymentCard(brand, last4, (int)card.ExpMonth, (int)card.ExpYear)
            : null;
}
