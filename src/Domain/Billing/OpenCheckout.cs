using Understudy.Domain.Accounts;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Billing.Reconciling;
using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Billing;

/// <summary>Asks for a checkout: a page on which an offer is paid.</summary>
/// <param name="OwnerId">Who buys.</param>
/// <param name="Product">The product that sells it.</param>
/// <param name="Sku">Which of the product's offers.</param>
/// <param name="Quantity">How many: 1 to <see cref="Offer.MaxQuantity"/>.</param>
/// <param name="SuccessUrl">Where the page leads after paying.</param>
/// <param name="CancelUrl">Where it leads when the customer turns back.</param>
/// <param name="OrderId">
/// The order's id, so that a request that is repeated finds the page it opened before; null for a new one.
/// </param>
public sealed record OpenCheckout(
    string OwnerId, string Product, string Sku, int Quantity, Uri SuccessUrl, Uri CancelUrl, string? OrderId = null);

/// <summary>
/// Opens checkouts. Of a subscription only for who has none of the product: what the person has paid is looked up first, so
/// that somebody who comes back before the gateway's event is not sold a second one; a page that is still open is handed out
/// again, for one page can be paid only once, and all others are closed.
/// </summary>
public sealed class OpenCheckoutHandler(
    IDocumentStore store,
    IPaymentGateway gateway,
    Catalogue catalogue,
    Subscriptions subscriptions,
    SubscriptionPages pages,
    ReconcileCheckoutHandler checkout,
    Checkouts checkouts,
    IIdFactory ids)
{
    /// <summary>Opens a checkout.</summary>
    /// <returns>It, or why there is none.</returns>
    /// <exception cref="GatewayException">The gateway could not be reached, or refused.</exception>
    public async Task<Result<CheckoutSession>> HandleAsync(OpenCheckout command, CancellationToken cancellationToken)
    {
        if (catalogue.Find(command.Product, command.Sku) is not { } offer)
            return new UnknownOffer(command.Product, command.Sku);
        if (!offer.Sells(command.Quantity)) return new QuantityNotSold(offer.MaxQuantity);
        Stored<User>? user = await store.FindAsync<User>(command.OwnerId, command.OwnerId, cancellationToken);
        if (user is null) return new Problem.NotFound("Account");
        return offer is Offer.Monthly
            ? await SubscribeAsync(user.Value, offer, command, cancellationToken)
            : await OpenAsync(user.Value, NewOrder(command), offer, command, cancellationToken);
    }

    private async Task<Result<CheckoutSession>> SubscribeAsync(
        User user, Offer offer, OpenCheckout command, CancellationToken cancellationToken)
    {
        CheckoutSession? open = await FindOpenAsync(command, cancellationToken);
        if (await subscriptions.FindAsync(user.Id, offer.Product, cancellationToken) is { Counts: true })
            return new AlreadySubscribed();
        if (open is not null) return open;
        Order order = NewOrder(command);
        Result<CheckoutSession> opened = await OpenAsync(user, order, offer, command, cancellationToken);
        // Another request may have opened a page meanwhile. Whoever writes last sees the other; at worst both are closed.
        if (opened.Succeeded) await pages.ExpireOthersAsync(order, cancellationToken);
        return opened;
    }

    private Task<Result<CheckoutSession>> OpenAsync(
        User user, Order order, Offer offer, OpenCheckout command, CancellationToken cancellationToken) =>
        checkouts.OpenAsync(user, order, offer, command.SuccessUrl, command.CancelUrl, cancellationToken);

    private Order NewOrder(OpenCheckout command) => new(
        command.OwnerId, command.OrderId ?? ids.Next(), command.Product, command.Sku, command.Quantity);

    // Looked at once more after it was closed: it may have been paid just before.
    private async Task<CheckoutSession?> FindOpenAsync(OpenCheckout command, CancellationToken cancellationToken)
    {
        CheckoutSession? open = null;
        foreach (OrderRecord order in await pages.OpenAsync(command.OwnerId, command.Product, cancellationToken))
        {
            CheckoutSession? session =
                await checkout.HandleAsync(command.OwnerId, order.SessionId, cancellationToken);
            if (session is not { IsComplete: false, Url: not null }) continue;
            if (open is null && order.Sku == command.Sku && order.SuccessUrl == command.SuccessUrl.OriginalString &&
                order.CancelUrl == command.CancelUrl.OriginalString)
            {
                open = session;
                continue;
            }
            await gateway.ExpireCheckoutAsync(order.SessionId, cancellationToken);
            await checkout.HandleAsync(command.OwnerId, order.SessionId, cancellationToken);
        }
        return open;
    }
}
