using System.Text.Json.Nodes;

namespace Understudy.Functions.Tests.OpenApi;

/// <summary>An operation of a document, as tests ask about it.</summary>
internal sealed class Operation
{
    private readonly string[] _segments;

    /// <param name="path">The whole path.</param>
    /// <param name="method">The HTTP method.</param>
    /// <param name="node">The part of the document.</param>
    public Operation(string path, string method, JsonNode node)
    {
        Id = node["operationId"]!.GetValue<string>();
        Method = new HttpMethod(method.ToUpperInvariant());
        Path = path;
        Node = node;
        _segments = Path.Split('/');
        Parameters = [.. (Node["parameters"] as JsonArray ?? []).OfType<JsonNode>().Select(parameter => new Parameter(
            parameter.ReferenceName() ?? throw new InvalidOperationException($"{Id} has a parameter without a name."),
            parameter.Resolved()))];
    }

    /// <summary>Those of all documents.</summary>
    public static IReadOnlyList<Operation> All { get; } =
        [.. ApiDescription.All.SelectMany(description => description.Operations)];

    /// <summary>Its <c>operationId</c>.</summary>
    public string Id { get; }

    public HttpMethod Method { get; }

    /// <summary>The whole path, with its parameters in braces.</summary>
    public string Path { get; }

    public JsonNode Node { get; }

    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>Whether it asks for a token.</summary>
    public bool IsClosed => Node["security"] is not JsonArray { Count: 0 };

    /// <summary>Whether it asks for an API key beside the token.</summary>
    public bool WantsKeyToo => Node["security"] is JsonArray { Count: > 0 } ways &&
        ways.All(way => way!.AsObject().Select(scheme => scheme.Key).Contains("apiKey") && way.AsObject().Count > 1);

    /// <summary>Whether an API key alone will do.</summary>
    public bool TakesKeyAlone => Node["security"] is JsonArray ways &&
        ways.Any(way => way!.AsObject() is { Count: 1 } schemes && schemes.ContainsKey("apiKey"));

    /// <summary>The parameter within its path, or null.</summary>
    public Parameter? PathParameter => Parameters.SingleOrDefault(parameter => parameter.In == "path");

    /// <summary>The JSON body that it takes, or null.</summary>
    public JsonNode? RequestBody => Node["requestBody"]?["content"]?["application/json"];

    /// <summary>Those that are wanted, by what they are told apart by: method and path.</summary>
    public static TheoryData<string> Names(Func<Operation, bool> wanted) =>
        [.. All.Where(wanted).Select(operation => operation.ToString())];

    /// <summary>The operation of that method and path.</summary>
    public static Operation Of(string name) => All.Single(operation => operation.ToString() == name);

    /// <summary>What it may answer with that status, or null when that is not documented.</summary>
    public JsonNode? AnswerOf(int status) => Node["responses"]![$"{status}"]?.Resolved();

    public override string ToString() => $"{Method} {Path}";

    /// <summary>Whether a path, in its segments, is one of its.</summary>
    public bool Matches(string[] asked) => asked.Length == _segments.Length && _segments.Zip(asked).All(pair =>
        pair.First.StartsWith('{') || string.Equals(pair.First, pair.Second, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A parameter of an operation.</summary>
/// <param name="Kind">The name under which the document declares it.</param>
/// <param name="Node">The part of the document.</param>
internal sealed record Parameter(string Kind, JsonNode Node)
{
    public string Name => Node["name"]!.GetValue<string>();

    public string In => Node["in"]!.GetValue<string>();

    public bool IsRequired => Node["required"]?.GetValue<bool>() == true;

    public JsonNode Schema => Node["schema"]!;
}
