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
        SessionCreateOptions session = new()
        {
            Customer = checkout.CustomerId,
            ClientReferenceId = checkout.Order.UserId,
            SuccessUrl = Address(checkout.SuccessUrl),
            CancelUrl = Address(checkout.CancelUrl),
            Metadata = StripeOrders.Write(checkout.Order),
        };
        switch (checkout.Order)
        {
            case Order.Standard:
                session.Mode = "subscription";
                session.LineItems = [Line("Understudy Standard", Minutes.StandardPrice, 1)];
                session.LineItems[0].PriceData.Recurring = new() { Interval = "month" };
                session.SubscriptionData = new() { Metadata = StripeOrders.Write(checkout.Order) };
                break;
            case Order.ExtraMinutes extra:
                session.Mode = "payment";
                session.LineItems = [Line($"Understudy, {Minutes.Pack} minutes", Minutes.PackPrice, extra.Packs)];
                session.PaymentIntentData = new() { Metadata = StripeOrders.Write(checkout.Order) };
                session.InvoiceCreation = new()
                {
                    Enabled = true,
                    InvoiceData = new() { Metadata = StripeOrders.Write(checkout.Order) },
                };
                break;
            default:
                throw new ArgumentException($"{checkout.Order.GetType().Name} is not on sale.", nameof(checkout));
        }
        return session;
    }

    private static SessionLineItemOptions Line(string name, long price, int quantity) => new()
    {
        Quantity = quantity,
        PriceData = new() { Currency = "jpy", UnitAmount = price, ProductData = new() { Name = name } },
    };

    private static string Address(Uri url) =>
        url.AbsoluteUri.Replace(Uri.EscapeDataString(Placeholder), Placeholder, StringComparison.Ordinal);
}
