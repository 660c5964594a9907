using System.Text.Json.Nodes;

namespace Understudy.Infrastructure.Tests.Stripe;

/// <summary>What a Stripe account holds: objects that name one another by id, as version 2023-08-16 shapes them.</summary>
internal sealed class StripeBooks
{
    public const long Now = 1_700_000_000;
    public const long Month = 30 * 24 * 3600;

    private readonly Dictionary<string, JsonObject> objects = [];
    private int last;

    public JsonObject this[string id] => objects[id];

    public IEnumerable<JsonObject> All(string kind) => objects.Values.Where(one => (string?)one["object"] == kind);

    public JsonObject? Find(string? id) => id is null ? null : objects.GetValueOrDefault(id);

    /// <summary>Keeps an object under a new id.</summary>
    public JsonObject Add(string prefix, string kind, JsonObject fields)
    {
        JsonObject made = new() { ["id"] = $"{prefix}_{++last}", ["object"] = kind, ["created"] = Now + last };
        foreach ((string name, JsonNode? value) in fields) made[name] = value?.DeepClone();
        objects[(string)made["id"]!] = made;
        return made;
    }

    /// <summary>A customer goes through with a checkout of the Standard plan, by card.</summary>
    /// <returns>The subscription.</returns>
    public JsonObject Subscribe(JsonObject session)
    {
        JsonObject subscription = Add("sub", "subscription", new JsonObject
        {
            ["customer"] = session["customer"]?.DeepClone(),
            ["status"] = "active",
            ["current_period_start"] = Now,
            ["current_period_end"] = Now + Month,
            ["cancel_at_period_end"] = false,
            ["canceled_at"] = null,
            ["default_payment_method"] = Card("visa", "4242")["id"]?.DeepClone(),
            ["metadata"] = session["subscription_data"]?["metadata"]?.DeepClone(),
        });
        JsonObject invoice = Invoice(session, subscription, new JsonObject());
        invoice["lines"]!["data"]!.AsArray().Add(new JsonObject
        {
            ["type"] = "subscription",
            ["proration"] = false,
            ["period"] = new JsonObject { ["start"] = Now, ["end"] = Now + Month },
        });
        subscription["latest_invoice"] = invoice["id"]!.DeepClone();
        session["subscription"] = subscription["id"]!.DeepClone();
        Complete(session, invoice);
        return subscription;
    }

    /// <summary>A customer goes through with a checkout of extra minutes, by card.</summary>
    /// <returns>The payment intent.</returns>
    public JsonObject Buy(JsonObject session)
    {
        JsonObject invoice = Invoice(session, null, session["invoice_creation"]!["invoice_data"]!["metadata"]!.AsObject());
        JsonObject payment = this[(string)invoice["payment_intent"]!];
        payment["metadata"] = session["payment_intent_data"]!["metadata"]!.DeepClone();
        session["payment_intent"] = payment["id"]!.DeepClone();
        Complete(session, invoice);
        return payment;
    }

    public JsonObject Card(string brand, string last4) => Add("pm", "payment_method", new JsonObject
    {
        ["type"] = "card",
        ["card"] = new JsonObject { ["brand"] = brand, ["last4"] = last4, ["exp_month"] = 12, ["exp_year"] = 2031 },
    });

    public void Dispute(JsonObject payment, long amount, string status)
    {
        this[(string)payment["latest_charge"]!]["disputed"] = true;
        Add("dp", "dispute", new JsonObject
        {
            ["payment_intent"] = payment["id"]!.DeepClone(),
            ["amount"] = amount,
            ["status"] = status,
        });
    }

    /// <summary>The object with what was asked for put in the places of ids.</summary>
    /// <exception cref="KeyNotFoundException">There is nothing to expand in a place.</exception>
    public JsonObject Expand(JsonObject one, IEnumerable<string> paths)
    {
        JsonObject copy = one.DeepClone().AsObject();
        foreach (string path in paths)
        {
            JsonObject? at = copy;
            foreach (string member in path.Split('.'))
            {
                if (at is null) break;
                if (!at.TryGetPropertyValue(member, out JsonNode? value)) throw new KeyNotFoundException(member);
                if (value is JsonValue id) at[member] = this[id.GetValue<string>()].DeepClone();
                at = at[member]?.AsObject();
            }
        }
        return copy;
    }

    private JsonObject Invoice(JsonObject session, JsonObject? subscription, JsonObject metadata)
    {
        JsonNode amount = session["amount_total"]!;
        JsonObject charge = Add("ch", "charge", new JsonObject
        {
            ["amount"] = amount.DeepClone(),
            ["amount_refunded"] = 0L,
            ["disputed"] = false,
        });
        JsonObject payment = Add("pi", "payment_intent", new JsonObject
        {
            ["amount"] = amount.DeepClone(),
            ["currency"] = "jpy",
            ["status"] = "succeeded",
            ["customer"] = session["customer"]?.DeepClone(),
            ["latest_charge"] = charge["id"]!.DeepClone(),
            ["last_payment_error"] = null,
            ["metadata"] = new JsonObject(),
        });
        JsonObject invoice = Add("in", "invoice", new JsonObject
        {
            ["customer"] = session["customer"]?.DeepClone(),
            ["subscription"] = subscription?["id"]?.DeepClone(),
            ["payment_intent"] = payment["id"]!.DeepClone(),
            ["status"] = "paid",
            ["attempted"] = true,
            ["amount_due"] = amount.DeepClone(),
            ["currency"] = "jpy",
            ["period_start"] = Now - Month,
            ["period_end"] = Now - Month,
            ["metadata"] = metadata.DeepClone(),
            ["lines"] = new JsonObject { ["object"] = "list", ["data"] = new JsonArray() },
        });
        payment["invoice"] = invoice["id"]!.DeepClone();
        return invoice;
    }

    private static void Complete(JsonObject session, JsonObject invoice)
    {
        session["invoice"] = invoice["id"]!.DeepClone();
        session["status"] = "complete";
        session["payment_status"] = "paid";
        session["url"] = null;
    }
}
