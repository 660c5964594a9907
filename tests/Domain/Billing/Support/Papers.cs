using Understudy.Domain.Billing;
using Understudy.Domain.Ledger;

namespace Understudy.Domain.Tests.Billing.Support;

/// <summary>A product that there is in the tests alone, and sells in other currencies and other ways.</summary>
internal static class Papers
{
    public const string Product = "papers";

    /// <summary>A hundred credits for 9.90 yuan, for 90 days; what goes back is rounded up.</summary>
    public static Offer.Once Ream { get; } = new()
    {
        Product = Product,
        Sku = "ream",
        Name = "Papers, a ream",
        Title = "A ream",
        Contents = "100 credits",
        Price = new Price(990, "cny"),
        Unit = Unit.Credits,
        Units = 100,
        Source = "purchased",
        TakesBack = Rounding.Up,
        Life = Life.OfDays(90),
        Most = 1000,
    };

    /// <summary>A credit that never expires, for a quarter of a Kuwaiti dinar.</summary>
    public static Offer.Once Sheet { get; } = Ream with
    {
        Sku = "sheet",
        Contents = "1 credit",
        Price = new Price(250, "kwd"),
        Units = 1,
        Life = Life.ForEver,
    };

    /// <summary>Thirty credits a month for 29 dollars.</summary>
    public static Offer.Monthly Press { get; } = new()
    {
        Product = Product,
        Sku = "press",
        Name = "Papers Press",
        Title = "Press",
        Contents = "30 credits",
        Price = new Price(2900, "usd"),
        Unit = Unit.Credits,
        Units = 30,
        Source = "subscription",
        Grace = TimeSpan.FromHours(24),
    };

    /// <summary>More of the same.</summary>
    public static Offer.Monthly Mill { get; } = Press with { Sku = "mill", Price = new Price(9900, "usd"), Units = 120 };

    public static IReadOnlyList<Offer> All { get; } = [Ream, Sheet, Press, Mill];

    public static WalletId Wallet(string owner) => new(owner, Product, Unit.Credits);
}
