using Understudy.Domain.Persistence;

namespace Understudy.Infrastructure.Sandbox;

/// <summary>A checkout: one purchase, on a page of its own.</summary>
public sealed record SandboxCheckout : ISandboxObject
{
    /// <summary>How long it may be paid.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>How long a convenience store takes the money.</summary>
    public static readonly TimeSpan VoucherLifetime = TimeSpan.FromDays(3);

    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("sandboxCheckout", "dueAt");

    /// <summary>The id, <c>cs_test_…</c>; whoever knows it may pay.</summary>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public string Partition => Id;

    /// <inheritdoc/>
    public required string CustomerId { get; init; }

    /// <inheritdoc/>
    public long Revision { get; init; }

    /// <summary>What is bought.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>What that is; null in an earlier form.</summary>
    public SandboxLine? Line { get; init; }

    /// <summary>The total, in the currency's smallest unit.</summary>
    public required long Amount { get; init; }

    /// <summary>Where the page leads after paying, its placeholder not yet filled in.</summary>
    public required string SuccessUrl { get; init; }

    /// <summary>Where the page leads when the customer turns back.</summary>
    public required string CancelUrl { get; init; }

    /// <summary>Where it stands.</summary>
    public SandboxCheckoutState State { get; init; }

    /// <summary>When it expires, or its voucher does; null once nothing is awaited.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When it was opened.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The subscription that it began.</summary>
    public string? SubscriptionId { get; init; }

    /// <summary>The payment that it made; null for a subscription, whose invoices have payments.</summary>
    public string? PaymentId { get; init; }

    /// <summary>The invoice of it, once there is one.</summary>
    public string? InvoiceId { get; init; }

    /// <summary>What is sold.</summary>
    public SandboxLine Sells() => Line ?? SandboxLine.Earlier(Metadata, Amount);

    /// <summary>Whether the customer went through with it, whether or not the money is there.</summary>
    public bool IsComplete => State is not (SandboxCheckoutState.Open or SandboxCheckoutState.Expired);

    /// <summary>Where the page leads after paying.</summary>
    public Uri Success() => new(SuccessUrl
        .Replace("{CHECKOUT_SESSION_ID}", Id, StringComparison.Ordinal)
        .Replace("%7BCHECKOUT_SESSION_ID%7D", Id, StringComparison.OrdinalIgnoreCase));

    /// <summary>Where the page leads when the customer turns back.</summary>
    public Uri Cancel() => new(CancelUrl);
}

/// <summary>Where a checkout stands.</summary>
public enum SandboxCheckoutState
{
    /// <summary>It can be paid.</summary>
    Open,

    /// <summary>The customer has a voucher, and the convenience store has not told of the money yet.</summary>
    AwaitingMoney,

    /// <summary>The money is there.</summary>
    Paid,

    /// <summary>The money never came.</summary>
    Unpaid,

    /// <summary>Nobody paid in time.</summary>
    Expired,
}
