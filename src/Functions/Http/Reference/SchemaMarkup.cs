using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Understudy.Functions.Http.Reference;

/// <summary>Shows JSON schemas: what a value may be in a line, and the fields of an object as a list.</summary>
internal static class SchemaMarkup
{
    /// <summary>The fields of a body, or what else it is.</summary>
    public static Html Body(IOpenApiSchema schema) =>
        Fields(schema) is { IsNone: false } fields ? fields : Html.Of($"<p>{Line(schema)}</p>");

    /// <summary>What a value may be; named objects are led to, not told.</summary>
    public static Html Line(IOpenApiSchema schema)
    {
        if (LeadsTo(schema) is { } name) return Html.Of($"<a href=\"#{Anchor(name)}\">{name}</a>");
        if (schema.OneOf is { } choices) return Html.All(choices.Select(Line), " or ");
        List<Html> said = [];
        if (TypeOf(schema) is { Length: > 0 } type) said.Add(Html.Of($"{type}"));
        if (schema.Enum is { } words)
        {
            IEnumerable<JsonNode> allowed = words.Where(word => !word.IsJsonNullSentinel());
            said.Add(Html.All(allowed.Select(word => Html.Of($"<code>{Plain(word)}</code>")), " · "));
        }
        said.AddRange(Facts(schema));
        if ((schema.Items ?? schema.AdditionalProperties) is { } values) said.Add(Html.Of($"each: {Line(values)}"));
        return Html.Of($"<span class=\"type\">{Html.All(said, ", ")}</span>");
    }

    /// <summary>Where a named schema stands on the page.</summary>
    public static string Anchor(string name) => $"schema-{name}";

    /// <summary>Whether a named schema has a place of its own: an object, or a choice between such.</summary>
    public static bool IsTold(IOpenApiSchema schema) => schema.Properties is not null || schema.OneOf is not null;

    private static string? LeadsTo(IOpenApiSchema schema) =>
        schema is OpenApiSchemaReference reference && IsTold(schema) ? reference.Reference.Id : null;

    private static Html Fields(IOpenApiSchema schema) => schema.Properties is { } properties
        ? Html.Of($"<ul class=\"fields\">{Html.All(properties.Select(
            field => Field(field.Key, field.Value, schema.Required?.Contains(field.Key) == true)))}</ul>")
        : Html.None;

    private static Html Field(string name, IOpenApiSchema schema, bool isRequired)
    {
        Html mark = isRequired ? Html.None : Html.Of($" <span class=\"optional\">optional</span>");
        Html told = schema.Description is { } text
            ? Html.Of($"<div class=\"told\">{Prose.Inline(text)}</div>")
            : Html.None;
        Html inner = LeadsTo(schema) is not null ? Html.None
            : schema.Items is { } items and not OpenApiSchemaReference ? Fields(items)
            : Fields(schema);
        return Html.Of($"<li><code class=\"name\">{name}</code> {Line(schema)}{mark}{told}{inner}</li>");
    }

    // What says something of a value in a word or two.
    private static IEnumerable<Html> Facts(IOpenApiSchema schema)
    {
        (string Before, object? Value, string After, bool IsCode)[] facts =
        [
            ("always ", Constant(schema), "", true),
            ("", schema.Format, "", false),
            ("", (schema as IOpenApiSchemaMissingProperties)?.ContentMediaType, "", false),
            ("from ", schema.Minimum, "", false),
            ("to ", schema.Maximum, "", false),
            ("in steps of ", schema.MultipleOf, "", false),
            ("", schema.MinLength, " or more characters", false),
            ("", schema.MaxLength, " characters at most", false),
            ("", schema.MinItems, " or more", false),
            ("", schema.MaxItems, " at most", false),
            ("matches ", schema.Pattern, "", true),
            ("", schema.Default is { } value ? Plain(value) : null, " unless said", true),
        ];
        return
            from fact in facts
            where fact.Value is not null
            let text = Html.Of($"{Convert.ToString(fact.Value, CultureInfo.InvariantCulture)}")
            select Html.Of($"{fact.Before}{(fact.IsCode ? Html.Of($"<code>{text}</code>") : text)}{fact.After}");
    }

    // The library keeps a constant as text, a truth value as .NET writes it.
    private static string? Constant(IOpenApiSchema schema) =>
        schema.Type is JsonSchemaType.Boolean ? schema.Const?.ToLowerInvariant() : schema.Const;

    private static string TypeOf(IOpenApiSchema schema) => schema.Type?.ToIdentifiers() is { } types
        ? string.Join(" or ", types.OrderBy(type => type == "null"))
        : schema.Const is null ? "any" : "";

    private static string Plain(JsonNode value) => value.IsJsonNullSentinel() ? "null"
        : value is JsonValue text && text.TryGetValue(out string? plain) ? plain
        : value.ToJsonString();
}
