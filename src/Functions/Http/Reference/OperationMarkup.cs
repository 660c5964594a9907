using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Understudy.Functions.Http.Reference;

/// <summary>Shows operations: what is sent, and each answer.</summary>
internal static class OperationMarkup
{
    /// <summary>An operation, or a webhook.</summary>
    public static Html Section(ApiOperation operation)
    {
        OpenApiOperation source = operation.Source;
        bool isOpen = source.Security is { Count: 0 } || operation.IsWebhook;
        Html access = isOpen ? Html.None : Html.Of($" <span class=\"lock\">token</span>");
        return Html.Of($"""
            <article class="operation" id="{operation.Id}">
            <h3><a href="#{operation.Id}">{source.Summary}</a></h3>
            <p class="line">{Method(operation)} <code>{operation.Path}</code>{access}</p>
            {Prose.Block(source.Description)}
            {Parameters(source.Parameters)}
            {RequestBody(source.RequestBody)}
            <h4>Answers</h4>
            {Html.All((source.Responses ?? []).Select(answer => Answer(answer.Key, answer.Value)))}
            </article>

            """);
    }

    /// <summary>An operation's method, in its colour.</summary>
    public static Html Method(ApiOperation operation) =>
        Html.Of($"<span class=\"method {operation.Method}\">{operation.Method}</span>");

    private static Html Parameters(IList<IOpenApiParameter>? parameters) => parameters is { Count: > 0 }
        ? Html.Of($"<h4>Parameters</h4><ul class=\"fields\">{Html.All(parameters.Select(Parameter))}</ul>")
        : Html.None;

    private static Html Parameter(IOpenApiParameter parameter)
    {
        string? place = parameter.In?.ToString().ToLowerInvariant();
        return Html.Of($"""
            <li><code class="name">{parameter.Name}</code> <span class="place">{place}</span>
            {SchemaMarkup.Line(parameter.Schema!)}{Optional(parameter.Required)}
            <div class="told">{Prose.Inline(parameter.Description)}</div></li>

            """);
    }

    private static Html RequestBody(IOpenApiRequestBody? body) => body is null
        ? Html.None
        : Html.Of($"<h4>Body{Optional(body.Required)}</h4>{Contents(body.Content)}");

    private static Html Optional(bool isRequired) =>
        isRequired ? Html.None : Html.Of($" <span class=\"optional\">optional</span>");

    /// <summary>An answer that many operations share; they lead here.</summary>
    public static Html Shared(string name, IOpenApiResponse answer) => Html.Of($"""
        <article class="schema" id="{Anchor(name)}">
        <h3><a href="#{Anchor(name)}">{name}</a> {Codes(answer)}</h3>
        {Prose.Block(answer.Description)}
        {Parts(answer)}
        </article>

        """);

    private static Html Answer(string status, IOpenApiResponse answer)
    {
        string kind = status[0] switch { '2' or '3' => "good", '4' => "refused", _ => "failed" };
        return answer is OpenApiResponseReference { Reference.Id: { } name }
            ? Html.Of($"""
                <p class="answer {kind}"><a href="#{Anchor(name)}"><span class="status">{status}</span> {Codes(answer)}</a>
                {Prose.Inline(answer.Description)}</p>

                """)
            : Html.Of($"""
                <details class="answer {kind}">
                <summary><span class="status">{status}</span> {Prose.Inline(answer.Description)}</summary>
                {Parts(answer)}
                </details>

                """);
    }

    private static Html Parts(IOpenApiResponse answer)
    {
        Html headers = answer.Headers is { Count: > 0 } names
            ? Html.Of($"<p class=\"headers\">Headers: {Html.All(names.Select(Header), ", ")}</p>")
            : Html.None;
        return Html.Of($"{Contents(answer.Content)}{headers}");
    }

    private static Html Codes(IOpenApiResponse answer)
    {
        IOpenApiSchema? code = Field(Field(answer.Content?.Values.FirstOrDefault()?.Schema, "error"), "code");
        IEnumerable<string> words = code?.Enum?.Select(word => word.GetValue<string>())
            ?? (code?.Const is { } one ? [one] : []);
        return Html.All(words.Select(word => Html.Of($"<code>{word}</code>")), " ");
    }

    private static IOpenApiSchema? Field(IOpenApiSchema? schema, string name) =>
        schema?.Properties is { } fields && fields.TryGetValue(name, out IOpenApiSchema? field) ? field : null;

    private static string Anchor(string name) => $"answer-{name}";

    private static Html Header(KeyValuePair<string, IOpenApiHeader> header) =>
        Html.Of($"<code title=\"{header.Value.Description}\">{header.Key}</code>");

    private static Html Contents(IEnumerable<KeyValuePair<string, IOpenApiMediaType>>? contents) =>
        Html.All((contents ?? []).Select(content => Html.Of($"""
            <p class="media"><code>{content.Key}</code></p>
            {SchemaMarkup.Body(content.Value.Schema!)}
            {Html.All(Examples(content.Value))}
            """)));

    private static IEnumerable<Html> Examples(IOpenApiMediaType media)
    {
        if (media.Example is { } example) yield return Example("Example", example);
        if (media.Examples is not { } examples) yield break;
        foreach ((string name, IOpenApiExample several) in examples)
            yield return Example($"Example: {name}", several.Value!);
    }

    private static Html Example(string title, JsonNode value)
    {
        if (value is not JsonValue plain || !plain.TryGetValue(out string? text))
        {
            using StringWriter written = new(CultureInfo.InvariantCulture);
            new OpenApiJsonWriter(written).WriteAny(value);
            text = written.ToString();
        }
        return Html.Of($"<p class=\"media\">{title}</p><pre><code>{text.Trim()}</code></pre>");
    }
}
