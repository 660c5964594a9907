using Understudy.Domain.Billing;
using Understudy.Domain.Ledger;

namespace Understudy.Domain.Products.Clone;

/// <summary>What Clone sells. Clone §9.1, §9.4.</summary>
public static class CloneOffers
{
    /// <summary>The Standard plan.</summary>
    public static Offer.Monthly Standard { get; } = new()
    {
        Product = Minutes.Product,
        Sku = "standard",
        Name = "Understudy Standard",
        Title = "Standard",
        Contents = $"{Minutes.StandardAPeriod} minutes",
        Price = new Price(Minutes.StandardPrice, "jpy"),
        Unit = Unit.Minutes,
        Units = Minutes.StandardAPeriod,
        Source = "subscription",
        Kind = EntryKind.Grant,
        Grace = Minutes.Grace,
    };

    /// <summary>A pack of extra minutes.</summary>
    public static Offer.Once Pack { get; } = new()
    {
        Product = Minutes.Product,
        Sku = "minutes",
        Name = $"Understudy, {Minutes.Pack} minutes",
        Title = "Extra minutes",
        Contents = $"{Minutes.Pack} minutes",
        Price = new Price(Minutes.PackPrice, "jpy"),
        Unit = Unit.Minutes,
        Units = Minutes.Pack,
        Source = "purchase",
        Kind = EntryKind.Grant,
        Life = Life.OfMonths(Minutes.PackMonths),
        SpentLast = true,
        Most = Minutes.MaxPacks,
    };

    /// <summary>All of it.</summary>
    public static IReadOnlyList<Offer> All { get; } = [Standard, Pack];
}
