using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Billing;

/// <summary>
/// A person's open checkouts of a product's subscriptions, of which no more than one should stay payable.
/// </summary>
public sealed class SubscriptionPages(IDocumentStore store, IPaymentGateway gateway, Catalogue catalogue)
{
    /// <summary>The open ones, newest first.</summary>
    internal async Task<IReadOnlyList<OrderRecord>> OpenAsync(
        string ownerId, string product, CancellationToken cancellationToken)
    {
        DocumentQuery query = new()
        {
            Partition = ownerId,
            Where = [Filter.Equal("isOpen", true)],
            OrderBy = "createdAt",
            Descending = true,
        };
        List<OrderRecord> open = [];
        await foreach (OrderRecord found in store.AllAsync<OrderRecord>(query, cancellationToken))
        {
            OrderRecord order = found.ToToday(catalogue);
            if (order.Product == product && catalogue.Find(product, order.Sku) is Offer.Monthly) open.Add(order);
        }
        return open;
    }

    /// <summary>Closes all pages but that of one order; what was paid stays paid.</summary>
    /// <exception cref="GatewayException">The gateway could not be reached, or refused.</exception>
    internal async Task ExpireOthersAsync(Order order, CancellationToken cancellationToken)
    {
        foreach (OrderRecord open in await OpenAsync(order.UserId, order.Product, cancellationToken))
            if (open.Id != order.OrderId) await gateway.ExpireCheckoutAsync(open.SessionId, cancellationToken);
    }
}
