namespace Understudy.Domain.Billing.Gateway;

/// <summary>A subscription, as the gateway has it.</summary>
public sealed record GatewaySubscription
{
    /// <summary>The gateway's id, <c>sub_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required string CustomerId { get; init; }

    /// <summary>The order that began it; null when it was not begun by us.</summary>
    public Order? Order { get; init; }

    /// <summary>Where it stands.</summary>
    public required GatewaySubscriptionStatus Status { get; init; }

    /// <summary>When the billing period began.</summary>
    public required DateTimeOffset PeriodStart { get; init; }

    /// <summary>When it ends.</summary>
    public required DateTimeOffset PeriodEnd { get; init; }

    /// <summary>Whether it ends with the period.</summary>
    public bool CancelAtPeriodEnd { get; init; }

    /// <summary>When it was canceled.</summary>
    public DateTimeOffset? CanceledAt { get; init; }

    /// <summary>What it is paid with, where known.</summary>
    public PaymentCard? Card { get; init; }

    /// <summary>The invoice of the latest period, once there is one.</summary>
    public string? LatestInvoiceId { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>Where a subscription stands at the gateway.</summary>
public enum GatewaySubscriptionStatus
{
    /// <summary>The first payment has not come yet.</summary>
    Incomplete,

    /// <summary>In its trial.</summary>
    Trialing,

    /// <summary>Paid.</summary>
    Active,

    /// <summary>A payment failed; the gateway tries again.</summary>
    PastDue,

    /// <summary>The gateway has given up trying; it goes on without being paid.</summary>
    Unpaid,

    /// <summary>Nothing is invoiced for the time being.</summary>
    Paused,

    /// <summary>Over, or never begun.</summary>
    Over,
}

/// <summary>A card, as far as its holder recognises it.</summary>
/// <param name="Brand">E.g. <c>visa</c>.</param>
/// <param name="Last4">The last four digits.</param>
/// <param name="ExpiryMonth">1–12.</param>
/// <param name="ExpiryYear">Four digits.</param>
public sealed record PaymentCard(string Brand, string Last4, int ExpiryMonth, int ExpiryYear);

/// <summary>An invoice, as the gateway has it.</summary>
public sealed record GatewayInvoice
{
    /// <summary>The gateway's id, <c>in_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Who pays.</summary>
    public required string CustomerId { get; init; }

    /// <summary>The order behind it; null when it was not made by us.</summary>
    public Order? Order { get; init; }

    /// <summary>The subscription whose period it is for; null for anything else.</summary>
    public string? SubscriptionId { get; init; }

    /// <summary>Whether it is paid.</summary>
    public bool IsPaid { get; init; }

    /// <summary>Whether it is not paid, and paying it was tried in vain or is not expected any more.</summary>
    public bool HasFailed { get; init; }

    /// <summary>What is, or was, to be paid.</summary>
    public required long Amount { get; init; }

    /// <summary>The currency's code in lower case.</summary>
    public required string Currency { get; init; }

    /// <summary>The payment, once there is one.</summary>
    public string? PaymentId { get; init; }

    /// <summary>The beginning of the period that is paid for: of the subscription's line, not of the invoice.</summary>
    public DateTimeOffset? PeriodStart { get; init; }

    /// <summary>The end of the period that is paid for.</summary>
    public DateTimeOffset? PeriodEnd { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A payment, as the gateway has it.</summary>
public sealed record GatewayPayment
{
    /// <summary>The gateway's id, <c>pi_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Who pays.</summary>
    public string? CustomerId { get; init; }

    /// <summary>The order behind it; null for a subscription's later payments.</summary>
    public Order? Order { get; init; }

    /// <summary>The invoice it pays, where there is one.</summary>
    public string? InvoiceId { get; init; }

    /// <summary>Where it stands.</summary>
    public required GatewayPaymentStatus Status { get; init; }

    /// <summary>What is, or was, to be paid.</summary>
    public required long Amount { get; init; }

    /// <summary>The currency's code in lower case.</summary>
    public required string Currency { get; init; }

    /// <summary>How much of it was given back, all in all.</summary>
    public long Refunded { get; init; }

    /// <summary>How much of it a bank has taken back, or holds while it decides: a dispute that is open or lost.</summary>
    public long Disputed { get; init; }

    /// <summary>When it was begun.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>Where a payment stands.</summary>
public enum GatewayPaymentStatus
{
    /// <summary>The money is on its way, or the customer has something left to do.</summary>
    Pending,

    /// <summary>The money is there.</summary>
    Succeeded,

    /// <summary>It failed or was given up.</summary>
    Failed,
}

/// <summary>
/// An event: something happened to one of these. What it says of them is not believed, for events come late, twice and in
/// any order; the objects are read again.
/// </summary>
/// <param name="Id">The gateway's id, <c>evt_…</c>.</param>
/// <param name="Type">E.g. <c>invoice.paid</c>.</param>
/// <param name="CreatedAt">When it happened.</param>
public sealed record GatewayEvent(string Id, string Type, DateTimeOffset CreatedAt)
{
    /// <summary>The customer it is about.</summary>
    public string? CustomerId { get; init; }

    /// <summary>The checkout it is about.</summary>
    public string? CheckoutId { get; init; }

    /// <summary>The subscription it is about.</summary>
    public string? SubscriptionId { get; init; }

    /// <summary>The invoice it is about.</summary>
    public string? InvoiceId { get; init; }

    /// <summary>The payment it is about: also of a charge, a refund or a dispute.</summary>
    public string? PaymentId { get; init; }

    /// <summary>Whether it names nothing that could be read again.</summary>
    public bool NamesNothing => (CustomerId ?? CheckoutId ?? SubscriptionId ?? InvoiceId ?? PaymentId) is null;
}

/// <summary>What the gateway signed and delivered.</summary>
/// <param name="Event">The event; null when it is none that is taken here.</param>
/// <param name="Oddity">What is unexpected about it, for whoever operates the app; null when nothing is.</param>
public sealed record SignedEvent(GatewayEvent? Event, string? Oddity = null)
{
    /// <summary>Whether it is no JSON at all.</summary>
    public bool IsMalformed { get; init; }
}
