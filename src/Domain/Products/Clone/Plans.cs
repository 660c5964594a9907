using Understudy.Domain.Billing;

namespace Understudy.Domain.Products.Clone;

/// <summary>Which plan people have.</summary>
public static class Plans
{
    /// <summary>A person's subscription of Clone, or null when they never came to a checkout of one.</summary>
    public static Task<Subscription?> OfCloneAsync(
        this Subscriptions subscriptions, string ownerId, CancellationToken cancellationToken) =>
        subscriptions.FindAsync(ownerId, Minutes.Product, cancellationToken);

    /// <summary>What a person is subscribed to.</summary>
    public static async Task<PlanType> PlanAsync(
        this Subscriptions subscriptions, string ownerId, CancellationToken cancellationToken) =>
        Of(await subscriptions.OfCloneAsync(ownerId, cancellationToken));

    /// <summary>The plan of a subscription.</summary>
    public static PlanType Of(Subscription? subscription) =>
        subscription?.Sku == CloneOffers.Standard.Sku ? PlanType.Standard : PlanType.Free;
}
