using Understudy.Domain.Accounts;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Billing;

/// <summary>Asks for a checkout of extra minutes. Clone §9.4.</summary>
/// <param name="OwnerId">Who buys.</param>
/// <param name="Packs">How many packs: 1 to <see cref="MaxPacks"/>.</param>
/// <param name="SuccessUrl">Where the page leads after paying.</param>
/// <param name="CancelUrl">Where it leads when the customer turns back.</param>
/// <param name="OrderId">
/// The order's id, so that a request that is repeated finds the page it opened before; null for a new one.
/// </param>
public sealed record PurchaseMinutes(
    string OwnerId, int Packs, Uri SuccessUrl, Uri CancelUrl, string? OrderId = null)
{
    /// <summary>How many packs are sold at once, at most.</summary>
    public const int MaxPacks = 50;
}

/// <summary>Opens checkouts of extra minutes, whatever the plan.</summary>
public sealed class PurchaseMinutesHandler(IDocumentStore store, Checkouts checkouts, IIdFactory ids)
{
    /// <summary>Opens a checkout.</summary>
    /// <returns>It, or why there is none.</returns>
    /// <exception cref="GatewayException">The gateway could not be reached, or refused.</exception>
    public async Task<Result<CheckoutSession>> HandleAsync(
        PurchaseMinutes command, CancellationToken cancellationToken)
    {
        Stored<User>? user = await store.FindAsync<User>(command.OwnerId, command.OwnerId, cancellationToken);
        if (user is null) return new Problem.NotFound("Account");
        return await checkouts.OpenAsync(
            user.Value,
            new Order.ExtraMinutes(command.OwnerId, command.OrderId ?? ids.Next(), command.Packs),
            command.SuccessUrl,
            command.CancelUrl,
            cancellationToken);
    }
}
