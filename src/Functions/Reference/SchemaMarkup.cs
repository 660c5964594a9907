using System.Text.Json.Nodes;

namespace Understudy.Functions.Reference;

/// <summary>Shows JSON schemas: what a value may be in a line, and the fields of an object as a list.</summary>
internal static class SchemaMarkup
{
    // What says something of a value in a word or two, in the order of telling; a hole is where the value belongs.
    private static readonly (string Keyword, string Words)[] Facts =
    [
        ("const", "always {}"), ("format", "{}"), ("contentMediaType", "{}"), ("minimum", "from {}"), ("maximum", "to {}"),
        ("multipleOf", "in steps of {}"), ("minLength", "{} or more characters"), ("maxLength", "{} characters at most"),
        ("minItems", "{} or more"), ("maxItems", "{} at most"), ("pattern", "matches {}"), ("default", "{} unless said"),
    ];

    /// <summary>The fields of a body, or what else it is.</summary>
    public static Html Body(JsonNode schema) => Fields(ApiDocument.Resolve(schema)) is { IsNone: false } fields
        ? fields
        : Html.Of($"<p>{Line(schema)}</p>");

    /// <summary>What a value may be; named objects are led to, not told.</summary>
    public static Html Line(JsonNode schema)
    {
        JsonNode target = ApiDocument.Resolve(schema);
        if (ApiDocument.NameOf(schema) is { } name && IsTold(target))
            return Html.Of($"<a href=\"#{Anchor(name)}\">{name}</a>");
        if (target["oneOf"] is JsonArray choices)
            return Html.All(choices.Select(choice => Line(choice!)), " or ");
        List<Html> said = [];
        if (TypeOf(target) is { Length: > 0 } type) said.Add(Html.Of($"{type}"));
        if (target["enum"] is JsonArray words)
        {
            IEnumerable<Html> allowed = words.OfType<JsonNode>().Select(word => Html.Of($"<code>{Plain(word)}</code>"));
            said.Add(Html.All(allowed, " · "));
        }
        foreach ((string keyword, string sentence) in Facts)
        {
            if (target[keyword] is not { } value) continue;
            string[] parts = sentence.Split("{}");
            said.Add(keyword is "const" or "pattern" or "default"
                ? Html.Of($"{parts[0]}<code>{Plain(value)}</code>{parts[1]}")
                : Html.Of($"{parts[0]}{Plain(value)}{parts[1]}"));
        }
        if ((target["items"] ?? target["additionalProperties"]) is JsonObject values)
            said.Add(Html.Of($"each: {Line(values)}"));
        return Html.Of($"<span class=\"type\">{Html.All(said, ", ")}</span>");
    }

    /// <summary>The fields of an object, those within them too.</summary>
    public static Html Fields(JsonNode schema)
    {
        if (schema["properties"] is not JsonObject properties) return Html.None;
        HashSet<string> required = [.. (schema["required"] as JsonArray ?? []).Select(name => name!.GetValue<string>())];
        IEnumerable<Html> fields = properties.Select(
            field => Field(field.Key, field.Value!, required.Contains(field.Key)));
        return Html.Of($"<ul class=\"fields\">{Html.All(fields)}</ul>");
    }

    /// <summary>Where a named schema stands on the page.</summary>
    public static string Anchor(string name) => $"schema-{name}";

    /// <summary>Whether a named schema has a place of its own: an object, or a choice between such.</summary>
    public static bool IsTold(JsonNode schema) => schema["properties"] is not null || schema["oneOf"] is not null;

    private static Html Field(string name, JsonNode schema, bool isRequired)
    {
        JsonNode target = ApiDocument.Resolve(schema);
        Html mark = isRequired ? Html.None : Html.Of($" <span class=\"optional\">optional</span>");
        string? description = (schema["description"] ?? target["description"])?.GetValue<string>();
        Html told = description is null ? Html.None : Html.Of($"<div class=\"told\">{Prose.Inline(description)}</div>");
        Html inner = ApiDocument.NameOf(schema) is not null && IsTold(target) ? Html.None
            : target["items"] is { } items && ApiDocument.NameOf(items) is null ? Fields(items)
            : Fields(target);
        return Html.Of($"<li><code class=\"name\">{name}</code> {Line(schema)}{mark}{told}{inner}</li>");
    }

    private static string TypeOf(JsonNode schema) => schema["type"] switch
    {
        JsonArray several => string.Join(" or ", several.Select(type => type!.GetValue<string>())),
        { } one => one.GetValue<string>(),
        null => schema["const"] is null ? "any" : "",
    };

    private static string Plain(JsonNode? value) => value is JsonValue text && text.TryGetValue(out string? plain)
        ? plain
        : value?.ToJsonString() ?? "null";
}
