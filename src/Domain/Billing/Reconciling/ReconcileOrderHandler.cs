using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Billing.Reconciling;

/// <summary>
/// Makes the payment of what is bought once what the gateway says it is, grants that once the money is there, and takes back
/// what was refunded or disputed.
/// </summary>
public sealed class ReconcileOrderHandler(
    IDocumentStore store,
    IPaymentGateway gateway,
    Customers customers,
    Payments payments,
    Entitlements entitlements,
    Catalogue catalogue,
    IBillingLog log,
    TimeProvider time)
{
    /// <summary>Reconciles the payment of an order.</summary>
    /// <param name="order">The order, its owner being known to be who the customer is.</param>
    /// <param name="paymentId">Its payment at the gateway.</param>
    /// <param name="invoiceId">Its invoice, where the caller knows it.</param>
    /// <param name="cancellationToken">Gives up; the order may be reconciled all the same.</param>
    /// <returns>The payment; null when nothing was paid, or the payment is of something else.</returns>
    public async Task<Payment?> HandleAsync(
        Order order, string paymentId, string? invoiceId, CancellationToken cancellationToken)
    {
        if (catalogue.Find(order) is not Offer.Once offer)
        {
            log.UnknownOffer(order, paymentId);
            return null;
        }
        while (true)
        {
            Stored<Payment>? known = await payments.FindStoredAsync(order.UserId, order.OrderId, cancellationToken);
            GatewayPayment? payment = await gateway.FindPaymentAsync(paymentId, cancellationToken);
            if (payment is null || payment.Order != order) return null;
            // A card that was refused on the page is no payment: the customer is still at it.
            if (known is null && payment.Status != GatewayPaymentStatus.Succeeded &&
                !await IsCompleteAsync(order, cancellationToken))
                return null;

            Payment next = (known?.Value ?? Payment.Of(order, offer, order.OrderId))
                .Showing(payment, invoiceId, time.GetUtcNow());
            Stored<Payment>? stored = known is null
                ? await store.CreateAsync(next, cancellationToken)
                : await store.ReplaceAsync(next, known.ETag, cancellationToken);
            if (stored is null) continue;
            // Also of one that was known: the account may have been erased since.
            if (payment.CustomerId is { } customerId &&
                await customers.OwnerAsync(customerId, cancellationToken) != order.UserId)
                await payments.AnonymiseAsync(next, cancellationToken);
            else
                await GrantAsync(next, offer, cancellationToken);
            return next;
        }
    }

    private async Task<bool> IsCompleteAsync(Order order, CancellationToken cancellationToken) =>
        await store.FindAsync<OrderRecord>(order.UserId, order.OrderId, cancellationToken) is { } record &&
        await gateway.FindCheckoutAsync(record.Value.SessionId, cancellationToken) is { IsComplete: true };

    private async Task GrantAsync(Payment payment, Offer.Once offer, CancellationToken cancellationToken)
    {
        if (payment.Status == GatewayPaymentStatus.Succeeded)
            await entitlements.GrantAsync(payment, offer, cancellationToken);
        await entitlements.RevokeAsync(payment, cancellationToken);
    }
}
