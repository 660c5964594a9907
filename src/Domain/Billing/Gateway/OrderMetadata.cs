using System.Globalization;

namespace Understudy.Domain.Billing.Gateway;

/// <summary>Orders as the metadata of the gateway's objects.</summary>
public sealed class OrderMetadata(Catalogue catalogue)
{
    /// <summary>The key of the account's id; also of a customer's.</summary>
    public const string User = "understudy_user";

    private const string OrderId = "understudy_order";
    private const string Product = "understudy_product";
    private const string Sku = "understudy_sku";
    private const string Quantity = "understudy_quantity";

    /// <summary>Writes an order down.</summary>
    public static Dictionary<string, string> Write(Order order) => new()
    {
        [User] = order.UserId,
        [OrderId] = order.OrderId,
        [Product] = order.Product,
        [Sku] = order.Sku,
        [Quantity] = order.Quantity.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>
    /// Reads the order from an object's metadata, whether or not anybody sells what it is of; null when it is none of ours, or
    /// does not say what it is of.
    /// </summary>
    public Order? Read(IReadOnlyDictionary<string, string>? metadata)
    {
        if (metadata?.GetValueOrDefault(User) is not { Length: > 0 } user
            || metadata.GetValueOrDefault(OrderId) is not { Length: > 0 } order)
        {
            return null;
        }
        if (!metadata.ContainsKey(Product) && !metadata.ContainsKey(Sku) && !metadata.ContainsKey(Quantity))
            return catalogue.Earlier?.Read(metadata) is { } line
                ? new Order(user, order, catalogue.Earlier.Product, line.Sku, line.Quantity)
                : null;
        return metadata.GetValueOrDefault(Product) is { Length: > 0 } product
            && metadata.GetValueOrDefault(Sku) is { Length: > 0 } sku
            && int.TryParse(
                metadata.GetValueOrDefault(Quantity), NumberStyles.None, CultureInfo.InvariantCulture, out int quantity)
            && quantity > 0
                ? new Order(user, order, product, sku, quantity)
                : null;
    }
}
