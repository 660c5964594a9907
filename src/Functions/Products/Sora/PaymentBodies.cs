using System.Text.Json.Serialization;
using Understudy.Domain.Billing;
using Understudy.Domain.Billing.Refunds;
using Understudy.Domain.Products.Sora;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.Sora;

/// <summary>Sora §4.1.</summary>
internal sealed record PackagesAnswer(IReadOnlyDictionary<string, PackageBody> Packages, decimal CreditValueRmb)
{
    /// <summary>What is sold, which is the same for everybody.</summary>
    public static PackagesAnswer All { get; } = new(
        new OrderedDictionary<string, PackageBody>(
            SoraOffers.All.Select(package => KeyValuePair.Create(package.Sku, PackageBody.Of(package)))),
        SoraOffers.CreditValue);
}

/// <summary>A package of credits. Sora §4.1.</summary>
internal sealed record PackageBody(string Name, int Credits, decimal Price, string Currency, decimal UnitPrice)
{
    public static PackageBody Of(Offer package) => new(
        package.Title,
        package.Units,
        Currencies.ToMajor(package.Price.Amount, package.Price.Currency),
        package.Price.Currency.ToUpperInvariant(),
        SoraOffers.UnitPriceOf(package));
}

/// <summary>A payment that was begun. Sora §4.2.</summary>
internal record PaymentBody(
    string PaymentId, string Status, decimal Amount, string Currency, int CreditsPurchased, Uri? PaymentUrl)
{
    /// <summary>The contract's words for how a payment stands. Sora §4.3.</summary>
    public static Words<PurchaseStatus> States { get; } = new(
        (PurchaseStatus.Pending, "pending"),
        (PurchaseStatus.Succeeded, "succeeded"),
        (PurchaseStatus.Failed, "failed"),
        (PurchaseStatus.Refunded, "refunded"),
        (PurchaseStatus.PartiallyRefunded, "partial_refunded"));

    public static PaymentBody Of(Purchase purchase) => new(
        purchase.Id,
        States[purchase.Status],
        AmountOf(purchase.Price),
        purchase.Price.Currency.ToUpperInvariant(),
        purchase.Units,
        purchase.Url);

    protected static decimal AmountOf(Price price) => Currencies.ToMajor(price.Amount, price.Currency);
}

/// <summary>How a payment stands. Sora §4.3.</summary>
internal sealed record PaymentDetails(
    string PaymentId,
    string Status,
    decimal Amount,
    string Currency,
    int CreditsPurchased,
    Uri? PaymentUrl,
    [property: JsonPropertyOrder(1)] DateTimeOffset CreatedAt,
    [property: JsonPropertyOrder(1)] DateTimeOffset? PaidAt)
    : PaymentBody(PaymentId, Status, Amount, Currency, CreditsPurchased, PaymentUrl)
{
    public static new PaymentDetails Of(Purchase purchase) => new(
        purchase.Id,
        States[purchase.Status],
        AmountOf(purchase.Price),
        purchase.Price.Currency.ToUpperInvariant(),
        purchase.Units,
        purchase.Url,
        purchase.CreatedAt,
        purchase.PaidAt);
}

/// <summary>Sora §4.4.</summary>
internal sealed record EventReceived(bool Received);

/// <summary>Sora §4.5.</summary>
internal sealed record RefundAnswer(bool Success, string RefundId, decimal Amount, int CreditsRefunded, string Message)
{
    public static RefundAnswer Of(RefundRecord refund) => new(
        Success: true,
        refund.GatewayId!,
        Currencies.ToMajor(refund.Amount, refund.Currency),
        refund.Units,
        "Refund processed successfully");
}
