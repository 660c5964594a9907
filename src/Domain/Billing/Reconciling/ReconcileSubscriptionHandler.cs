using Understudy.Domain.Accounts;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Billing.Reconciling;

/// <summary>
/// Makes a person's subscription of a product what the gateway says it is. Of several of one product, one counts: the best
/// paid, of equals the newest; the others are ended and their latest payment given back, so that nobody pays twice for a month.
/// Which one that is depends on nothing but the gateway's state, so it is the same one in whatever order it is looked at.
/// </summary>
/// <remarks>
/// The document is read before the gateway and written always, even unchanged: whoever read the gateway earlier and
/// comes to write later finds another version, and reads again. So the last write shows the latest reading.
/// </remarks>
public sealed class ReconcileSubscriptionHandler(
    IDocumentStore store,
    IPaymentGateway gateway,
    Subscriptions subscriptions,
    Catalogue catalogue,
    IBillingLog log,
    TimeProvider time,
    IAccountFollower? follower = null)
{
    /// <summary>Reconciles one of a person's subscriptions.</summary>
    /// <returns>It, as the gateway has it; null when there is none, or it is not this person's.</returns>
    public async Task<GatewaySubscription?> HandleAsync(
        string ownerId, string subscriptionId, CancellationToken cancellationToken)
    {
        if (await ProductAsync(ownerId, subscriptionId, cancellationToken) is not { } product) return null;
        while (true)
        {
            Stored<Subscription>? known = await subscriptions.FindStoredAsync(ownerId, product, cancellationToken);
            if (known is null) return null;
            GatewaySubscription? asked = await FindAsync(ownerId, product, subscriptionId, cancellationToken);
            GatewaySubscription? kept = known.Value.SubscriptionId == subscriptionId
                ? asked
                : await FindAsync(ownerId, product, known.Value.SubscriptionId, cancellationToken);
            if (new[] { asked, kept }.OfType<GatewaySubscription>().FirstOrDefault(IsUnknown) is { } unknown)
            {
                // It is neither better nor worse than another one, and is not over.
                log.UnknownOffer(unknown.Order!, unknown.Id);
                return null;
            }
            GatewaySubscription? counts = Better(asked, kept);

            // Ended before it is forgotten: cut off in between, the next look finds both again.
            foreach (GatewaySubscription? surplus in new[] { asked, kept })
                if (surplus is not null && surplus.Id != counts!.Id && Runs(surplus))
                    await UndoAsync(surplus, cancellationToken);

            DateTimeOffset now = time.GetUtcNow();
            Subscription next = counts is not null ? known.Value.Showing(counts, now)
                : known.Value.SubscriptionId == subscriptionId ? known.Value.Ended(now) : known.Value;
            if (await store.ReplaceAsync(next, known.ETag, cancellationToken) is null) continue;
            // Also when nothing has changed: what was cut off before is made up for by coming again.
            if (follower is not null) await follower.ChangedAsync(ownerId, cancellationToken);
            if (counts is not null && Runs(counts)) await EndIfLeftAsync(ownerId, counts.Id, cancellationToken);
            return asked;
        }
    }

    // Paid back before it is ended: cut off in between, it still runs, and comes here again.
    private async Task UndoAsync(GatewaySubscription surplus, CancellationToken cancellationToken)
    {
        GatewayInvoice? invoice = surplus.LatestInvoiceId is { } invoiceId
            ? await gateway.FindInvoiceAsync(invoiceId, cancellationToken)
            : null;
        if (invoice?.PaymentId is { } paymentId &&
            await gateway.FindPaymentAsync(paymentId, cancellationToken)
                is { Status: GatewayPaymentStatus.Succeeded })
            await gateway.RefundPaymentAsync(paymentId, $"surplus-{surplus.Id}", cancellationToken);
        await gateway.EndSubscriptionAsync(surplus.Id, cancellationToken);
    }

    // After the document is written: an account that is deleted later finds there what it has to end.
    private async Task EndIfLeftAsync(string ownerId, string subscriptionId, CancellationToken cancellationToken)
    {
        if (await store.FindAsync<User>(ownerId, ownerId, cancellationToken) is { Value.DeletionAt: not null })
            await gateway.EndSubscriptionAsync(subscriptionId, cancellationToken);
    }

    // Of one that the gateway knows nothing of any more, only our document tells.
    private async Task<string?> ProductAsync(
        string ownerId, string subscriptionId, CancellationToken cancellationToken)
    {
        IReadOnlyList<Subscription> all = await subscriptions.OfAsync(ownerId, cancellationToken);
        if (all.FirstOrDefault(known => known.SubscriptionId == subscriptionId) is { } known) return known.Product;
        GatewaySubscription? found = await gateway.FindSubscriptionAsync(subscriptionId, cancellationToken);
        if (found?.Order?.UserId != ownerId) return null;
        if (!IsUnknown(found)) return found.Order.Product;
        log.UnknownOffer(found.Order, subscriptionId);
        return null;
    }

    private bool IsUnknown(GatewaySubscription found) => catalogue.Find(found.Order!) is not Offer.Monthly;

    private async Task<GatewaySubscription?> FindAsync(
        string ownerId, string product, string? subscriptionId, CancellationToken cancellationToken)
    {
        if (subscriptionId is null) return null;
        GatewaySubscription? found = await gateway.FindSubscriptionAsync(subscriptionId, cancellationToken);
        return found?.Order is { } order && order.UserId == ownerId && order.Product == product ? found : null;
    }

    private static GatewaySubscription? Better(GatewaySubscription? one, GatewaySubscription? other)
    {
        if (one is null || other is null) return one ?? other;
        int order = Rank(one).CompareTo(Rank(other));
        if (order == 0) order = one.CreatedAt.CompareTo(other.CreatedAt);
        if (order == 0) order = string.CompareOrdinal(one.Id, other.Id);
        return order >= 0 ? one : other;
    }

    // One whose first payment has not come goes away by itself, or comes up again when it has.
    private static bool Runs(GatewaySubscription subscription) => Rank(subscription) > 1;

    private static int Rank(GatewaySubscription subscription) => subscription.Status switch
    {
        GatewaySubscriptionStatus.Active or GatewaySubscriptionStatus.Trialing => 4,
        GatewaySubscriptionStatus.PastDue => 3,
        GatewaySubscriptionStatus.Unpaid or GatewaySubscriptionStatus.Paused => 2,
        GatewaySubscriptionStatus.Incomplete => 1,
        _ => 0,
    };
}
