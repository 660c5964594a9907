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
/// again, for one page can be paid only once.
/// </summary>
public sealed class SubscribeHandler(
    IDocumentStore store, Subscriptions subscriptions, ReconcileCheckout checkout, Checkouts checkouts, IIdFactory ids)
{
    // More pages than these are opened by nobody who means it.
    private const int MaxPages = 5;

    private static readonly Problem AlreadySubscribed = new Problem.WrongState(
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
            return AlreadySubscribed;
        return open ?? await checkouts.OpenAsync(
            user.Value,
            new Order.Standard(command.OwnerId, command.OrderId ?? ids.Next()),
            command.SuccessUrl,
            command.CancelUrl,
            cancellationToken);
    }

    private async Task<CheckoutSession?> FindOpenAsync(Subscribe command, CancellationToken cancellationToken)
    {
        DocumentPage<OrderRecord> orders = await store.QueryAsync<OrderRecord>(
            new DocumentQuery
            {
                Partition = command.OwnerId,
                Where = [Filter.Equal("isOpen", true), Filter.Equal("packs", null)],
                OrderBy = "createdAt",
                Descending = true,
                Limit = MaxPages,
            },
            cancellationToken);
        CheckoutSession? open = null;
        foreach ((OrderRecord order, _) in orders.Items)
        {
            CheckoutSession? session =
                await checkout.HandleAsync(command.OwnerId, order.SessionId, cancellationToken);
            if (session is { IsComplete: false, Url: not null } &&
                order.SuccessUrl == command.SuccessUrl.OriginalString &&
                order.CancelUrl == command.CancelUrl.OriginalString)
                open ??= session;
        }
        return open;
    }
}
