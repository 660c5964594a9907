using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Common;

namespace Understudy.Domain.Billing;

/// <summary>Opens the page on which a person manages the subscription. Clone §9.2.</summary>
public sealed class OpenPortalHandler(Subscriptions subscriptions, Customers customers, IPaymentGateway gateway)
{
    private static readonly Problem _noAccount = new Problem.WrongState(
        "NO_BILLING_ACCOUNT", "There is nothing to manage yet: nothing was ever bought");

    /// <summary>Opens the portal, for who has been to a checkout.</summary>
    /// <returns>The page, or why there is none.</returns>
    /// <exception cref="GatewayException">The gateway could not be reached, or refused.</exception>
    public async Task<Result<Uri>> HandleAsync(string ownerId, Uri returnUrl, CancellationToken cancellationToken)
    {
        if (await subscriptions.FindAsync(ownerId, cancellationToken) is not { CustomerIsGone: false } subscription)
            return _noAccount;
        try
        {
            return await gateway.OpenPortalAsync(subscription.CustomerId, returnUrl, cancellationToken);
        }
        catch (GatewayException refusal) when (refusal.IsCustomerGone)
        {
            // As if the event that tells of it had come: there is nothing left to manage.
            await customers.LoseAsync(ownerId, subscription.CustomerId, cancellationToken);
            return _noAccount;
        }
    }
}
