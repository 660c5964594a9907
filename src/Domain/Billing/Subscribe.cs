using Understudy.Domain.Accounts;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Billing.Reconciling;
using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Billing;

/// <summary>Asks for a checkout of the Standard plan. Clone §9.1.</summary>
/// <param name="OwnerId">Who subscribes.</param>
/// <param name="SuccessUrl">Where the page leads after paying.</param>
/// <param name="CancelUrl">Where it leads when the customer turns back.</param>
/// <param name="OrderId">
/// The order's id, so that a request that is repeated finds the page it opened before; null for a new one.
/// </param>
public sealed record Subscribe(string OwnerId, Uri SuccessUrl, Uri CancelUrl, string? OrderId = null);

/// <summary>
/// Opens checkouts of the Standard plan, for who has none. What the person has paid is looked up first, so that somebody
/// who comes back before the gateway's event is not sold a second subscription; a page that is still open is handed out
/// again, for one page can be paid only once, and all others are closed.
/// </summary>
public sealed class SubscribeHandler(
    IDocumentStore store,
    IPaymentGateway gateway,
    Subscriptions subscriptions,
    StandardPages pages,
    ReconcileCheckoutHandler checkout,
    Checkouts checkouts,
    IIdFactory ids)
{
    private static readonly Problem _alreadySubscribed = new Problem.WrongState(
        "ALREADY_SUBSCRIBED", "There is a subscription already; manage it in the customer portal");

    /// <summary>Opens a checkout.</summary>
    /// <returns>It, or why there is none.</returns>
    /// <exception cref="GatewayException">The gateway could not be reached, or refused.</exception>
    public async Task<Result<CheckoutSession>> HandleAsync(Subscribe command, CancellationToken cancellationToken)
    {
        Stored<User>? user = await store.FindAsync<User>(command.OwnerId, command.OwnerId, cancellationToken);
        if (user is null) return new Problem.NotFound("Account");
        CheckoutSession? open = await FindOpenAsync(command, cancellationToken);
        if (await subscriptions.PlanAsync(command.OwnerId, cancellationToken) != PlanType.Free)
            return _alreadySubscribed;
        if (open is not null) return open;
        Order.Standard order = new(command.OwnerId, command.OrderId ?? ids.Next());
        Result<CheckoutSession> opened = await checkouts.OpenAsync(
            user.Value, order, command.SuccessUrl, command.CancelUrl, cancellationToken);
        // Another request may have opened a page meanwhile. Whoever writes last sees the other; at worst both are closed.
        if (opened.Succeeded) await pages.ExpireOthersAsync(command.OwnerId, order.OrderId, cancellationToken);
        return opened;
    }

    // Looked at once more after it was closed: it may have been paid just before.
    private async Task<CheckoutSession?> FindOpenAsync(Subscribe command, CancellationToken cancellationToken)
    {
        CheckoutSession? open = null;
        foreach (OrderRecord order in await pages.OpenAsync(command.OwnerId, cancellationToken))
        {
            CheckoutSession? session =
                await checkout.HandleAsync(command.OwnerId, order.SessionId, cancellationToken);
            if (session is not { IsComplete: false, Url: not null }) continue;
            if (open is null && order.SuccessUrl == command.SuccessUrl.OriginalString &&
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
