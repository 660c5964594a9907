using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Stripe;
using Stripe.Checkout;
using Portal = Stripe.BillingPortal;

namespace Understudy.Infrastructure.Tests.Stripe;

/// <summary>
/// Reads requests as Stripe does: what the operation's options do not have at this version, by Stripe.net's declarations, is
/// refused at every depth.
/// </summary>
internal static class StripeRequests
{
    private static readonly (string Method, string Path, Type Options)[] _operations =
    [
        ("POST", "/v1/customers", typeof(CustomerCreateOptions)),
        ("DELETE", "/v1/customers/[^/]+", typeof(CustomerDeleteOptions)),
        ("POST", "/v1/checkout/sessions", typeof(SessionCreateOptions)),
        ("GET", "/v1/checkout/sessions/[^/]+", typeof(SessionGetOptions)),
        ("POST", "/v1/checkout/sessions/[^/]+/expire", typeof(SessionExpireOptions)),
        ("POST", "/v1/billing_portal/sessions", typeof(Portal.SessionCreateOptions)),
        ("GET", "/v1/subscriptions/[^/]+", typeof(SubscriptionGetOptions)),
        ("DELETE", "/v1/subscriptions/[^/]+", typeof(SubscriptionCancelOptions)),
        ("GET", "/v1/invoices/[^/]+", typeof(InvoiceGetOptions)),
        ("GET", "/v1/invoice_payments", typeof(InvoicePaymentListOptions)),
        ("GET", "/v1/payment_intents/[^/]+", typeof(PaymentIntentGetOptions)),
        ("GET", "/v1/disputes", typeof(DisputeListOptions)),
        ("POST", "/v1/refunds", typeof(RefundCreateOptions)),
        ("GET", "/v1/refunds", typeof(RefundListOptions)),
    ];

    /// <summary>Decodes a query or a body.</summary>
    /// <exception cref="FormatException">Stripe would refuse it; the message names what.</exception>
    public static JsonObject Read(string method, string path, string form)
    {
        Type options = _operations.SingleOrDefault(
            one => one.Method == method && Regex.IsMatch(path, $"^{one.Path}$")).Options
            ?? throw new FormatException($"There is no {method} {path}.");
        Branch root = new();
        foreach ((string name, StringValues values) in QueryHelpers.ParseQuery(form))
            root.Put(name.Replace("]", "", StringComparison.Ordinal).Split('['), values.Single()!);
        return (JsonObject)Read(root, options, "");
    }

    private static JsonNode Read(Branch said, Type type, string at)
    {
        if (type.IsAssignableTo(typeof(INestedOptions)))
            return new JsonObject(said.Inside(at).Select(one =>
                KeyValuePair.Create(one.Key, (JsonNode?)Read(one.Value, Member(type, one.Key, at), $"{at}.{one.Key}"))));
        if (type == typeof(Dictionary<string, string>))
            return new JsonObject(said.Inside(at).Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value.Text(at))));
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>))
            return new JsonArray([.. said.Inside(at).Select((one, index) => one.Key == $"{index}"
                ? Read(one.Value, type.GetGenericArguments()[0], $"{at}[{index}]")
                : throw new FormatException($"{at} is no list."))]);
        string text = said.Text(at);
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(string) && text.Length > 0 ? text
            : type == typeof(long) ? long.Parse(text, CultureInfo.InvariantCulture)
            : type == typeof(bool) ? bool.Parse(text)
            : throw new FormatException($"{at} is '{text}'.");
    }

    private static Type Member(Type options, string name, string at) => options.GetProperties()
        .SingleOrDefault(one => one.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name == name)?.PropertyType
        ?? throw new FormatException($"{at}.{name} is unknown: {options.Name} has no such member.");

    private sealed class Branch
    {
        private readonly Dictionary<string, Branch> _members = [];
        private string? _text;

        public void Put(ReadOnlySpan<string> path, string value)
        {
            if (path.IsEmpty) _text = _text is null ? value : throw new FormatException("A member comes twice.");
            else (_members.GetValueOrDefault(path[0]) ?? (_members[path[0]] = new Branch())).Put(path[1..], value);
        }

        public string Text(string at) =>
            _members.Count == 0 ? _text! : throw new FormatException($"{at} has members and should have none.");

        public Dictionary<string, Branch> Inside(string at) =>
            _text is null ? _members : throw new FormatException($"{at} is '{_text}' and should have members.");
    }
}
