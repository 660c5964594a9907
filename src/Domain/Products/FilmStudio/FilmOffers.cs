using Understudy.Domain.Billing;
using Understudy.Domain.Ledger;

namespace Understudy.Domain.Products.FilmStudio;

/// <summary>What FilmStudio sells. FilmStudio, Credit Service.</summary>
public static class FilmOffers
{
    // An invoice is paid about an hour after its period began.
    private static readonly TimeSpan _grace = TimeSpan.FromHours(24);

    /// <summary>The Pro plan, by the month.</summary>
    public static Offer.Monthly Pro { get; } = new()
    {
        Product = FilmStudioPlans.Product,
        Sku = FilmStudioPlans.ProSku,
        Name = "Understudy Film Studio Pro",
        Title = "Pro",
        Contents = "30 credits",
        Price = new Price(29_00, "usd"),
        Unit = Unit.Credits,
        Units = 30,
        Source = "subscription",
        Kind = EntryKind.Grant,
        Text = "Credits of the Pro plan",
        Grace = _grace,
    };

    /// <summary>A credit by itself, for 12 months.</summary>
    public static Offer.Once Credit { get; } = new()
    {
        Product = FilmStudioPlans.Product,
        Sku = "credits",
        Name = "Understudy Film Studio, 1 credit",
        Title = "Credits",
        Contents = "1 credit",
        Price = new Price(1_00, "usd"),
        Unit = Unit.Credits,
        Units = 1,
        Source = "purchase",
        Text = "Credit top-up",
        TakesBack = Rounding.Up,
        Life = Life.OfMonths(12),
        Most = 1000,
    };

    /// <summary>All of it.</summary>
    public static IReadOnlyList<Offer> All { get; } = [Pro, Credit];
}
