using Stripe.Checkout;
using Understudy.Domain.Billing;
using Understudy.Domain.Billing.Gateway;

namespace Understudy.Infrastructure.Stripe;

/// <summary>
/// Checkout sessions to open. Prices are stated here instead of configured at Stripe, so that the amount that a customer is
/// asked for cannot differ from the one that the product names.
/// </summary>
internal static class StripeCheckout
{
    // The one placeholder that Stripe fills in; a URL writes its braces in another way.
    private const string Placeholder = "{CHECKOUT_SESSION_ID}";

    /// <summary>Writes one down.</summary>
    public static SessionCreateOptions Write(NewCheckout checkout)
    {
        Dictionary<string, string> metadata = OrderMetadata.Write(checkout.Order);
        SessionLineItemOptions line = Line(checkout.Offer, checkout.Order.Quantity);
        SessionCreateOptions session = new()
        {
            Customer = checkout.CustomerId,
            ClientReferenceId = checkout.Order.UserId,
            SuccessUrl = Address(checkout.SuccessUrl),
            CancelUrl = Address(checkout.CancelUrl),
            LineItems = [line],
            Metadata = metadata,
        };
        if (checkout.Offer is Offer.Monthly)
        {
            session.Mode = "subscription";
            line.PriceData.Recurring = new() { Interval = "month" };
            session.SubscriptionData = new() { Metadata = metadata };
        }
        else
        {
            session.Mode = "payment";
            session.PaymentIntentData = new() { Metadata = metadata };
            session.InvoiceCreation = new() { Enabled = true, InvoiceData = new() { Metadata = metadata } };
        }
        return session;
    }

    private static SessionLineItemOptions Line(Offer offer, int quantity) => new()
    {
        Quantity = quantity,
        PriceData = new()
        {
            Currency = offer.Price.Currency,
            UnitAmount = offer.Price.Amount,
            ProductData = new() { Name = offer.Name },
        },
    };

    private static string Address(Uri url) =>
        url.AbsoluteUri.Replace(Uri.EscapeDataString(Placeholder), Placeholder, StringComparison.Ordinal);
}
