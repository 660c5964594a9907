using System.Text.Json;
using System.Text.Json.Nodes;
using Stripe;
using Stripe.Checkout;

namespace Understudy.Infrastructure.Tests.Stripe;

/// <summary>
/// What a Stripe account holds: objects that name one another by id, made of Stripe.net's own types and so of the shape that
/// they have at its version.
/// </summary>
internal sealed class StripeBooks
{
    public const long Now = 1_700_000_000;
    public const long Month = 30 * 24 * 3600;

    private static readonly DateTime _start = DateTime.UnixEpoch.AddSeconds(Now);
    private static readonly DateTime _end = DateTime.UnixEpoch.AddSeconds(Now + Month);

    private readonly Dictionary<string, JsonObject> _objects = [];
    private readonly Dictionary<string, JsonObject> _orders = [];
    private int _last;

    public JsonObject this[string id] => _objects[id];

    public IEnumerable<JsonObject> All(string kind) => _objects.Values.Where(one => (string?)one["object"] == kind);

    public JsonObject? Find(string? id) => id is null ? null : _objects.GetValueOrDefault(id);

    /// <summary>What a checkout session was asked for with.</summary>
    public JsonObject Ordered(string sessionId) => _orders[sessionId];

    /// <summary>Keeps an object under a new id.</summary>
    public JsonObject Add<T>(string prefix, string kind, T one)
        where T : StripeEntity, IHasId, IHasObject
    {
        one.Id = $"{prefix}_{++_last}";
        one.Object = kind;
        JsonObject made = JsonSerializer.SerializeToNode(one, StripeConfiguration.SerializerOptions)!.AsObject();
        if (made.ContainsKey("created")) made["created"] = Now + _last;
        return _objects[one.Id] = made;
    }

    /// <summary>Opens a checkout session, with everything that was said.</summary>
    public JsonObject Open(JsonObject data)
    {
        JsonNode line = data["line_items"]![0]!;
        JsonObject session = Add("cs_test", "checkout.session", new Session
        {
            AmountTotal = (long)line["quantity"]! * (long)line["price_data"]!["unit_amount"]!,
            Currency = (string)line["price_data"]!["currency"]!,
            CustomerId = (string)data["customer"]!,
            Metadata = data["metadata"].Deserialize<Dictionary<string, string>>(),
            Mode = (string)data["mode"]!,
            PaymentStatus = "unpaid",
            Status = "open",
            Url = "https://checkout.stripe.example/pay",
        });
        _orders[(string)session["id"]!] = data;
        return session;
    }

    /// <summary>A customer goes through with a checkout of the Standard plan, by card.</summary>
    /// <returns>The subscription.</returns>
    public JsonObject Subscribe(JsonObject session)
    {
        JsonObject subscription = Add("sub", "subscription", new Subscription
        {
            CustomerId = (string)session["customer"]!,
            Status = "active",
            Items = new() { Object = "list", Data = [new() { CurrentPeriodStart = _start, CurrentPeriodEnd = _end }] },
            DefaultPaymentMethodId = (string)Card("visa", "4242")["id"]!,
            Metadata = Metadata(session, "subscription_data"),
        });
        JsonObject invoice = Invoice(session, null, new Invoice
        {
            Parent = new()
            {
                Type = "subscription_details",
                SubscriptionDetails = new() { SubscriptionId = (string)subscription["id"]! },
            },
            Lines = new() { Object = "list", Data = [Line(isProration: false, _start, _end)] },
        });
        subscription["latest_invoice"] = invoice["id"]!.DeepClone();
        session["subscription"] = subscription["id"]!.DeepClone();
        return subscription;
    }

    /// <summary>A customer goes through with a checkout of extra minutes, by card.</summary>
    /// <returns>The payment intent.</returns>
    public JsonObject Buy(JsonObject session)
    {
        JsonObject invoice = Invoice(session, Metadata(session, "payment_intent_data"), new Invoice
        {
            Metadata = _orders[(string)session["id"]!]["invoice_creation"]!["invoice_data"]!["metadata"]
                .Deserialize<Dictionary<string, string>>(),
            Lines = new() { Object = "list", Data = [] },
        });
        JsonObject payment = PaymentOf(invoice);
        session["payment_intent"] = payment["id"]!.DeepClone();
        return payment;
    }

