using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Microsoft.OpenApi.YamlReader;
using SharpYaml.Serialization;
using Understudy.Functions.Http.Reference;

namespace Understudy.Functions.Tests.OpenApi;

/// <summary>
/// A product's document as JSON. Its assembly embeds it, and the tests find it there: those of the app from
/// <c>docs/api</c>, and that of the product which exists in the tests only.
/// </summary>
internal sealed class ApiDescription
{
    private ApiDescription(Assembly assembly, string name)
    {
        Name = name;
        Yaml = ApiDocument.Resource(name, assembly);
        YamlStream yaml = [];
        yaml.Load(new StringReader(Encoding.UTF8.GetString(Yaml)));
        // The library's nodes have a text of its own where a null belongs.
        string json = yaml.Documents[0].ToJsonNode().ToJsonString();
        Root = JsonNode.Parse(json.Replace(JsonNullSentinel.JsonNull.ToJsonString(), "null"))!;
        BasePath = Root["servers"]![0]!["url"]!.GetValue<string>();
        Operations = [.. Section("paths").Select(part => new Operation(BasePath + part.Key, part.Method, part.Node))];
    }

    /// <summary>Where there are products: the app, and the tests with theirs.</summary>
    public static IReadOnlyList<Assembly> Assemblies => [typeof(Composition).Assembly, typeof(ApiDescription).Assembly];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ApiDescription> All { get; } =
    [
        .. from assembly in Assemblies
           from name in assembly.GetManifestResourceNames()
           where name.EndsWith(".openapi.yaml", StringComparison.Ordinal)
           select new ApiDescription(assembly, name),
    ];

    /// <summary>The file's name.</summary>
    public string Name { get; }

    /// <summary>Where the file is, from the repository's folder.</summary>
    public string Path => IsServed ? $"docs/api/{Name}" : $"tests/Functions/SecondProduct/{Name}";

    /// <summary>Whether it is a document of the app.</summary>
    public bool IsServed => typeof(Composition).Assembly.GetManifestResourceNames().Contains(Name);

    /// <summary>The file.</summary>
    public byte[] Yaml { get; }

    public JsonNode Root { get; }

    /// <summary>What every path begins with, e.g. <c>/api/v1</c>.</summary>
    public string BasePath { get; }

    /// <summary>What the app takes; not the webhooks, which are requests of ours.</summary>
    public IReadOnlyList<Operation> Operations { get; }

    /// <summary>The document that a path belongs to, or null.</summary>
    public static ApiDescription? Of(string path) => All.SingleOrDefault(
        description => path.StartsWith($"{description.BasePath}/", StringComparison.OrdinalIgnoreCase));

    /// <summary>The operations of <c>paths</c> or <c>webhooks</c>, each with its path or its event.</summary>
    public IEnumerable<(string Key, string Method, JsonNode Node)> Section(string name) =>
        from path in Root[name] as JsonObject ?? []
        from operation in path.Value!.AsObject()
        select (path.Key, operation.Key, operation.Value);

    /// <summary>The operation that a request is for, or null.</summary>
    public Operation? Find(HttpMethod method, string path)
    {
        string[] asked = path.TrimEnd('/').Split('/');
        // A path without parameters goes before one that a parameter matches.
        return Operations
            .Where(operation => operation.Method == method && operation.Matches(asked))
            .MinBy(operation => operation.Path.Count(character => character == '{'));
    }

    /// <summary>What no operation takes is answered alike everywhere; null when that is not documented.</summary>
    public JsonNode? Elsewhere(int status) => Root["x-elsewhere"]?[$"{status}"] ??
        (status == 429 ? Root["components"]?["responses"]?["RateLimitExceeded"] : null);
}
