using System.Text.Json;
using System.Text.Json.Nodes;

namespace Understudy.Infrastructure.Stripe;

/// <summary>Writes data as Stripe's API takes it: <c>a[b][0]=value</c>, percent-encoded.</summary>
internal static class StripeForm
{
    /// <summary>Encodes an object; nulls and empty lists and objects are left out.</summary>
    public static string Encode(JsonObject data) =>
        string.Join('&', data.SelectMany(member => Flatten(member.Key, member.Value)));

    private static IEnumerable<string> Flatten(string name, JsonNode? value) => value switch
    {
        null => [],
        JsonObject nested => nested.SelectMany(member => Flatten($"{name}[{member.Key}]", member.Value)),
        JsonArray list => list.SelectMany((item, index) => Flatten($"{name}[{index}]", item)),
        _ => [$"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(Text(value))}"],
    };

    // Of a text, the text itself; numbers and flags as JSON writes them.
    private static string Text(JsonNode value) =>
        value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
}
