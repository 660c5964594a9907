using System.Globalization;
using Understudy.Domain.Billing;
using Understudy.Domain.Ledger;

namespace Understudy.Domain.Products.Sora;

/// <summary>What Sora sells: packages of credits, the smallest first. Sora §4.1.</summary>
public static class SoraOffers
{
    /// <summary>What they are paid in, in lower case.</summary>
    public const string Currency = "cny";

    // Purchased credits expire after 90 days. Sora, Credit Expiration.
    private const int Days = 90;

    /// <summary>All of them; a package is an offer of one, by its name in the contract.</summary>
    public static IReadOnlyList<Offer.Once> All { get; } =
    [
        Package("trial", "Trial Pack", credits: 100, fen: 9_90),
        Package("standard", "Standard Pack", credits: 500, fen: 49_00),
        Package("value", "Value Pack", credits: 1_200, fen: 99_00),
        Package("premium", "Premium Pack", credits: 3_000, fen: 199_00),
    ];

    /// <summary>What a credit is worth, in yuan. Sora §4.1.</summary>
    public static decimal CreditValue => 0.1m;

    /// <summary>What one credit of a package costs, in yuan, to the hundredth of a fen.</summary>
    public static decimal UnitPriceOf(Offer package) =>
        Math.Round(Currencies.ToMajor(package.Price.Amount, package.Price.Currency) / package.Units, 4);

    private static Offer.Once Package(string sku, string title, int credits, long fen) => new()
    {
        Product = Credits.Product,
        Sku = sku,
        Name = $"Understudy, {title}",
        Title = title,
        Contents = string.Create(CultureInfo.InvariantCulture, $"{credits:N0} credits"),
        Price = new Price(fen, Currency),
        Unit = Unit.Credits,
        Units = credits,
        Source = "purchase",
        Text = title,
        TakesBack = Rounding.Up,
        Life = Life.OfDays(Days),
        Most = 1,
    };
}
