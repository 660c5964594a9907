using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Understudy.Domain.Billing.Gateway;

namespace Understudy.Infrastructure.Stripe;

/// <summary>Orders as the metadata of Stripe's objects.</summary>
internal static class StripeOrders
{
    /// <summary>The key of the account's id; also of a customer's.</summary>
    public const string User = "understudy_user";

    private const string OrderId = "understudy_order";
    private const string Packs = "understudy_packs";

    /// <summary>Writes an order down.</summary>
    public static JsonObject Write(Order order)
    {
        JsonObject metadata = new() { [User] = order.UserId, [OrderId] = order.OrderId };
        if (order is Order.ExtraMinutes extra) metadata[Packs] = extra.Packs.ToString(CultureInfo.InvariantCulture);
        return metadata;
    }

    /// <summary>Reads the order from an object's metadata, or null when it is not one of ours.</summary>
    public static Order? Read(JsonElement from)
    {
        if (from.Member("metadata") is not { } metadata
            || metadata.Text(User) is not { Length: > 0 } user
            || metadata.Text(OrderId) is not { Length: > 0 } order)
        {
            return null;
        }
        if (metadata.Text(Packs) is not { } packs) return new Order.Standard(user, order);
        return int.TryParse(packs, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0
            ? new Order.ExtraMinutes(user, order, count)
            : null;
    }
}
