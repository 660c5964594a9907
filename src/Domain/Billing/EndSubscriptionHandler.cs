using Understudy.Domain.Accounts;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Billing.Reconciling;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Billing;

/// <summary>
/// Ends what somebody who leaves would go on paying for. It ends at once, for nobody is there any more to see the next
/// invoice; what is paid for stays until its period is over, should the person come back.
/// </summary>
public sealed class EndSubscriptionHandler(
    IDocumentStore store, Subscriptions subscriptions, ReconcileCheckoutHandler checkouts, IPaymentGateway gateway)
{
    /// <summary>Ends the subscriptions of a deleted account, also one that was paid just now. May be repeated.</summary>
    /// <exception cref="GatewayException">The gateway could not be reached.</exception>
    public async Task HandleAsync(string ownerId, CancellationToken cancellationToken)
    {
        User? user = (await store.FindAsync<User>(ownerId, ownerId, cancellationToken))?.Value;
        if (user?.DeletionAt is null) return;
        // A page that is still open is looked at when it is paid: ReconcileSubscriptionHandler lets that go on no more.
        await checkouts.HandleOpenAsync(ownerId, cancellationToken);
        foreach (Subscription subscription in await subscriptions.OfAsync(ownerId, cancellationToken))
            if (subscription.SubscriptionId is { } id) await gateway.EndSubscriptionAsync(id, cancellationToken);
    }
}
