using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Understudy.Functions.Reference;

namespace Understudy.Functions.Tests.OpenApi;

/// <summary>
/// The part of JSON Schema 2020-12 that the document uses, formats asserted. A keyword that it does not know is an error,
/// and a test compares its verdicts with those of an implementation of other people.
/// </summary>
internal sealed class JsonSchema
{
    // By the part of the document, which is one for all tests.
    private static readonly ConcurrentDictionary<JsonNode, JsonSchema> Compiled = new(ReferenceEqualityComparer.Instance);

    // They say something to readers, and nothing about what is valid.
    private static readonly HashSet<string> Annotations =
        ["description", "example", "examples", "default", "contentMediaType", "contentSchema"];

    private readonly List<Check> checks = [];

    private JsonSchema(JsonObject schema)
    {
        foreach ((string keyword, JsonNode? value) in schema)
            if (!Annotations.Contains(keyword)) checks.Add(CheckOf(keyword, value!, schema));
    }

    private delegate void Check(JsonNode? value, string at, List<string> violations);

    /// <summary>The schema that a part of the document is; it is compiled once.</summary>
    public static JsonSchema Of(JsonNode schema) => Compiled.GetOrAdd(schema, node => new JsonSchema(node.AsObject()));

    /// <summary>What a value violates; nothing when it is valid.</summary>
    public IReadOnlyList<string> Violations(JsonNode? value)
    {
        List<string> violations = [];
        Run(value, "$", violations);
        return violations;
    }

    private void Run(JsonNode? value, string at, List<string> violations)
    {
        foreach (Check check in checks) check(value, at, violations);
    }

    private static Check CheckOf(string keyword, JsonNode given, JsonObject schema) => keyword switch
    {
        "$ref" => Reference(given),
        "type" => OfType(given is JsonArray several ? [.. several.Select(Text)] : [Text(given)]),
        "enum" => OneOf(given.AsArray()),
        "const" => OneOf([given.DeepClone()]),
        "properties" => Properties(given.AsObject()),
        "additionalProperties" => Additional(given, schema["properties"] as JsonObject ?? []),
        "required" => Required([.. given.AsArray().Select(Text)]),
        "minProperties" => Fact<JsonObject>($"has fewer than {given} fields", (o) => o.Count >= given.GetValue<long>()),
        "items" => Items(Of(given)),
        "minItems" => Fact<JsonArray>($"has fewer than {given} items", list => list.Count >= given.GetValue<long>()),
        "maxItems" => Fact<JsonArray>($"has more than {given} items", list => list.Count <= given.GetValue<long>()),
        "uniqueItems" => Fact<JsonArray>("repeats an item", list => list.Select(Raw).Distinct().Count() == list.Count),
        "minLength" => OnText($"is shorter than {given}", text => Length(text) >= given.GetValue<long>()),
        "maxLength" => OnText($"is longer than {given}", text => Length(text) <= given.GetValue<long>()),
        "pattern" => Pattern(Text(given)),
        "format" => Format(Text(given)),
        "minimum" => OnNumber($"is less than {given}", number => number >= Number(given)),
        "maximum" => OnNumber($"is more than {given}", number => number <= Number(given)),
        "multipleOf" => OnNumber($"is no multiple of {given}", number => Math.IEEERemainder(number, Number(given)) == 0),
        "oneOf" => Choice([.. given.AsArray().Select(choice => Of(choice!))]),
        _ => throw new NotSupportedException($"The validator does not know the keyword '{keyword}' yet."),
    };

    // Looked up when it is first needed: a schema may refer to itself.
    private static Check Reference(JsonNode reference) => (value, at, violations) =>
        Of(ApiDocument.Resolve(reference.Parent!)).Run(value, at, violations);

    private static Check OfType(string[] types) => (value, at, violations) =>
    {
        if (!types.Any(type => Is(value, type))) violations.Add($"{at} is {Raw(value)}, not {string.Join(" or ", types)}");
    };

    private static bool Is(JsonNode? value, string type) => type switch
    {
        "null" => value is null,
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => value?.GetValueKind() == JsonValueKind.String,
        "boolean" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "number" => value?.GetValueKind() == JsonValueKind.Number,
        "integer" => value?.GetValueKind() == JsonValueKind.Number && Math.Floor(Number(value)) == Number(value),
        _ => throw new NotSupportedException($"There is no type '{type}'."),
    };

