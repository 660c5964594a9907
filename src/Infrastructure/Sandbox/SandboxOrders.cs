using Understudy.Domain.Billing;
using Understudy.Domain.Billing.Gateway;
using Understudy.Infrastructure.Stripe;

namespace Understudy.Infrastructure.Sandbox;

/// <summary>Orders: their prices, and how they are kept as metadata.</summary>
public static class SandboxOrders
{
    /// <summary>What an order costs, in yen.</summary>
    public static long Price(Order order) => order switch
    {
        Order.Standard => Minutes.StandardPrice,
        Order.ExtraMinutes extra => (long)Minutes.PackPrice * extra.Packs,
        _ => throw new ArgumentOutOfRangeException(nameof(order), order, "There is no price for it."),
    };

    /// <summary>The order as metadata, as it is kept at Stripe.</summary>
    public static IReadOnlyDictionary<string, string> Metadata(Order order) => StripeOrders.Write(order);

    /// <summary>The order in metadata; null when there is none.</summary>
    public static Order? Read(IReadOnlyDictionary<string, string> metadata) => StripeOrders.Read(metadata);
}
