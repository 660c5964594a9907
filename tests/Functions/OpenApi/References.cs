using System.Text.Json.Nodes;
using Json.Pointer;

namespace Understudy.Functions.Tests.OpenApi;

/// <summary>Follows references within a document.</summary>
internal static class References
{
    /// <summary>The part that a <c>$ref</c> stands for, or the node itself when it is none.</summary>
    public static JsonNode Resolved(this JsonNode node)
    {
        if (Reference(node) is not { } reference) return node;
        return JsonPointer.Parse(reference[1..]).TryEvaluate(node.Root, out JsonNode? target)
            ? target!.Resolved()
            : throw new InvalidOperationException($"{reference} leads nowhere.");
    }

    /// <summary>The last word of a <c>$ref</c>, or null when the node is none.</summary>
    public static string? ReferenceName(this JsonNode node) => Reference(node)?.Split('/')[^1];

    private static string? Reference(JsonNode node) => (node as JsonObject)?["$ref"]?.GetValue<string>();
}
