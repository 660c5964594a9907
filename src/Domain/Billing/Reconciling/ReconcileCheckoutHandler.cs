using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Billing.Reconciling;

/// <summary>Leads from a checkout to what it began, and closes its order once the outcome is known.</summary>
public sealed class ReconcileCheckoutHandler(
    IDocumentStore store,
    IPaymentGateway gateway,
    ReconcileSubscriptionHandler subscriptions,
    ReconcileInvoiceHandler invoices,
    ReconcileOrderHandler orders,
    SubscriptionPages pages,
    Catalogue catalogue,
    IBillingLog log,
    TimeProvider time)
{
    /// <summary>Reconciles one of a person's checkouts.</summary>
    /// <returns>It, as the gateway has it; null when there is none, or it is not this person's.</returns>
    public async Task<CheckoutSession?> HandleAsync(
        string ownerId, string sessionId, CancellationToken cancellationToken)
    {
        CheckoutSession? session = await gateway.FindCheckoutAsync(sessionId, cancellationToken);
        if (session?.Order is not { } order || order.UserId != ownerId) return null;
        bool isSettled = session.IsComplete
            ? await SettleAsync(order, session, cancellationToken)
            : session.Url is null;
        if (isSettled)
            await store.UpdateAsync<OrderRecord>(
                ownerId,
                order.OrderId,
                record => record.IsOpen ? record with { ClosedAt = time.GetUtcNow() } : null,
                cancellationToken);
        return session;
    }

    /// <summary>Reconciles all of a person's checkouts of which something may have come, or may come still.</summary>
    internal async Task HandleOpenAsync(string ownerId, CancellationToken cancellationToken)
    {
        DocumentQuery open = new() { Partition = ownerId, Where = [Filter.Equal("isOpen", true)] };
        await foreach (OrderRecord order in store.AllAsync<OrderRecord>(open, cancellationToken))
            await HandleAsync(ownerId, order.SessionId, cancellationToken);
    }

    private async Task<bool> SettleAsync(Order order, CheckoutSession session, CancellationToken cancellationToken)
    {
        switch (catalogue.Find(order), session)
        {
            case (Offer.Monthly, { SubscriptionId: { } subscriptionId }):
                return await SubscribeAsync(order, subscriptionId, session.InvoiceId, cancellationToken);
            case (Offer.Once, { PaymentId: { } paymentId }):
                return await orders.HandleAsync(order, paymentId, session.InvoiceId, cancellationToken)
                    is { Status: not GatewayPaymentStatus.Pending };
            case (null, _):
                // The order stays open, and is looked at again: once somebody sells it, what was paid for is granted.
                log.UnknownOffer(order, session.Id);
                return false;
            default:
                return false;
        }
    }

    private async Task<bool> SubscribeAsync(
        Order order, string subscriptionId, string? firstInvoiceId, CancellationToken cancellationToken)
    {
        GatewaySubscription? subscription =
            await subscriptions.HandleAsync(order.UserId, subscriptionId, cancellationToken);
        // Who is subscribed has no use for a page that was left open.
        if (subscription is { Status: not (GatewaySubscriptionStatus.Incomplete or GatewaySubscriptionStatus.Over) })
            await pages.ExpireOthersAsync(order, cancellationToken);
        // The first is what the checkout was for; heard of late, it is not the latest any more.
        foreach (string invoiceId in new[] { firstInvoiceId, subscription?.LatestInvoiceId }.OfType<string>().Distinct())
            await invoices.HandleAsync(order.UserId, invoiceId, cancellationToken);
        return subscription is { Status: not GatewaySubscriptionStatus.Incomplete };
    }
}
