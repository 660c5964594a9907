using Understudy.Domain.Persistence;

namespace Understudy.Domain.Billing;

/// <summary>Reading subscriptions.</summary>
public sealed class Subscriptions(IDocumentStore store)
{
    /// <summary>A person's subscription, or null when they never came to a checkout.</summary>
    public async Task<Subscription?> FindAsync(string ownerId, CancellationToken cancellationToken) =>
        (await store.FindAsync<Subscription>(ownerId, ownerId, cancellationToken))?.Value;

    /// <summary>What a person is subscribed to.</summary>
    public async Task<PlanType> PlanAsync(string ownerId, CancellationToken cancellationToken) =>
        (await FindAsync(ownerId, cancellationToken))?.Plan ?? PlanType.Free;
}
