using System.Text.Json;
using System.Text.Json.Nodes;

namespace Understudy.Functions.Tests.OpenApi;

/// <summary>An answer that the document does not allow.</summary>
public sealed class UndocumentedAnswerException(string message) : Exception(message);

/// <summary>
/// Checks that every answer of an API is one that its document describes: operation, status, headers, content type, body.
/// </summary>
internal sealed class AnswerCheck(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    // Headers of the transport, of caches and of browsers' protection, which belong to no operation in particular.
    private static readonly string[] _common =
    [
        "Access-Control-", "Cache-Control", "Content-", "Cross-Origin-", "Date", "Permissions-Policy", "Referrer-Policy",
        "Server", "Strict-Transport-Security", "Transfer-Encoding", "Vary", "X-Content-Type-Options", "X-Frame-Options",
    ];

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        string path = request.RequestUri!.AbsolutePath;
        if (ApiDescription.Of(path) is not { } description || request.Method == HttpMethod.Head ||
            request.Method == HttpMethod.Options || request.Method == HttpMethod.Trace)
            return response;
        // A stream has no end that could be waited for; its events are checked one by one, by whoever reads them.
        bool streams = response.Content.Headers.ContentType?.MediaType == "text/event-stream";
        string body = streams ? "" : await response.Content.ReadAsStringAsync(cancellationToken);
        int status = (int)response.StatusCode;
        JsonNode? answer = description.Find(request.Method, path) is { } operation
            ? operation.AnswerOf(status)
            : description.Elsewhere(status)?.Resolved();
        IReadOnlyList<string> violations = Violations(answer, response, body, streams);
        if (violations.Count == 0) return response;
        response.Dispose();
        throw new UndocumentedAnswerException(
            $"{request.Method} {path} answered {status}, which the document does not allow:\n" +
            $"{string.Join('\n', violations)}\n{body}");
    }

    /// <summary>Checks the data of a server-sent event.</summary>
    public static void ShouldAllowEvent(string path, JsonNode data)
    {
        JsonNode answer = ApiDescription.Of(path)!.Find(HttpMethod.Get, path.Split('?')[0])!.AnswerOf(200)!;
        JsonNode stream = answer["content"]!["text/event-stream"]!["schema"]!.Resolved();
        JsonNode schema = stream["contentSchema"]!["items"]!["properties"]!["data"]!;
        IReadOnlyList<string> violations = schema.Violations(JsonSerializer.SerializeToElement(data));
        if (violations.Count > 0)
            throw new UndocumentedAnswerException($"An event of {path}:\n{string.Join('\n', violations)}");
    }

    private static IReadOnlyList<string> Violations(
        JsonNode? answer, HttpResponseMessage response, string body, bool streams)
    {
        if (answer is null) return ["the status is not documented"];
        List<string> violations = [.. Headers(answer["headers"] as JsonObject ?? [], response)];
        string? type = response.Content.Headers.ContentType?.MediaType;
        if (answer["content"] is not JsonObject contents)
        {
            if (body.Length > 0) violations.Add("there is a body");
        }
        else if (type is null || contents[type] is not { } content)
        {
            violations.Add($"the content type {type} is not documented");
        }
        else if (!streams)
        {
            violations.AddRange(content["schema"]!.Violations(Body(type, body)));
        }
        return violations;
    }

    private static IEnumerable<string> Headers(JsonObject documented, HttpResponseMessage response)
    {
        var sent = response.Headers.Concat(response.Content.Headers).ToDictionary(
            header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        foreach ((string name, JsonNode? reference) in documented)
        {
            JsonNode header = reference!.Resolved();
            if (sent.Remove(name, out string? value))
            {
                foreach (string violation in header["schema"]!.Violations(Value(header["schema"]!, value)))
                    yield return $"the header {name}: {violation}";
            }
            else if (header["required"]?.GetValue<bool>() == true)
            {
                yield return $"the header {name} is missing";
            }
        }
        foreach (string name in sent.Keys)
            if (!_common.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
                yield return $"the header {name} is not documented";
    }

    private static JsonElement Body(string type, string body)
    {
        if (type != "application/json") return JsonSerializer.SerializeToElement(body);
        try
        {
            return JsonElement.Parse(body);
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement($"no JSON: {body}");
        }
    }

    private static JsonElement Value(JsonNode schema, string text) =>
        schema["type"]!.GetValue<string>() == "integer" && long.TryParse(text, out long number)
            ? JsonSerializer.SerializeToElement(number)
            : JsonSerializer.SerializeToElement(text);
}
