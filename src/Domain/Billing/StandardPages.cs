using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Billing;

/// <summary>A person's open checkouts of the Standard plan, of which no more than one should stay payable.</summary>
public sealed class StandardPages(IDocumentStore store, IPaymentGateway gateway)
{
    /// <summary>The open ones, newest first.</summary>
    internal async Task<IReadOnlyList<OrderRecord>> OpenAsync(string ownerId, CancellationToken cancellationToken)
    {
        DocumentQuery query = new()
        {
            Partition = ownerId,
            Where = [Filter.Equal("isOpen", true), Filter.Equal("packs", null)],
            OrderBy = "createdAt",
            Descending = true,
        };
        List<OrderRecord> open = [];
        await foreach (OrderRecord order in store.AllAsync<OrderRecord>(query, cancellationToken)) open.Add(order);
        return open;
    }

    /// <summary>Closes all pages but that of one order; what was paid stays paid.</summary>
    /// <exception cref="GatewayException">The gateway could not be reached, or refused.</exception>
    internal async Task ExpireOthersAsync(string ownerId, string orderId, CancellationToken cancellationToken)
    {
        foreach (OrderRecord order in await OpenAsync(ownerId, cancellationToken))
            if (order.Id != orderId) await gateway.ExpireCheckoutAsync(order.SessionId, cancellationToken);
    }
}
