using System.Text.Json.Nodes;
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
    public static JsonObject Write(NewCheckout checkout)
    {
        JsonObject session = new()
        {
            ["customer"] = checkout.CustomerId,
            ["client_reference_id"] = checkout.Order.UserId,
            ["success_url"] = Address(checkout.SuccessUrl),
            ["cancel_url"] = Address(checkout.CancelUrl),
            ["metadata"] = StripeOrders.Write(checkout.Order),
        };
        switch (checkout.Order)
        {
            case Order.Standard:
                session["mode"] = "subscription";
                session["line_items"] = Lines("Understudy Standard", Minutes.StandardPrice, 1, monthly: true);
                session["subscription_data"] = new JsonObject { ["metadata"] = StripeOrders.Write(checkout.Order) };
                break;
            case Order.ExtraMinutes extra:
                session["mode"] = "payment";
                session["line_items"] = Lines($"Understudy, {Minutes.Pack} minutes", Minutes.PackPrice, extra.Packs, monthly: false);
                session["payment_intent_data"] = new JsonObject { ["metadata"] = StripeOrders.Write(checkout.Order) };
                session["invoice_creation"] = new JsonObject
                {
                    ["enabled"] = true,
                    ["invoice_data"] = new JsonObject { ["metadata"] = StripeOrders.Write(checkout.Order) },
                };
                break;
            default:
                throw new ArgumentException($"{checkout.Order.GetType().Name} is not on sale.", nameof(checkout));
        }
        return session;
    }

    private static JsonArray Lines(string name, long price, int quantity, bool monthly) =>
    [
        new JsonObject
        {
            ["quantity"] = quantity,
            ["price_data"] = new JsonObject
            {
                ["currency"] = "jpy",
                ["unit_amount"] = price,
                ["product_data"] = new JsonObject { ["name"] = name },
                ["recurring"] = monthly ? new JsonObject { ["interval"] = "month" } : null,
            },
        },
    ];

    private static string Address(Uri url) =>
        url.AbsoluteUri.Replace(Uri.EscapeDataString(Placeholder), Placeholder, StringComparison.Ordinal);
}
