using System.Text.Json;
using System.Text.Json.Serialization;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Common;
using Understudy.Domain.Ledger;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Billing;

/// <summary>A payment: what the gateway last said of an invoice or of an order's payment.</summary>
public sealed record Payment : IDocument
{
    private const string Once = "extra-";

    /// <inheritdoc/>
    public static DocumentType Type { get; } =
        new("payment", "id", "product", "orderId", "status", "amount", "createdAt");

    /// <summary>A UUID: the order's, or one made of the invoice's id.</summary>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public string Partition => OwnerId;

    /// <summary>Who paid; the payment's own id once the account has been erased.</summary>
    public required string OwnerId { get; init; }

    /// <summary>The product that sold what was paid; empty in an earlier form.</summary>
    public string Product { get; init; } = "";

    /// <summary>Which of the product's offers.</summary>
    public string Sku { get; init; } = "";

    /// <summary>How many.</summary>
    public int Quantity { get; init; }

    /// <summary>What all of them give.</summary>
    public Unit Unit { get; init; }

    /// <summary>How many units all of them give.</summary>
    public int Units { get; init; }

    /// <summary>How units are counted that go back with a part of the money.</summary>
    public Rounding TakesBack { get; init; }

    /// <summary>The order behind it; that of a subscription is behind each of its payments. Null in an earlier form.</summary>
    public string? OrderId { get; init; }

    /// <summary>The invoice at the gateway, once there is one.</summary>
    public string? InvoiceId { get; init; }

    /// <summary>The payment at the gateway, once there is one.</summary>
    public string? PaymentId { get; init; }

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

    /// <summary>When it was first seen that the money is there.</summary>
    public DateTimeOffset? PaidAt { get; init; }

    /// <summary>What it said in an earlier form.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Earlier { get; init; }

    /// <summary>Whether it is of a period of a subscription, and so of an invoice; all others are of an order.</summary>
    [JsonIgnore]
    public bool IsOfPeriod => InvoiceId is not null && Id == IdOfInvoice(InvoiceId);

    /// <summary>What is known in the wallet of what it granted.</summary>
    [JsonIgnore]
    public string GrantId => IsOfPeriod ? $"period-{InvoiceId}" : Once + Id;

    /// <summary>How it stands, refunds included.</summary>
    [JsonIgnore]
    public PurchaseStatus Outcome => Status switch
    {
        GatewayPaymentStatus.Pending => PurchaseStatus.Pending,
        GatewayPaymentStatus.Failed => PurchaseStatus.Failed,
        _ when Refunded >= Amount && Amount > 0 => PurchaseStatus.Refunded,
        _ when Refunded > 0 => PurchaseStatus.PartiallyRefunded,
        _ => PurchaseStatus.Succeeded,
    };

    /// <summary>
    /// How many of its units are to be taken back: in proportion to the money, a part of one counted as the offer says; all of
    /// them for all of it.
    /// </summary>
    [JsonIgnore]
    public int RevokedUnits
    {
        get
        {
            if (Amount <= 0) return 0;
            // Twice the largest amount is more than 64 bits hold.
            Int128 back = Int128.Clamp((Int128)Refunded + Disputed, 0, Amount) * Units;
            return (int)((TakesBack == Rounding.Up ? back + Amount - 1 : back) / Amount);
        }
    }

    /// <summary>A payment of an order, of which nothing is known yet.</summary>
    internal static Payment Of(Order order, Offer offer, string id) => new()
    {
        Id = id,
        OwnerId = order.UserId,
        Product = order.Product,
        Sku = order.Sku,
        Quantity = order.Quantity,
        Unit = offer.Unit,
        Units = offer.Units * order.Quantity,
        TakesBack = offer.TakesBack,
        OrderId = order.OrderId,
    };

    /// <summary>The id of an invoice's payment, always the same one: a UUID.</summary>
    public static string IdOfInvoice(string invoiceId) => NamedId.Of(invoiceId);

    /// <summary>
    /// The payment of something once whose units an entry of a wallet is about, by the grant's operation id; null when they
    /// came otherwise.
    /// </summary>
    public static string? IdOfGrant(string grantId) =>
        grantId.StartsWith(Once, StringComparison.Ordinal) ? grantId[Once.Length..] : null;

    /// <summary>The payment in today's form.</summary>
    internal Payment ToToday(Catalogue catalogue)
    {
        if (Product.Length > 0 || catalogue.Earlier is not { } earlier || earlier.Read(Earlier ?? []) is not { } line ||
            catalogue.Find(earlier.Product, line.Sku) is not { } offer)
            return this;
        return this with
        {
            Product = earlier.Product,
            Sku = line.Sku,
            Quantity = line.Quantity,
            Unit = offer.Unit,
            Units = offer.Units * line.Quantity,
            TakesBack = offer.TakesBack,
            Earlier = null,
        };
    }

    /// <summary>The same payment, as the gateway has its invoice.</summary>
    internal Payment Showing(GatewayInvoice invoice, GatewayPayment? payment, DateTimeOffset now) => TakingBack(payment) with
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
        PaidAt = PaidAt ?? (invoice.IsPaid ? now : null),
        CreatedAt = invoice.CreatedAt,
    };

    /// <summary>The same payment, as the gateway has it.</summary>
    /// <param name="payment">The payment.</param>
    /// <param name="invoiceId">Its invoice, where the payment itself does not name it.</param>
    /// <param name="now">The time.</param>
    internal Payment Showing(GatewayPayment payment, string? invoiceId, DateTimeOffset now) => TakingBack(payment) with
    {
        InvoiceId = payment.InvoiceId ?? invoiceId ?? InvoiceId,
        PaymentId = payment.Id,
        Amount = payment.Amount,
        Currency = payment.Currency,
        Status = payment.Status,
        PaidAt = PaidAt ?? (payment.Status == GatewayPaymentStatus.Succeeded ? now : null),
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
