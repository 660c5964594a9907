using System.Globalization;
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
    public static Dictionary<string, string> Write(Order order)
    {
        Dictionary<string, string> metadata = new() { [User] = order.UserId, [OrderId] = order.OrderId };
        if (order is Order.ExtraMinutes extra) metadata[Packs] = extra.Packs.ToString(CultureInfo.InvariantCulture);
        return metadata;
    }

    /// <summary>Reads the order from an object's metadata, or null when it is not one of ours.</summary>
    public static Order? Read(IReadOnlyDictionary<string, string>? metadata)
    {
        if (metadata?.GetValueOrDefault(User) is not { Length: > 0 } user
            || metadata.GetValueOrDefault(OrderId) is not { Length: > 0 } order)
        {
            return null;
        }
        if (metadata.GetValueOrDefault(Packs) is not { } packs) return new Order.Standard(user, order);
        return int.TryParse(packs, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0
            ? new Order.ExtraMinutes(user, order, count)
            : null;
    }
}
