using System.Text.Json.Nodes;
using Understudy.Functions.Reference;

namespace Understudy.Functions.Tests.OpenApi;

/// <summary>An operation of the document, as tests ask about it.</summary>
internal sealed class Operation
{
    private readonly string[] segments;

    private Operation(ApiOperation source)
    {
        Id = source.Id;
        Method = new HttpMethod(source.Method.ToUpperInvariant());
        Path = ApiDocument.Root["servers"]![0]!["url"]!.GetValue<string>() + source.Path;
        Node = source.Node;
        segments = Path.Split('/');
        Parameters = [.. (Node["parameters"] as JsonArray ?? []).Select(node => new Parameter(
            ApiDocument.NameOf(node!) ?? throw new InvalidOperationException($"{Id} has a parameter without a name."),
            ApiDocument.Resolve(node!)))];
    }

    /// <summary>All of them; not the webhooks, which are requests of ours.</summary>
    public static IReadOnlyList<Operation> All { get; } =
        [.. ApiOperation.All.Where(operation => !operation.IsWebhook).Select(operation => new Operation(operation))];

    /// <summary>Its <c>operationId</c>.</summary>
    public string Id { get; }

    public HttpMethod Method { get; }

    /// <summary>The whole path, with its parameters in braces.</summary>
    public string Path { get; }

    public JsonNode Node { get; }

    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>Whether it asks for a token.</summary>
    public bool IsClosed => Node["security"] is not JsonArray { Count: 0 };

    /// <summary>The parameter within its path, or null.</summary>
    public Parameter? PathParameter => Parameters.SingleOrDefault(parameter => parameter.In == "path");

    /// <summary>The JSON body that it takes, or null.</summary>
    public JsonNode? RequestBody => Node["requestBody"]?["content"]?["application/json"];

    /// <summary>The operation of that id.</summary>
    public static Operation Of(string id) => All.Single(operation => operation.Id == id);

    /// <summary>The operation that a request is for, or null.</summary>
    public static Operation? Find(HttpMethod method, string path)
    {
        string[] asked = path.TrimEnd('/').Split('/');
        // A path without parameters goes before one that a parameter matches.
        return All
            .Where(operation => operation.Method == method && operation.Matches(asked))
            .MinBy(operation => operation.segments.Count(segment => segment.StartsWith('{')));
    }

    /// <summary>What it may answer with that status, or null when that is not documented.</summary>
    public JsonNode? AnswerOf(int status)
    {
        JsonNode responses = Node["responses"]!;
        return responses[$"{status}"] is { } answer ? ApiDocument.Resolve(answer) : null;
    }

    public override string ToString() => $"{Method} {Path}";

    private bool Matches(string[] asked) => asked.Length == segments.Length && segments.Zip(asked).All(pair =>
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
