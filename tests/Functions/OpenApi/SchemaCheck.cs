using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace Understudy.Functions.Tests.OpenApi;

/// <summary>Holds values against the schemas of the documents, formats asserted.</summary>
internal static class SchemaCheck
{
    private static readonly EvaluationOptions _verdict =
        new() { OutputFormat = OutputFormat.Flag, RequireFormatValidation = true };

    private static readonly EvaluationOptions _reasons =
        new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };

    // By the part of the document, which is one for all tests.
    private static readonly ConcurrentDictionary<JsonNode, Lazy<JsonSchema>> _compiled =
        new(ReferenceEqualityComparer.Instance);

    private static readonly BuildOptions _building = Options();
    private static readonly Lock _oneAtATime = new();

    /// <summary>What a value violates; nothing when it is valid.</summary>
    /// <param name="schema">A part of a document.</param>
    /// <param name="value">The value.</param>
    public static IReadOnlyList<string> Violations(this JsonNode schema, JsonElement value)
    {
        JsonSchema compiled = _compiled.GetOrAdd(schema, node => new Lazy<JsonSchema>(() => Compile(node))).Value;
        if (compiled.Evaluate(value, _verdict).IsValid) return [];
        EvaluationResults results = compiled.Evaluate(value, _reasons);
        IEnumerable<string> reasons =
            from result in (results.Details ?? []).Prepend(results)
            from error in result.Errors ?? []
            select $"${result.InstanceLocation}: {error.Value} ({result.EvaluationPath})";
        return [.. reasons.DefaultIfEmpty("$: The value is not valid")];
    }

    private static BuildOptions Options()
    {
        // OpenAPI's own.
        FormatRegistry.Global.Register(Whole("int32", int.MinValue, int.MaxValue));
        FormatRegistry.Global.Register(Whole("int64", long.MinValue, long.MaxValue));
        BuildOptions options = new() { SchemaRegistry = new SchemaRegistry(), Dialect = Dialect.Draft202012 };
        foreach (ApiDescription description in ApiDescription.All)
        {
            var document = JsonElement.Parse(Absolute(description.Root));
            options.SchemaRegistry.Register(new JsonElementBaseDocument(document, Address(description.Root)));
        }
        return options;
    }

    private static PredicateFormat Whole(string name, long least, long most) => new(name, value =>
        value.ValueKind != JsonValueKind.Number ||
        (value.TryGetDecimal(out decimal number) && number >= least && number <= most));

    private static JsonSchema Compile(JsonNode schema)
    {
        lock (_oneAtATime) return JsonSchema.FromText(Absolute(schema), _building);
    }

    // A schema is compiled by itself, so its references have to name the document.
    private static string Absolute(JsonNode node) =>
        node.ToJsonString().Replace("\"$ref\":\"#", $"\"$ref\":\"{Address(node.Root)}#");

    private static Uri Address(JsonNode root) =>
        new($"https://document/{ApiDescription.All.Single(description => description.Root == root).Name}");
}
