using System.Reflection;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace Understudy.Functions.Http.Reference;

/// <summary>An OpenAPI document of <c>docs/api</c>, which is embedded in the app, and the page that is made of it.</summary>
internal sealed class ApiDocument
{
    private readonly Lazy<ServedFile> _yaml;
    private readonly Lazy<ServedFile> _page;

    /// <param name="name">The file's name, e.g. <c>product.openapi.yaml</c>.</param>
    /// <param name="assembly">Where it is embedded; null for the app.</param>
    public ApiDocument(string name, Assembly? assembly = null)
    {
        Lazy<byte[]> bytes = new(() => Resource(name, assembly));
        _yaml = new(() => new ServedFile(bytes.Value, "application/yaml; charset=utf-8"));
        _page = new(() => new ServedFile(ReferencePage.Render(Read(bytes.Value)), "text/html; charset=utf-8"));
    }

    /// <summary>Answers with the document, as it is written, of the product that a request belongs to.</summary>
    public static IResult AnswerYaml(HttpRequest request) => Of(request)._yaml.Value.Answer(request);

    /// <summary>Answers with the page of that product's document.</summary>
    public static IResult AnswerPage(HttpRequest request)
    {
        request.HttpContext.Response.Headers.ContentSecurityPolicy = ReferencePage.SecurityPolicy;
        return Of(request)._page.Value.Answer(request);
    }

    /// <summary>Reads a document.</summary>
    /// <exception cref="InvalidOperationException">It is no OpenAPI document in YAML.</exception>
    public static OpenApiDocument Read(byte[] yaml)
    {
        OpenApiReaderSettings settings = new();
        settings.AddYamlReader();
        ReadResult read = OpenApiDocument.Load(new MemoryStream(yaml), OpenApiConstants.Yaml, settings);
        return read is { Document: { } document, Diagnostic.Errors: null or { Count: 0 } }
            ? document
            : throw new InvalidOperationException(string.Join('\n', read.Diagnostic?.Errors ?? []));
    }

    /// <summary>An embedded file.</summary>
    public static byte[] Resource(string name, Assembly? assembly = null)
    {
        using Stream stream = (assembly ?? typeof(ApiDocument).Assembly).GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not embedded.");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static ApiDocument Of(HttpRequest request) =>
        request.HttpContext.RequestServices.GetRequiredService<ProductPaths>().Of(request.Path).Document
            ?? throw new InvalidOperationException("The product has no document.");
}
