using System.Text.Json;
using Understudy.Domain.Billing.Gateway;

namespace Understudy.Infrastructure.Stripe;

/// <summary>Reads the bodies of Stripe's webhooks.</summary>
public static class StripeEvents
{
    /// <summary>
    /// Reads an event: what it is, and the ids of what it is about. Only the id of the object itself can be relied on;
    /// those of others move between Stripe's versions, and are there when the object names them.
    /// </summary>
    /// <param name="body">The webhook's body, whose signature has been checked.</param>
    /// <returns>The event, or null when it is none.</returns>
    public static GatewayEvent? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            Utf8JsonReader reader = new(body);
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            return reader.Read() ? null : Read(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            // A text that is no text: half of a surrogate pair.
            return null;
        }
    }

    private static GatewayEvent? Read(JsonElement from)
    {
        if (from.Text("object") != "event"
            || from.Id() is not { } id
            || from.Text("type") is not { Length: > 0 } type
            || from.Time("created") is not { } created
            || from.Member("data", "object") is not { } about)
        {
            return null;
        }
        return new GatewayEvent(id, type, created)
        {
            CustomerId = IdOf("customer", "customer"),
            CheckoutId = IdOf("checkout.session", null),
            SubscriptionId = IdOf("subscription", "subscription"),
            InvoiceId = IdOf("invoice", "invoice"),
            PaymentId = IdOf("payment_intent", "payment_intent"),
        };

        string? IdOf(string kind, string? member) =>
            about.Text("object") == kind ? about.Id() : member is null ? null : about.Reference(member);
    }
}
