using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Billing;

/// <summary>What a payment was for. Clone §1.8.</summary>
public enum PaymentType
{
    /// <summary>A billing period of a subscription.</summary>
    Subscription,

    /// <summary>Packs of extra minutes.</summary>
    AdditionalMinutes,
}

/// <summary>A payment: what the gateway last said of an invoice or of an order's payment. Clone §1.8.</summary>
public sealed record Payment : IDocument
{
    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("payment", "status", "amount", "createdAt");

    /// <summary>A UUID: the order's, or one made of the invoice's id.</summary>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public string Partition => OwnerId;

    /// <summary>Who paid; the payment's own id once the account has been erased.</summary>
    public required string OwnerId { get; init; }

    /// <summary>What for.</summary>
    public required PaymentType For { get; init; }

    /// <summary>The invoice at the gateway, once there is one.</summary>
    public string? InvoiceId { get; init; }

    /// <summary>The payment at the gateway, once there is one.</summary>
    public string? PaymentId { get; init; }

    /// <summary>The minutes that it buys.</summary>
    public required int Minutes { get; init; }

    /// <summary>In the currency's smallest unit.</summary>
    public long Amount { get; init; }

    /// <summary>The currency's code in lower case.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Where it stands.</summary>
    public GatewayPaymentStatus Status { get; init; }

    /// <summary>How much was given back, all in all.</summary>
    public long Refunded { get; init; }

    /// <summary>How much a bank has taken back, or holds.</summary>
    public long Disputed { get; init; }

    /// <summary>Whether anything was ever given or taken back; it stays when a dispute is won.</summary>
    public bool WasTakenBack { get; init; }

    /// <summary>Counts the writes: of two states of it, the higher one was read later.</summary>
    public long Revision { get; init; }

    /// <summary>When the invoice or the payment was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>
    /// How many of its minutes are taken back: in proportion to the money, rounded in the person's favour; all of them
    /// for all of it.
    /// </summary>
    [JsonIgnore]
    public int RevokedMinutes => Amount <= 0
        ? 0
        : (int)((Int128)Math.Clamp(Refunded + Disputed, 0, Amount) * Minutes / Amount);

    /// <summary>The id of an invoice's payment, always the same one: a UUID version 8 (RFC 9562 §5.8).</summary>
    public static string IdOfInvoice(string invoiceId)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(invoiceId), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true).ToString("D");
    }

    /// <summary>The same payment, as the gateway has its invoice.</summary>
    internal Payment Showing(GatewayInvoice invoice, GatewayPayment? payment) => TakingBack(payment) with
    {
        InvoiceId = invoice.Id,
        PaymentId = invoice.PaymentId ?? PaymentId,
        Amount = invoice.Amount,
        Currency = invoice.Currency,
        Status = invoice switch
        {
            { IsPaid: true } => GatewayPaymentStatus.Succeeded,
            { HasFailed: true } => GatewayPaymentStatus.Failed,
            _ => GatewayPaymentStatus.Pending,
        },
        CreatedAt = invoice.CreatedAt,
    };

    /// <summary>The same payment, as the gateway has it.</summary>
    /// <param name="payment">The payment.</param>
    /// <param name="invoiceId">Its invoice, where the payment itself does not name it.</param>
    internal Payment Showing(GatewayPayment payment, string? invoiceId) => TakingBack(payment) with
    {
        InvoiceId = payment.InvoiceId ?? invoiceId ?? InvoiceId,
        PaymentId = payment.Id,
        Amount = payment.Amount,
        Currency = payment.Currency,
        Status = payment.Status,
        CreatedAt = payment.CreatedAt,
    };

    // Each state of it is one revision later than the one that it is made of.
    private Payment TakingBack(GatewayPayment? payment) => this with
    {
        Refunded = payment?.Refunded ?? Refunded,
        Disputed = payment?.Disputed ?? Disputed,
        WasTakenBack = WasTakenBack || payment is { Refunded: > 0 } or { Disputed: > 0 },
        Revision = Revision + 1,
    };
}
