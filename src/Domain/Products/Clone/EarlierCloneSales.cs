using System.Globalization;
using System.Text.Json;
using Understudy.Domain.Billing;

namespace Understudy.Domain.Products.Clone;

/// <summary>
/// What Clone sold when it sold alone: an order was of packs of minutes if it said how many, else of the Standard plan; a
/// payment said what it was for, and a subscription which plan it was.
/// </summary>
public sealed class EarlierCloneSales : IEarlierSales
{
    private const string PacksAtGateway = "understudy_packs";

    /// <inheritdoc/>
    public string Product => Minutes.Product;

    /// <inheritdoc/>
    public OrderLine? Read(IReadOnlyDictionary<string, string> metadata)
    {
        if (metadata.GetValueOrDefault(PacksAtGateway) is not { } packs) return new OrderLine(CloneOffers.Standard.Sku, 1);
        return int.TryParse(packs, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0
            ? new OrderLine(CloneOffers.Pack.Sku, count)
            : null;
    }

    /// <inheritdoc/>
    public OrderLine? Read(IReadOnlyDictionary<string, JsonElement> members)
    {
        // A subscription.
        if (Text("plan") is { } plan) return plan == "standard" ? new OrderLine(CloneOffers.Standard.Sku, 1) : null;
        // A payment.
        if (Text("for") is { } paidFor)
            return paidFor == "subscription"
                ? new OrderLine(CloneOffers.Standard.Sku, 1)
                : new OrderLine(CloneOffers.Pack.Sku, members["minutes"].GetInt32() / Minutes.Pack);
        // An order.
        return members.TryGetValue("packs", out JsonElement packs)
            ? new OrderLine(CloneOffers.Pack.Sku, packs.GetInt32())
            : new OrderLine(CloneOffers.Standard.Sku, 1);

        string? Text(string member) =>
            members.TryGetValue(member, out JsonElement value) ? value.GetString() : null;
    }
}
