using Understudy.Domain.Persistence;

namespace Understudy.Infrastructure.Sandbox;

/// <summary>An invoice: of a subscription's period, or of a purchase.</summary>
public sealed record SandboxInvoice : ISandboxObject
{
    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("sandboxInvoice", "customerId", "createdAt");

    /// <summary>The id, <c>in_…</c>.</summary>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public string Partition => Id;

    /// <inheritdoc/>
    public required string CustomerId { get; init; }

    /// <inheritdoc/>
    public long Revision { get; init; }

    /// <summary>The order behind it.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>The subscription whose period it is for; null for a purchase.</summary>
    public string? SubscriptionId { get; init; }

    /// <summary>Where it stands.</summary>
    public required SandboxInvoiceState State { get; init; }

    /// <summary>How often paying it was tried.</summary>
    public int Attempts { get; init; }

    /// <summary>What is invoiced; null in an earlier form.</summary>
    public SandboxLine? Line { get; init; }

    /// <summary>What is, or was, to be paid, in the currency's smallest unit.</summary>
    public required long Amount { get; init; }

    /// <summary>The currency's code in lower case; in an earlier form there were yen alone.</summary>
    public string Currency { get; init; } = "jpy";

    /// <summary>The payment.</summary>
    public required string PaymentId { get; init; }

    /// <summary>The beginning of what is paid for.</summary>
    public required DateTimeOffset PeriodStart { get; init; }

    /// <summary>Its end.</summary>
    public required DateTimeOffset PeriodEnd { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>Where an invoice stands.</summary>
public enum SandboxInvoiceState
{
    /// <summary>It is to be paid.</summary>
    Open,

    /// <summary>It is paid.</summary>
    Paid,

    /// <summary>Nobody has to pay it any more.</summary>
    Void,
}
