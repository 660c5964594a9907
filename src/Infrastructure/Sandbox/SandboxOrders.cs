using System.Globalization;
using Understudy.Domain.Billing.Gateway;

namespace Understudy.Infrastructure.Sandbox;

/// <summary>Orders, their prices in yen, and how they are kept as metadata.</summary>
public static class SandboxOrders
{
    /// <summary>What a month of the Standard plan costs.</summary>
    public const long Standard = 5000;

    /// <summary>What a pack of extra minutes costs.</summary>
    public const long Pack = 1000;

    /// <summary>How many minutes a pack has.</summary>
    public const int PackMinutes = 20;

    /// <summary>What an order costs.</summary>
    public static long Price(Order order) => order switch
    {
        Order.Standard => Standard,
        Order.ExtraMinutes extra => Pack * extra.Packs,
        _ => throw new ArgumentOutOfRangeException(nameof(order), order, "There is no price for it."),
    };

    /// <summary>The order as metadata.</summary>
    public static IReadOnlyDictionary<string, string> Metadata(Order order) => order switch
    {
        Order.Standard => new Dictionary<string, string>
        {
            ["user_id"] = order.UserId,
            ["order_id"] = order.OrderId,
            ["kind"] = "standard",
        },
        Order.ExtraMinutes extra => new Dictionary<string, string>
        {
            ["user_id"] = order.UserId,
            ["order_id"] = order.OrderId,
            ["kind"] = "extra_minutes",
            ["packs"] = extra.Packs.ToString(CultureInfo.InvariantCulture),
        },
        _ => throw new ArgumentOutOfRangeException(nameof(order), order, "There is no metadata for it."),
    };

    /// <summary>The order in metadata; null when there is none.</summary>
    public static Order? Read(IReadOnlyDictionary<string, string> metadata)
    {
        if (!metadata.TryGetValue("user_id", out string? user) || !metadata.TryGetValue("order_id", out string? id))
            return null;
        return metadata.GetValueOrDefault("kind") switch
        {
            "standard" => new Order.Standard(user, id),
            "extra_minutes" => new Order.ExtraMinutes(
                user, id, int.Parse(metadata["packs"], CultureInfo.InvariantCulture)),
            _ => null,
        };
    }
}
