using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Persistence;

namespace Understudy.Infrastructure.Sandbox;

/// <summary>A payment with its charge, its refunds and its dispute.</summary>
public sealed record SandboxPayment : ISandboxObject
{
    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("sandboxPayment", "customerId", "createdAt");

    /// <summary>The id, <c>pi_…</c>.</summary>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public string Partition => Id;

    /// <inheritdoc/>
    public required string CustomerId { get; init; }

    /// <inheritdoc/>
    public long Revision { get; init; }

    /// <summary>The order behind it; empty for a subscription's later payments.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>Its charge, <c>ch_…</c>.</summary>
    public required string ChargeId { get; init; }

    /// <summary>The invoice it pays, once there is one.</summary>
    public string? InvoiceId { get; init; }

    /// <summary>Where it stands.</summary>
    public required GatewayPaymentStatus Status { get; init; }

    /// <summary>What is, or was, to be paid, in the currency's smallest unit.</summary>
    public required long Amount { get; init; }

    /// <summary>The currency's code in lower case; in an earlier form there were yen alone.</summary>
    public string Currency { get; init; } = "jpy";

    /// <summary>How much was given back, in the currency's smallest unit.</summary>
    public long Refunded { get; init; }

    /// <summary>Those of the refunds that the app made, by what it calls them.</summary>
    public IReadOnlyDictionary<string, string> Refunds { get; init; } = new Dictionary<string, string>();

    /// <summary>The dispute about it; there is at most one.</summary>
    public SandboxDispute? Dispute { get; init; }

    /// <summary>When it was begun.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>How much may still be given back or disputed.</summary>
    public long Refundable() =>
        Status == GatewayPaymentStatus.Succeeded && Dispute is null or { State: SandboxDisputeState.Won }
            ? Amount - Refunded
            : 0;
}

/// <summary>A dispute: the customer asked their bank for the money.</summary>
/// <param name="Id">The id, <c>dp_…</c>.</param>
/// <param name="Amount">What is disputed, in the currency's smallest unit.</param>
/// <param name="State">Where it stands.</param>
/// <param name="CreatedAt">When it began.</param>
public sealed record SandboxDispute(string Id, long Amount, SandboxDisputeState State, DateTimeOffset CreatedAt);

/// <summary>Where a dispute stands.</summary>
public enum SandboxDisputeState
{
    /// <summary>The bank holds the money and decides.</summary>
    Open,

    /// <summary>The money came back.</summary>
    Won,

    /// <summary>The customer keeps the money.</summary>
    Lost,
}
