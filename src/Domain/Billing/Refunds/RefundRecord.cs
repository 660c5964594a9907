using Understudy.Domain.Persistence;

namespace Understudy.Domain.Billing.Refunds;

/// <summary>
/// Money that an administrator gives back: who, why and how much. Written before it is asked for at the gateway, so that a
/// repeat goes on with what was decided; kept with the payment, and as long.
/// </summary>
public sealed record RefundRecord : IDocument
{
    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("refund", "requestedAt");

    /// <summary>What the administrator's client calls it; one payment has each once.</summary>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public string Partition => PaymentId;

    /// <summary>The payment.</summary>
    public required string PaymentId { get; init; }

    /// <summary>How much was asked for; null for all that was left.</summary>
    public long? Asked { get; init; }

    /// <summary>How much goes back, in the currency's smallest unit.</summary>
    public required long Amount { get; init; }

    /// <summary>The currency's code in lower case.</summary>
    public required string Currency { get; init; }

    /// <summary>Why, in the administrator's words.</summary>
    public required string Reason { get; init; }

    /// <summary>The administrator's account.</summary>
    public required string AdminId { get; init; }

    /// <summary>The number of the wallet's latest entry before.</summary>
    public long LatestEntry { get; init; }

    /// <summary>How far it has come.</summary>
    public RefundState State { get; init; }

    /// <summary>The refund at the gateway.</summary>
    public string? GatewayId { get; init; }

    /// <summary>How many units were taken back with it: of what was left, never more.</summary>
    public int Units { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset RequestedAt { get; init; }
}

/// <summary>How far a refund has come.</summary>
public enum RefundState
{
    /// <summary>It is decided, and may have been done.</summary>
    Requested,

    /// <summary>The money goes back.</summary>
    Done,

    /// <summary>So much was not left of the payment when it came to it.</summary>
    Refused,
}
