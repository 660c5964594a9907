using System.Security.Cryptography;
using System.Text;
using Microsoft.OpenApi;

namespace Understudy.Functions.Http.Reference;

/// <summary>A document as a page that needs nothing from anywhere else.</summary>
internal static class ReferencePage
{
    private static readonly string _style = Encoding.UTF8.GetString(ApiDocument.Resource("reference.css"));
    private static readonly string _script = Encoding.UTF8.GetString(ApiDocument.Resource("reference.js"));

    /// <summary>Makes the page, UTF-8.</summary>
    public static byte[] Render(OpenApiDocument document) => Encoding.UTF8.GetBytes(Page(document).ToString());

    /// <summary>What a browser may do with it: show it, with this very style and script.</summary>
    public static string SecurityPolicy { get; } =
        $"default-src 'none'; style-src '{Hash(_style)}'; script-src '{Hash(_script)}'; base-uri 'none'; " +
        "form-action 'none'; frame-ancestors 'none'";

    private static Html Page(OpenApiDocument document)
    {
        OpenApiInfo info = document.Info;
        Tag[] tags = [.. Tags(document)];
        return Html.Of($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{info.Title}</title>
            <style>{Html.Trusted(_style)}</style>
            </head>
            <body>
            <nav>
            <details id="contents">
            <summary>{info.Title}</summary>
            <input type="search" id="filter" placeholder="Filter" aria-label="Filter the operations" hidden>
            {Html.All(tags.Select(Contents))}
            <h2><a href="#shared">Shared answers</a></h2>
            <h2><a href="#schemas">Schemas</a></h2>
            </details>
            </nav>
            <main>
            <header>
            <h1>{info.Title} <small>{info.Version}</small></h1>
            {Prose.Block(info.Summary)}
            {Prose.Block(info.Description)}
            <p>All paths are below <code>{document.Servers?.FirstOrDefault()?.Url ?? "/"}</code>. The same as
            <a href="openapi.yaml">an OpenAPI document</a>.</p>
            </header>
            {Html.All(tags.Select(Section))}
            <section id="shared">
            <h2>Shared answers</h2>
            {Html.All(Shared(document.Components?.Responses))}
            </section>
            <section id="schemas">
            <h2>Schemas</h2>
            {Html.All(Schemas(document.Components?.Schemas))}
            </section>
            </main>
            <script>{Html.Trusted(_script)}</script>
            </body>
            </html>

            """);
    }

    private static IEnumerable<Tag> Tags(OpenApiDocument document)
    {
        ILookup<string?, ApiOperation> operations =
            ApiOperation.Of(document).ToLookup(operation => operation.Source.Tags?.FirstOrDefault()?.Name);
        return
            from tag in document.Tags as IEnumerable<OpenApiTag> ?? []
            select new Tag(tag.Name!, tag.Description, [.. operations[tag.Name]]);
    }

    private static Html Contents(Tag tag) => Html.Of($"""
        <section>
        <h2><a href="#{tag.Anchor}">{tag.Name}</a></h2>
        <ul>{Html.All(tag.Operations.Select(Entry))}</ul>
        </section>

        """);

    private static Html Entry(ApiOperation operation) => Html.Of($"""
        <li><a href="#{operation.Id}">{OperationMarkup.Method(operation)}
        <span>{operation.Source.Summary}<code>{operation.Path}</code></span></a></li>

        """);

    private static Html Section(Tag tag) => Html.Of($"""
        <section id="{tag.Anchor}">
        <h2>{tag.Name}</h2>
        {Prose.Block(tag.Description)}
        {Html.All(tag.Operations.Select(OperationMarkup.Section))}
        </section>

        """);

    private static IEnumerable<Html> Shared(IEnumerable<KeyValuePair<string, IOpenApiResponse>>? answers) =>
        from answer in answers ?? []
        select OperationMarkup.Shared(answer.Key, answer.Value);

    private static IEnumerable<Html> Schemas(IEnumerable<KeyValuePair<string, IOpenApiSchema>>? schemas) =>
        from schema in schemas ?? []
        where SchemaMarkup.IsTold(schema.Value)
        orderby schema.Key
        select Html.Of($"""
            <article class="schema" id="{SchemaMarkup.Anchor(schema.Key)}">
            <h3><a href="#{SchemaMarkup.Anchor(schema.Key)}">{schema.Key}</a></h3>
            {Prose.Block(schema.Value.Description)}
            {SchemaMarkup.Body(schema.Value)}
            </article>

            """);

    private static string Hash(string text) =>
        $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    private sealed record Tag(string Name, string? Description, ApiOperation[] Operations)
    {
        public string Anchor { get; } = $"tag-{Name.ToLowerInvariant().Replace(' ', '-')}";
    }
}
