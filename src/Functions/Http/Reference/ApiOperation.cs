using Microsoft.OpenApi;

namespace Understudy.Functions.Http.Reference;

/// <summary>An operation of a document.</summary>
/// <param name="Method">The HTTP method, in lower case.</param>
/// <param name="Path">The path below the server's, with its parameters in braces; of a webhook, the event's name.</param>
/// <param name="IsWebhook">Whether it is what we send, not what we take.</param>
/// <param name="Source">The part of the document.</param>
internal sealed record ApiOperation(string Method, string Path, bool IsWebhook, OpenApiOperation Source)
{
    /// <summary>Its <c>operationId</c>.</summary>
    public string? Id => Source.OperationId;

    /// <summary>All of a document, in its order.</summary>
    public static IEnumerable<ApiOperation> Of(OpenApiDocument document) =>
        [.. In(document.Paths, areWebhooks: false), .. In(document.Webhooks, areWebhooks: true)];

    private static IEnumerable<ApiOperation> In(
        IEnumerable<KeyValuePair<string, IOpenApiPathItem>>? section, bool areWebhooks) =>
        from path in section ?? []
        from operation in path.Value.Operations ?? []
        select new ApiOperation(operation.Key.Method.ToLowerInvariant(), path.Key, areWebhooks, operation.Value);
}
