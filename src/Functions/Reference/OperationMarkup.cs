using System.Text.Json;
using System.Text.Json.Nodes;

namespace Understudy.Functions.Reference;

/// <summary>Shows operations: what is sent, and each answer.</summary>
internal static class OperationMarkup
{
    // As the document's examples are written, with what is not ASCII left readable.
    private static readonly JsonSerializerOptions Pretty = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>An operation, or a webhook.</summary>
    public static Html Section(ApiOperation operation)
    {
        JsonNode node = operation.Node;
        bool isOpen = node["security"] is JsonArray { Count: 0 } || operation.IsWebhook;
        Html access = isOpen ? Html.None : Html.Of($" <span class=\"lock\">token</span>");
        return Html.Of($"""
            <article class="operation" id="{operation.Id}">
            <h3><a href="#{operation.Id}">{operation.Summary}</a></h3>
            <p class="line">{Method(operation)} <code>{operation.Path}</code>{access}</p>
            {Prose.Block(node["description"]?.GetValue<string>())}
            {Parameters(node)}
            {RequestBody(node)}
            <h4>Answers</h4>
            {Html.All(node["responses"]!.AsObject().Select(answer => Answer(answer.Key, answer.Value!)))}
            </article>

            """);
    }

    /// <summary>An operation's method, in its colour.</summary>
    public static Html Method(ApiOperation operation) =>
        Html.Of($"<span class=\"method {operation.Method}\">{operation.Method}</span>");

    private static Html Parameters(JsonNode operation)
    {
        if (operation["parameters"] is not JsonArray { Count: > 0 } parameters) return Html.None;
        Html all = Html.All(parameters.Select(parameter => Parameter(ApiDocument.Resolve(parameter!))));
        return Html.Of($"<h4>Parameters</h4><ul class=\"fields\">{all}</ul>");
    }

    private static Html Parameter(JsonNode parameter)
    {
        bool isRequired = parameter["required"]?.GetValue<bool>() == true;
        Html mark = isRequired ? Html.None : Html.Of($" <span class=\"optional\">optional</span>");
        string name = parameter["name"]!.GetValue<string>();
        string place = parameter["in"]!.GetValue<string>();
        return Html.Of($"""
            <li><code class="name">{name}</code> <span class="place">{place}</span>
            {SchemaMarkup.Line(parameter["schema"]!)}{mark}
            <div class="told">{Prose.Inline(parameter["description"]?.GetValue<string>())}</div></li>

            """);
    }

    private static Html RequestBody(JsonNode operation)
    {
        if (operation["requestBody"] is not { } body) return Html.None;
        Html optional = body["required"]?.GetValue<bool>() == true
            ? Html.None
            : Html.Of($" <span class=\"optional\">optional</span>");
        return Html.Of($"<h4>Body{optional}</h4>{Html.All(body["content"]!.AsObject().Select(Content))}");
    }

    /// <summary>An answer that many operations share; they lead here.</summary>
    public static Html Shared(string name, JsonNode answer) => Html.Of($"""
        <article class="schema" id="{Anchor(name)}">
        <h3><a href="#{Anchor(name)}">{name}</a> {Codes(answer)}</h3>
        {Prose.Block(answer["description"]!.GetValue<string>())}
        {Parts(answer)}
        </article>

        """);

    private static Html Answer(string status, JsonNode answer)
    {
        string kind = status[0] switch { '2' or '3' => "good", '4' => "refused", _ => "failed" };
        if (ApiDocument.NameOf(answer) is { } name)
        {
            JsonNode shared = ApiDocument.Resolve(answer);
            return Html.Of($"""
                <p class="answer {kind}"><a href="#{Anchor(name)}"><span class="status">{status}</span> {Codes(shared)}</a>
                {Prose.Inline(shared["description"]!.GetValue<string>())}</p>

                """);
        }
        return Html.Of($"""
            <details class="answer {kind}">
            <summary><span class="status">{status}</span> {Prose.Inline(answer["description"]!.GetValue<string>())}</summary>
            {Parts(answer)}
            </details>

            """);
    }

    private static Html Parts(JsonNode answer)
    {
        Html headers = answer["headers"] is JsonObject { Count: > 0 } names
            ? Html.Of($"<p class=\"headers\">Headers: {Html.All(names.Select(Header), ", ")}</p>")
            : Html.None;
        return Html.Of($"{Html.All((answer["content"] as JsonObject ?? []).Select(Content))}{headers}");
    }

    private static Html Codes(JsonNode answer)
    {
        JsonNode? error = answer["content"]?["application/json"]?["schema"]?["properties"]?["error"];
        JsonNode? code = error?["properties"]?["code"];
        IEnumerable<string> words = code?["enum"] is JsonArray several
            ? several.Select(word => word!.GetValue<string>())
            : code?["const"] is { } one ? [one.GetValue<string>()] : [];
        return Html.All(words.Select(word => Html.Of($"<code>{word}</code>")), " ");
    }

    private static string Anchor(string name) => $"answer-{name}";

    private static Html Header(KeyValuePair<string, JsonNode?> header)
    {
        string description = ApiDocument.Resolve(header.Value!)["description"]?.GetValue<string>() ?? "";
        return Html.Of($"<code title=\"{description}\">{header.Key}</code>");
    }

    private static Html Content(KeyValuePair<string, JsonNode?> content)
    {
        JsonNode media = content.Value!;
        return Html.Of($"""
            <p class="media"><code>{content.Key}</code></p>
            {SchemaMarkup.Body(media["schema"]!)}
            {Html.All(Examples(media))}
            """);
    }

    private static IEnumerable<Html> Examples(JsonNode media)
    {
        if (media["example"] is { } example) yield return Example("Example", example);
        foreach ((string name, JsonNode? value) in media["examples"] as JsonObject ?? [])
            yield return Example($"Example: {name}", value!["value"]!);
    }

    private static Html Example(string title, JsonNode value)
    {
        string text = value is JsonValue plain && plain.TryGetValue(out string? raw)
            ? raw.Trim()
            : value.ToJsonString(Pretty);
        return Html.Of($"<p class=\"media\">{title}</p><pre><code>{text}</code></pre>");
    }
}
