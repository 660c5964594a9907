using System.Collections.Frozen;
using Understudy.Domain.Billing.Gateway;

namespace Understudy.Domain.Billing;

/// <summary>All that is sold, by whichever product. What is not in it is sold by nobody, and is never taken for anything.</summary>
public sealed class Catalogue
{
    private const int LongestWord = 50;

    private readonly FrozenDictionary<(string Product, string Sku), Offer> _offers;

    /// <summary>Makes it of what the products register.</summary>
    /// <param name="offers">The offers.</param>
    /// <param name="earlier">What was sold before orders named a product, where something was.</param>
    /// <exception cref="ArgumentException">An offer makes no sense, or there are two of one name.</exception>
    public Catalogue(IEnumerable<Offer> offers, IEarlierSales? earlier = null)
    {
        Offer[] all = [.. offers];
        foreach (Offer offer in all) Check(offer);
        if (all.CountBy(KeyOf).FirstOrDefault(each => each.Value > 1) is { Value: > 1 } twice)
            throw new ArgumentException($"There are two offers {twice.Key}.", nameof(offers));
        _offers = all.ToFrozenDictionary(KeyOf);
        Earlier = earlier;
    }

    /// <summary>What was sold before orders named a product.</summary>
    internal IEarlierSales? Earlier { get; }

    /// <summary>Finds an offer; null when there is none of that name.</summary>
    public Offer? Find(string product, string sku) => _offers.GetValueOrDefault((product, sku));

    /// <summary>Finds what an order is of; null when nobody sells that, or not so many.</summary>
    public Offer? Find(Order order) =>
        Find(order.Product, order.Sku) is { } offer && offer.Sells(order.Quantity) ? offer : null;

    /// <summary>What a product sells, the cheapest first.</summary>
    public IReadOnlyList<Offer> Of(string product) =>
        [.. _offers.Values.Where(offer => offer.Product == product).OrderBy(offer => offer.Price.Amount)];

    private static (string Product, string Sku) KeyOf(Offer offer) => (offer.Product, offer.Sku);

    private static void Check(Offer offer)
    {
        string? fault = offer switch
        {
            _ when !IsWord(offer.Product) => "has a product that is no word",
            _ when !IsWord(offer.Sku) => "has a name that is no word",
            { Price.Amount: < 1 } => "costs nothing",
            _ when !Currencies.IsKnown(offer.Price.Currency) => "costs money that is not known",
            // So the gateway counts thousandths: https://docs.stripe.com/currencies, three-decimal currencies.
            _ when Currencies.DecimalsOf(offer.Price.Currency) == 3 && offer.Price.Amount % 10 != 0 =>
                "costs a thousandth, where tens of them are counted",
            { Units: < 1 } => "gives nothing",
            { MaxQuantity: < 1 } => "cannot be bought",
            _ when (long)offer.Units * offer.MaxQuantity > int.MaxValue => "gives more than can be counted",
            Offer.Once { Life: { Months: < 0 } or { Days: < 0 } } => "ends before it begins",
            _ => null,
        };
        if (fault is not null) throw new ArgumentException($"The offer {KeyOf(offer)} {fault}.", nameof(offer));
    }

    private static bool IsWord(string word) => word.Length is > 0 and <= LongestWord &&
        word.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');
}
