using System.Text.Json.Serialization;

namespace Understudy.Functions.Products.Clone;

/// <summary>Clone §9.1.</summary>
internal sealed record CheckoutAnswer(Uri CheckoutUrl, string SessionId);

/// <summary>Clone §9.2.</summary>
internal sealed record PortalAnswer(Uri PortalUrl);

/// <summary>Clone §9.3.</summary>
internal sealed record SubscriptionAnswer(SubscriptionDetails Subscription, PaymentMethodBody? PaymentMethod);

internal sealed record SubscriptionDetails(
    string PlanType,
    string Status,
    int MonthlyMinutesLimit,
    DateTimeOffset CurrentPeriodStart,
    DateTimeOffset CurrentPeriodEnd,
    bool CancelAtPeriodEnd);

internal sealed record PaymentMethodBody(string Brand, string Last4, int ExpMonth, int ExpYear);

/// <summary>Clone §9.4.</summary>
internal sealed record MinutesCheckoutAnswer(Uri CheckoutUrl, string SessionId, int MinutesToAdd, int AmountJpy);

/// <summary>Clone §9.5; <c>amount_returned_cents</c> is beyond the contract.</summary>
internal sealed record InvoicesAnswer(IReadOnlyList<InvoiceItem> Invoices, Pagination Pagination);

internal sealed record InvoiceItem(
    string Id,
    string? StripeInvoiceId,
    string PaymentType,
    long AmountCents,
    long AmountReturnedCents,
    string Currency,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? MinutesPurchased,
    string Status,
    DateTimeOffset CreatedAt);

/// <summary>Clone §9.6.</summary>
internal sealed record EventReceivedAnswer(bool Received);