    public JsonObject Card(string brand, string last4) => Add("pm", "payment_method", new PaymentMethod
    {
        Type = "card",
        Card = new() { Brand = brand, Last4 = last4, ExpMonth = 12, ExpYear = 2031 },
    });

    /// <summary>A line of a subscription.</summary>
    public static InvoiceLineItem Line(bool isProration, DateTime start, DateTime end) => new()
    {
        Object = "line_item",
        Parent = new()
        {
            Type = "subscription_item_details",
            SubscriptionItemDetails = new() { Proration = isProration },
        },
        Period = new() { Start = start, End = end },
    };

    public void Dispute(JsonObject payment, long amount, string status)
    {
        this[(string)payment["latest_charge"]!]["disputed"] = true;
        Add("dp", "dispute", new Dispute { PaymentIntentId = (string)payment["id"]!, Amount = amount, Status = status });
    }

    /// <summary>The payments of an invoice, or of a payment intent.</summary>
    public JsonArray Payments(string id) => new([.. All("invoice_payment")
        .Where(one => (string?)one["invoice"] == id || (string?)one["payment"]!["payment_intent"] == id)
        .Select(one => one.DeepClone())]);

    /// <summary>The payment intent that pays an invoice.</summary>
    public JsonObject PaymentOf(JsonObject invoice) =>
        this[(string)Payments((string)invoice["id"]!).Single()!["payment"]!["payment_intent"]!];

    /// <summary>The object with what was asked for put in the places of ids; an invoice has its payments only then.</summary>
    /// <exception cref="KeyNotFoundException">There is nothing to expand in a place.</exception>
    public JsonObject Expand(JsonObject one, IEnumerable<string> paths)
    {
        JsonObject copy = one.DeepClone().AsObject();
        foreach (string path in paths) Fill(copy, path.Split('.'));
        return copy;
    }

    private void Fill(JsonNode? at, ReadOnlySpan<string> path)
    {
        if (at is null || path.IsEmpty) return;
        if (at is JsonArray list)
        {
            foreach (JsonNode? item in list) Fill(item, path);
            return;
        }
        if (!at.AsObject().TryGetPropertyValue(path[0], out JsonNode? value)) throw new KeyNotFoundException(path[0]);
        if (path[0] == "payments" && value is null)
            at["payments"] = new JsonObject { ["object"] = "list", ["data"] = Payments((string)at["id"]!) };
        else if (value is JsonValue id)
            at[path[0]] = this[id.GetValue<string>()].DeepClone();
        Fill(at[path[0]], path[1..]);
    }

    private Dictionary<string, string>? Metadata(JsonObject session, string of) =>
        _orders[(string)session["id"]!][of]!["metadata"].Deserialize<Dictionary<string, string>>();

    private JsonObject Invoice(JsonObject session, Dictionary<string, string>? metadata, Invoice invoice)
    {
        long amount = (long)session["amount_total"]!;
        string customer = (string)session["customer"]!;
        JsonObject charge = Add("ch", "charge", new Charge { Amount = amount });
        JsonObject payment = Add("pi", "payment_intent", new PaymentIntent
        {
            Amount = amount,
            Currency = "jpy",
            Status = "succeeded",
            CustomerId = customer,
            LatestChargeId = (string)charge["id"]!,
            Metadata = metadata ?? [],
        });
        invoice.CustomerId = customer;
        invoice.Status = "paid";
        invoice.Attempted = true;
        invoice.AmountDue = amount;
        invoice.Currency = "jpy";
        JsonObject made = Add("in", "invoice", invoice);
        Add("inpay", "invoice_payment", new InvoicePayment
        {
            InvoiceId = (string)made["id"]!,
            IsDefault = true,
            Status = "paid",
            Payment = new() { Type = "payment_intent", PaymentIntentId = (string)payment["id"]! },
        });
        session["invoice"] = made["id"]!.DeepClone();
        session["status"] = "complete";
        session["payment_status"] = "paid";
        session["url"] = null;
        return made;
    }
}
