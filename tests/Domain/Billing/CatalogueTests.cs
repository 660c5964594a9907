using Understudy.Domain.Billing;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Tests.Billing.Support;

namespace Understudy.Domain.Tests.Billing;

public sealed class CatalogueTests
{
    [Fact]
    public void What_nobody_sells_is_not_taken_for_anything()
    {
        Catalogue catalogue = new(Papers.All);
        catalogue.Find(OrderOf("papers", "ream", 1000)).ShouldBe(Papers.Ream);
        foreach (Order order in new[]
        {
            OrderOf("papers", "ream", 1001), OrderOf("papers", "ream", 0), OrderOf("papers", "press", 2),
            OrderOf("papers", "Ream", 1), OrderOf("papers", "", 1), OrderOf("clone", "ream", 1),
        })
            catalogue.Find(order).ShouldBeNull(order.ToString());
        catalogue.Of("papers").Select(offer => offer.Sku).ShouldBe(["sheet", "ream", "press", "mill"]);
        catalogue.Of("clone").ShouldBeEmpty();
    }

    [Fact]
    public void An_offer_that_makes_no_sense_is_none()
    {
        foreach (Offer offer in new Offer[]
        {
            Papers.Ream with { Product = "two words" },
            Papers.Ream with { Sku = "" },
            Papers.Ream with { Sku = "UPPER" },
            Papers.Ream with { Price = new Price(0, "cny") },
            Papers.Ream with { Price = new Price(100, "xyz") },
            Papers.Ream with { Price = new Price(100, "CNY") },
            Papers.Ream with { Price = new Price(101, "kwd") },
            Papers.Ream with { Units = 0 },
            Papers.Ream with { Units = 3_000_000 },
            Papers.Ream with { Most = 0 },
            Papers.Ream with { Life = Life.OfDays(-1) },
        })
            Should.Throw<ArgumentException>(() => new Catalogue([offer]), offer.ToString());
        Should.Throw<ArgumentException>(() => new Catalogue([Papers.Ream, Papers.Ream with { Units = 2 }]));
    }

    [Theory]
    [InlineData("jpy", 5000, "5000", "¥5,000")]
    [InlineData("cny", 4900, "49", "CN¥49.00")]
    [InlineData("cny", 990, "9.9", "CN¥9.90")]
    [InlineData("usd", 2900, "29", "$29.00")]
    [InlineData("usd", 1, "0.01", "$0.01")]
    [InlineData("usd", 123_456_789, "1234567.89", "$1,234,567.89")]
    [InlineData("kwd", 1500, "1.5", "KWD 1.500")]
    [InlineData("ugx", 50_000, "500", "UGX 500.00")]
    public void Amounts_are_counted_as_the_gateway_counts_them(string currency, long minor, string major, string shown)
    {
        decimal amount = decimal.Parse(major, System.Globalization.CultureInfo.InvariantCulture);
        Currencies.ToMajor(minor, currency).ShouldBe(amount);
        Currencies.ToMinor(amount, currency).ShouldBe(minor);
        Currencies.Format(minor, currency).ShouldBe(shown);
    }

    [Fact]
    public void What_cannot_be_counted_is_not()
    {
        Currencies.ToMinor(0.5m, "jpy").ShouldBeNull();
        Currencies.ToMinor(0.001m, "usd").ShouldBeNull();
        Currencies.ToMinor(0.001m, "kwd").ShouldBe(1);
        Currencies.ToMinor(decimal.MaxValue, "usd").ShouldBeNull();
        Currencies.ToMinor(-1m, "usd").ShouldBe(-100);
        Currencies.ToMajor(long.MinValue, "usd").ShouldBeLessThan(0);
        Should.Throw<ArgumentOutOfRangeException>(() => Currencies.DecimalsOf("xyz"));
    }

    [Fact]
    public void What_is_bought_for_some_time_ends_after_it()
    {
        DateTimeOffset now = new(2028, 1, 31, 12, 0, 0, TimeSpan.Zero);
        Life.ForEver.EndFrom(now).ShouldBeNull();
        Life.OfDays(90).EndFrom(now).ShouldBe(now.AddDays(90));
        Life.OfMonths(1).EndFrom(now).ShouldBe(new DateTimeOffset(2028, 2, 29, 12, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void An_order_survives_as_metadata_and_half_of_one_does_not()
    {
        OrderMetadata orders = new(new Catalogue(Papers.All));
        Order order = OrderOf("nobody", "sells-this", 7);
        Dictionary<string, string> metadata = OrderMetadata.Write(order);
        orders.Read(metadata).ShouldBe(order);
        foreach (string key in metadata.Keys)
            orders.Read(metadata.Where(pair => pair.Key != key).ToDictionary()).ShouldBeNull(key);
        foreach (string quantity in new[] { "0", "-1", "1.5", "x", "99999999999" })
            orders.Read(new Dictionary<string, string>(metadata) { ["understudy_quantity"] = quantity }).ShouldBeNull(quantity);
        // Nobody sold anything before orders named a product.
        orders.Read(new Dictionary<string, string> { ["understudy_user"] = "ann", ["understudy_order"] = "1" }).ShouldBeNull();
        orders.Read(null).ShouldBeNull();
    }

    private static Order OrderOf(string product, string sku, int quantity) => new("ann", "order", product, sku, quantity);
}
