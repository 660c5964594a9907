using Understudy.Domain.Accounts;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Billing;

/// <summary>Opens checkouts: the part that subscribing and buying minutes share.</summary>
public sealed class Checkouts(IDocumentStore store, IPaymentGateway gateway, Customers customers, TimeProvider time)
{
    /// <summary>
    /// Opens a checkout. Its order is written before anybody can pay, for nobody knows the page's address until then.
    /// </summary>
    /// <exception cref="GatewayException">The gateway could not be reached, or refused.</exception>
    internal async Task<CheckoutSession> OpenAsync(
        User user, Order order, Uri successUrl, Uri cancelUrl, CancellationToken cancellationToken)
    {
        Subscription subscription = await customers.EnsureAsync(user, cancellationToken);
        CheckoutSession session = await gateway.OpenCheckoutAsync(
            new NewCheckout(subscription.CustomerId, order, successUrl, cancelUrl),
            $"checkout-{order.OrderId}",
            cancellationToken);
        OrderRecord record = new()
        {
            Id = order.OrderId,
            OwnerId = user.Id,
            Packs = (order as Order.ExtraMinutes)?.Packs,
            SessionId = session.Id,
            SuccessUrl = successUrl.OriginalString,
            CancelUrl = cancelUrl.OriginalString,
            CreatedAt = time.GetUtcNow(),
        };
        await store.FindOrCreateAsync(user.Id, record.Id, () => record, cancellationToken);
        return session;
    }
}
