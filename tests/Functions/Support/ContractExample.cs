using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Understudy.Functions.Tests.Support;

/// <summary>
/// An example of the contract, copied from it to the letter, and the comparison of an answer's shape with it: the same
/// fields, of the same types, in the same formats.
/// </summary>
public sealed partial class ContractExample
{
    private readonly JsonNode _example;

    private ContractExample(JsonNode example) => _example = example;

    /// <summary>The names of all examples: section, and request or status.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => !name.EndsWith(".openapi.yaml", StringComparison.Ordinal)),
    ];

    /// <summary>The names of the examples that have been asked for in this process.</summary>
    public static ConcurrentDictionary<string, bool> Used { get; } = new();

    /// <summary>Reads the example of that name, such as <c>4.3-201</c>.</summary>
    public static ContractExample Of(string name)
    {
        Used[name] = true;
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new ArgumentException($"The contract has no example {name}.", nameof(name));
        return new ContractExample(JsonNode.Parse(stream)!);
    }

    /// <summary>An example that a test has in it, copied from the contract.</summary>
    public static ContractExample Parse(string json) => new(JsonNode.Parse(json)!);

    /// <summary>The example as a body to send.</summary>
    public JsonObject Body() => _example.DeepClone().AsObject();

    /// <summary>Compares an answer with the example.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="nullable">Fields, by their names, that may be null although the example shows a value.</param>
    /// <param name="added">Fields, by their names, that are documented beyond the contract, and need not be there.</param>
    public void ShouldMatch(Answer answer, string[]? nullable = null, string[]? added = null)
    {
        List<string> differences = [];
        Compare("", _example, answer.Body, new Allowance(nullable ?? [], added ?? []), differences);
        differences.ShouldBeEmpty(answer.ToString());
    }

    private static void Compare(
        string path, JsonNode? wanted, JsonNode? actual, Allowance allowance, List<string> differences)
    {
        if (actual is null && (wanted is null || allowance.Nullable.Contains(path.Split('.')[^1]))) return;
        // Where the example shows null, a value may be there at other times.
        if (wanted is null) return;
        if (actual is null)
        {
            differences.Add($"{path} is null");
            return;
        }
        JsonValueKind kind = Kind(wanted);
        if (kind != Kind(actual))
        {
            differences.Add($"{path} is {Kind(actual)} instead of {kind}");
            return;
        }
        switch (kind)
        {
            case JsonValueKind.Object:
                string[] names = [.. wanted.AsObject().Select(field => field.Key)];
                string[] found = [.. actual.AsObject().Select(field => field.Key)];
                foreach (string missing in names.Except(found)) differences.Add($"{path}.{missing} is missing");
                foreach (string extra in found.Except(names).Except(allowance.Added))
                    differences.Add($"{path}.{extra} is not in the contract");
                foreach (string name in names.Intersect(found))
                    Compare($"{path}.{name}", wanted[name], actual[name], allowance, differences);
                break;
            case JsonValueKind.Array:
                JsonNode first = wanted.AsArray()[0]!;
                foreach (JsonNode? item in actual.AsArray()) Compare($"{path}[]", first, item, allowance, differences);
                break;
            case JsonValueKind.Number when !wanted.ToJsonString().Contains('.'):
                if (!long.TryParse(actual.ToJsonString(), out _)) differences.Add($"{path} is no whole number");
                break;
            case JsonValueKind.String:
                CompareText(path, wanted.GetValue<string>(), actual.GetValue<string>(), differences);
                break;
        }
    }

    private static void CompareText(string path, string wanted, string actual, List<string> differences)
    {
        bool matches = wanted switch
        {
            _ when wanted.StartsWith("uuid", StringComparison.Ordinal) => Uuid().IsMatch(actual),
            _ when wanted.StartsWith("https://", StringComparison.Ordinal) =>
                Uri.TryCreate(actual, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https",
            _ when wanted.Contains("/user-id/model-id/", StringComparison.Ordinal) => S3Key().IsMatch(actual),
            _ when wanted.StartsWith("avatars/user-id/", StringComparison.Ordinal) => AvatarKey().IsMatch(actual),
            _ when Time().IsMatch(wanted) => Time().IsMatch(actual),
            _ => actual.Length > 0,
        };
        if (!matches) differences.Add($"{path} is '{actual}', which is not of the form of '{wanted}'");
    }

    private static JsonValueKind Kind(JsonNode node) => node.GetValueKind() switch
    {
        JsonValueKind.True => JsonValueKind.False,
        JsonValueKind other => other,
    };

    [GeneratedRegex("^[0-9a-f]{8}-[0-9a-f]{4}-[78][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")]
    private static partial Regex Uuid();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]
    private static partial Regex Time();

    [GeneratedRegex("^(videos|voices)/[0-9a-f-]{36}/[0-9a-f-]{36}/source\\.[a-z0-9]+$")]
    private static partial Regex S3Key();

    [GeneratedRegex("^avatars/[0-9a-f-]{36}/avatar\\.[a-z]+$")]
    private static partial Regex AvatarKey();

    private sealed record Allowance(string[] Nullable, string[] Added);
}
