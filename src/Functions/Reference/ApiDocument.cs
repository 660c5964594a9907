using System.Text.Json.Nodes;

namespace Understudy.Functions.Reference;

/// <summary>The OpenAPI document of the Clone API, which is embedded in the app.</summary>
internal static class ApiDocument
{
    private static readonly Lazy<byte[]> Bytes = new(() => Resource("clone.openapi.yaml"));
    private static readonly Lazy<JsonNode> Parsed = new(Parse);

    /// <summary>The document as it is written, UTF-8.</summary>
    public static byte[] Yaml => Bytes.Value;

    /// <summary>The document as JSON. It is shared: nobody may change it.</summary>
    public static JsonNode Root => Parsed.Value;

    /// <summary>The part that a <c>$ref</c> stands for, or the node itself when it is none.</summary>
    public static JsonNode Resolve(JsonNode node)
    {
        while (node is JsonObject part && part.TryGetPropertyValue("$ref", out JsonNode? reference))
        {
            JsonNode target = Root;
            foreach (string step in reference!.GetValue<string>().Split('/').Skip(1))
                target = target[step.Replace("~1", "/", StringComparison.Ordinal)]
                    ?? throw new InvalidOperationException($"{reference} leads nowhere.");
            node = target;
        }
        return node;
    }

    /// <summary>The last word of a <c>$ref</c>, or null when the node is none.</summary>
    public static string? NameOf(JsonNode node) =>
        (node as JsonObject)?["$ref"]?.GetValue<string>().Split('/')[^1];

    /// <summary>An embedded file.</summary>
    public static byte[] Resource(string name)
    {
        using Stream stream = typeof(ApiDocument).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not embedded.");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static JsonNode Parse()
    {
        using StreamReader text = new(new MemoryStream(Yaml));
        return YamlReader.Read(text) ?? throw new InvalidOperationException("The document is empty.");
    }
}
