using System.Text.Json;
using System.Text.Json.Nodes;
using Understudy.Domain.Persistence;
using Understudy.Infrastructure.Documents;

namespace Understudy.Infrastructure.Cosmos;

/// <summary>
/// The fields that a type of documents declares, as they are indexed: booleans as numbers and texts in a form that sorts by code
/// points. One that is missing is null, so that it has its place in every order.
/// </summary>
internal static class IndexedFields
{
    private const string All = ".*";

    /// <summary>
    /// How long a text below a pattern may be: whoever declares whatever is there means words, not what people wrote, which
    /// would double the price of each write. A longer one is as if it were not there.
    /// </summary>
    public const int LongestBelowPattern = 1000;

    /// <summary>Writes them as one object.</summary>
    public static void Write(Utf8JsonWriter json, DocumentType type, JsonElement document)
    {
        JsonObject fields = [];
        foreach (string field in type.Fields)
        {
            if (field.EndsWith(All, StringComparison.Ordinal))
            {
                string parent = field[..^All.Length];
                if (Find(document, parent) is { ValueKind: JsonValueKind.Object } below) Put(fields, parent, Below(below));
            }
            else
            {
                Put(fields, field, Value(Find(document, field)));
            }
        }
        foreach (string order in CosmosIndexing.Orders.Where(type.Declares)) Complete(fields, order);
        fields.WriteTo(json);
    }

    private static JsonElement? Find(JsonElement document, string path)
    {
        foreach (string name in path.Split('.'))
        {
            if (document.ValueKind != JsonValueKind.Object || !document.TryGetProperty(name, out document)) return null;
        }
        return document;
    }

    private static JsonValue? Value(JsonElement? value) => value is
    { ValueKind: JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } scalar
        ? FieldValue.From(scalar) switch
        {
            string text => JsonValue.Create(SortableText.From(text)),
            long integer => JsonValue.Create(integer),
            double number => JsonValue.Create(number),
            _ => null,
        }
        : null;

    private static JsonObject Below(JsonElement parent)
    {
        JsonObject fields = [];
        foreach (JsonProperty property in parent.EnumerateObject().Where(property => DocumentType.IsPath(property.Name)))
        {
            if (property.Value.ValueKind == JsonValueKind.Object) fields[property.Name] = Below(property.Value);
            else if (property.Value.ValueKind == JsonValueKind.String && property.Value.GetString()!.Length > LongestBelowPattern)
                continue;
            else if (Value(property.Value) is { } value) fields[property.Name] = value;
        }
        return fields;
    }

    private static void Put(JsonObject fields, string path, JsonNode? value) => ParentOf(fields, path, out string name)[name] = value;

    private static void Complete(JsonObject fields, string path)
    {
        JsonObject parent = ParentOf(fields, path, out string name);
        if (!parent.ContainsKey(name)) parent[name] = null;
    }

    private static JsonObject ParentOf(JsonObject fields, string path, out string name)
    {
        string[] names = path.Split('.');
        name = names[^1];
        JsonObject parent = fields;
        foreach (string each in names[..^1])
        {
            if (parent[each] is not JsonObject next) parent[each] = next = [];
            parent = next;
        }
        return parent;
    }
}
