using Understudy.Domain.Billing;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Products.Clone;

namespace Understudy.Infrastructure.Tests.Stripe;

/// <summary>Orders of what Clone sells.</summary>
internal static class Orders
{
    /// <summary>An order of the Standard plan.</summary>
    public static Order Standard(string user, string id) => new(user, id, Minutes.Product, CloneOffers.Standard.Sku, 1);

    /// <summary>An order of packs of minutes.</summary>
    public static Order Packs(string user, string id, int packs) =>
        new(user, id, Minutes.Product, CloneOffers.Pack.Sku, packs);

    /// <summary>What an order is of.</summary>
    public static Offer OfferOf(Order order) => order.Sku == CloneOffers.Pack.Sku ? CloneOffers.Pack : CloneOffers.Standard;
}
