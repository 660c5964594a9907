using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Common;

namespace Understudy.Domain.Billing;

/// <summary>Opens the page on which a person manages what is subscribed to.</summary>
public sealed class OpenPortalHandler(Customers customers, IPaymentGateway gateway)
{
    /// <summary>Opens the portal, for who has been to a checkout.</summary>
    /// <returns>The page, or why there is none.</returns>
    /// <exception cref="GatewayException">The gateway could not be reached, or refused.</exception>
    public async Task<Result<Uri>> HandleAsync(string ownerId, Uri returnUrl, CancellationToken cancellationToken)
    {
        if (await customers.FindAsync(ownerId, cancellationToken) is not { IsGone: false } customer)
            return new NoBillingAccount();
        try
        {
            return await gateway.OpenPortalAsync(customer.CustomerId, returnUrl, cancellationToken);
        }
        catch (GatewayException refusal) when (refusal.IsCustomerGone)
        {
            // As if the event that tells of it had come: there is nothing left to manage.
            await customers.LoseAsync(ownerId, customer.CustomerId, cancellationToken);
            return new NoBillingAccount();
        }
    }
}