    private static Check OneOf(JsonArray allowed)
    {
        HashSet<string> words = [.. allowed.Select(Raw)];
        return (value, at, violations) =>
        {
            if (!words.Contains(Raw(value))) violations.Add($"{at} is {Raw(value)}, not one of {string.Join(", ", words)}");
        };
    }

    private static Check Properties(JsonObject properties)
    {
        (string Name, JsonSchema Schema)[] known = [.. properties.Select(pair => (pair.Key, Of(pair.Value!)))];
        return (value, at, violations) =>
        {
            if (value is not JsonObject fields) return;
            foreach ((string name, JsonSchema schema) in known)
                if (fields.TryGetPropertyValue(name, out JsonNode? field)) schema.Run(field, $"{at}.{name}", violations);
        };
    }

    private static Check Additional(JsonNode given, JsonObject properties)
    {
        JsonSchema? schema = given is JsonObject other ? Of(other) : null;
        bool allowed = schema is not null || given.GetValue<bool>();
        return (value, at, violations) =>
        {
            foreach ((string name, JsonNode? field) in value as JsonObject ?? [])
            {
                if (properties.ContainsKey(name)) continue;
                if (!allowed) violations.Add($"{at}.{name} is not documented");
                schema?.Run(field, $"{at}.{name}", violations);
            }
        };
    }

    private static Check Required(string[] names) => (value, at, violations) =>
    {
        if (value is not JsonObject fields) return;
        foreach (string name in names)
            if (!fields.ContainsKey(name)) violations.Add($"{at}.{name} is missing");
    };

    private static Check Items(JsonSchema schema) => (value, at, violations) =>
    {
        if (value is not JsonArray list) return;
        for (int i = 0; i < list.Count; i++) schema.Run(list[i], $"{at}[{i}]", violations);
    };

    private static Check Choice(JsonSchema[] choices) => (value, at, violations) =>
    {
        IReadOnlyList<string>[] verdicts = [.. choices.Select(choice => choice.Violations(value))];
        if (verdicts.Count(verdict => verdict.Count == 0) == 1) return;
        violations.Add($"{at} is not exactly one of its choices:");
        violations.AddRange(verdicts.SelectMany(verdict => verdict).Select(violation => $"  {at}: {violation}"));
    };

    private static Check Pattern(string pattern)
    {
        Regex regex = new(pattern, RegexOptions.CultureInvariant | RegexOptions.ECMAScript);
        return OnText($"does not match {pattern}", regex.IsMatch);
    }

    private static Check Format(string format) => format switch
    {
        "int32" => OnNumber("is no 32-bit number", number => number is >= int.MinValue and <= int.MaxValue),
        "int64" => OnNumber("is no 64-bit number", number => number is >= long.MinValue and <= long.MaxValue),
        "uuid" => OnText("is no UUID", text => Guid.TryParseExact(text, "D", out _)),
        "uri" => OnText("is no URI", text => Uri.IsWellFormedUriString(text, UriKind.Absolute)),
        "date" => OnText("is no date", text => DateOnly.TryParseExact(text, "yyyy-MM-dd", out _)),
        "date-time" => OnText("is no time", text => DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _)),
        _ => throw new NotSupportedException($"The validator does not know the format '{format}' yet."),
    };

    private static Check OnText(string otherwise, Func<string, bool> holds) => (value, at, violations) =>
    {
        if (value?.GetValueKind() == JsonValueKind.String && !holds(value.GetValue<string>()))
            violations.Add($"{at} {otherwise}: {Raw(value)}");
    };

    private static Check OnNumber(string otherwise, Func<double, bool> holds) => (value, at, violations) =>
    {
        if (value?.GetValueKind() == JsonValueKind.Number && !holds(Number(value)))
            violations.Add($"{at} {otherwise}: {Raw(value)}");
    };

    private static Check Fact<T>(string otherwise, Func<T, bool> holds)
        where T : JsonNode => (value, at, violations) =>
    {
        if (value is T node && !holds(node)) violations.Add($"{at} {otherwise}");
    };

    private static int Length(string text) => text.EnumerateRunes().Count();

    private static string Text(JsonNode? node) => node!.GetValue<string>();

    private static string Raw(JsonNode? value) => value?.ToJsonString() ?? "null";

    // 1e999 is infinite, which is what it is to any limit.
    private static double Number(JsonNode value) => double.Parse(Raw(value), CultureInfo.InvariantCulture);
}
