using Understudy.Domain.Accounts;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Billing;

/// <summary>Opens checkouts: the part that subscribing and buying share.</summary>
public sealed class Checkouts(
    IDocumentStore store, IPaymentGateway gateway, Customers customers, Subscriptions subscriptions, TimeProvider time)
{
    // More pages than these are opened by nobody who means it.
    private const int MaxOpen = 20;

    /// <summary>
    /// Opens a checkout, unless too many of the person's are open. Its order is written before anybody can pay, for nobody
    /// knows the page's address until then.
    /// </summary>
    /// <exception cref="GatewayException">The gateway could not be reached, or refused.</exception>
    internal async Task<Result<CheckoutSession>> OpenAsync(
        User user, Order order, Offer offer, Uri successUrl, Uri cancelUrl, CancellationToken cancellationToken)
    {
        if (await AreTooManyAsync(user.Id, order.OrderId, cancellationToken)) return new TooManyCheckouts(MaxOpen);
        if (offer is Offer.Monthly) await subscriptions.EnsureAsync(user.Id, offer.Product, cancellationToken);
        CheckoutSession session = await AtGatewayAsync(user, order, offer, successUrl, cancelUrl, cancellationToken);
        OrderRecord record = new()
        {
            Id = order.OrderId,
            OwnerId = user.Id,
            Product = order.Product,
            Sku = order.Sku,
            Quantity = order.Quantity,
            Units = offer.Units * order.Quantity,
            Price = offer.Price * order.Quantity,
            SessionId = session.Id,
            Url = session.Url?.OriginalString,
            SuccessUrl = successUrl.OriginalString,
            CancelUrl = cancelUrl.OriginalString,
            CreatedAt = time.GetUtcNow(),
        };
        await store.FindOrCreateAsync(user.Id, record.Id, () => record, cancellationToken);
        return session;
    }

    // One that is asked for again is none more.
    private async Task<bool> AreTooManyAsync(string ownerId, string orderId, CancellationToken cancellationToken)
    {
        DocumentPage<OrderRecord> open = await store.QueryAsync<OrderRecord>(
            new DocumentQuery { Partition = ownerId, Where = [Filter.Equal("isOpen", true)], Limit = MaxOpen },
            cancellationToken);
        return open.Items.Count == MaxOpen &&
            await store.FindAsync<OrderRecord>(ownerId, orderId, cancellationToken) is null;
    }

    private async Task<CheckoutSession> AtGatewayAsync(
        User user, Order order, Offer offer, Uri successUrl, Uri cancelUrl, CancellationToken cancellationToken)
    {
        for (bool isAgain = false; ; isAgain = true)
        {
            string customerId = (await customers.EnsureAsync(user, cancellationToken)).CustomerId;
            try
            {
                // A key stands for what is sent with it: with another customer it is another request.
                return await gateway.OpenCheckoutAsync(
                    new NewCheckout(customerId, order, offer, successUrl, cancelUrl),
                    $"checkout-{order.OrderId}-{customerId}",
                    cancellationToken);
            }
            catch (GatewayException refusal) when (refusal.IsCustomerGone && !isAgain)
            {
                await customers.LoseAsync(user.Id, customerId, cancellationToken);
            }
        }
    }
}
