using System.Text.Json.Nodes;

namespace Understudy.Functions.Reference;

/// <summary>An operation of the document.</summary>
/// <param name="Id">Its <c>operationId</c>.</param>
/// <param name="Method">The HTTP method, in lower case.</param>
/// <param name="Path">The path below the server's, with its parameters in braces; of a webhook, the event's name.</param>
/// <param name="IsWebhook">Whether it is what we send, not what we take.</param>
/// <param name="Node">The part of the document.</param>
internal sealed record ApiOperation(string Id, string Method, string Path, bool IsWebhook, JsonNode Node)
{
    private static readonly Lazy<ApiOperation[]> Found = new(
        () => [.. In("paths", areWebhooks: false), .. In("webhooks", areWebhooks: true)]);

    /// <summary>All of them, in the document's order.</summary>
    public static IReadOnlyList<ApiOperation> All => Found.Value;

    /// <summary>The one tag that it has.</summary>
    public string Tag => Node["tags"]![0]!.GetValue<string>();

    /// <summary>What it does, in a few words.</summary>
    public string Summary => Node["summary"]!.GetValue<string>();

    private static IEnumerable<ApiOperation> In(string section, bool areWebhooks) =>
        from path in ApiDocument.Root[section]!.AsObject()
        from operation in path.Value!.AsObject()
        select new ApiOperation(
            operation.Value!["operationId"]!.GetValue<string>(), operation.Key, path.Key, areWebhooks, operation.Value);
}
