namespace Understudy.Domain.Billing.Gateway;

/// <summary>A person, for the gateway.</summary>
/// <param name="UserId">The account; kept at the gateway as the customer's metadata.</param>
/// <param name="Email">Where receipts go.</param>
/// <param name="Name">The display name.</param>
public sealed record NewCustomer(string UserId, string Email, string Name);

/// <summary>A checkout to open.</summary>
/// <param name="CustomerId">Who pays.</param>
/// <param name="Order">What for.</param>
/// <param name="Offer">What the order is of.</param>
/// <param name="SuccessUrl">Where the page leads after paying.</param>
/// <param name="CancelUrl">Where it leads when the customer turns back.</param>
public sealed record NewCheckout(string CustomerId, Order Order, Offer Offer, Uri SuccessUrl, Uri CancelUrl);

/// <summary>A checkout, as it stands.</summary>
public sealed record CheckoutSession
{
    /// <summary>The gateway's id, <c>cs_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The page; null once it is complete or has expired.</summary>
    public Uri? Url { get; init; }

    /// <summary>What is bought; null when it was not opened by us.</summary>
    public Order? Order { get; init; }

    /// <summary>Who pays.</summary>
    public string? CustomerId { get; init; }

    /// <summary>Whether the customer went through with it. The money may come later: see <see cref="IsPaid"/>.</summary>
    public bool IsComplete { get; init; }

    /// <summary>Whether the money is there.</summary>
    public bool IsPaid { get; init; }

    /// <summary>The subscription that it began.</summary>
    public string? SubscriptionId { get; init; }

    /// <summary>The payment that it made, <c>pi_…</c>; null for a subscription, whose invoices have payments.</summary>
    public string? PaymentId { get; init; }

    /// <summary>The invoice of it, once there is one.</summary>
    public string? InvoiceId { get; init; }

    /// <summary>The total.</summary>
    public long Amount { get; init; }

    /// <summary>The currency's code in lower case, e.g. <c>jpy</c>.</summary>
    public required string Currency { get; init; }

    /// <summary>When it was opened.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
