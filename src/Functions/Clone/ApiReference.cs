using System.Security.Cryptography;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;
using Understudy.Functions.Http;
using Understudy.Functions.Reference;

namespace Understudy.Functions.Clone;

/// <summary>The API's own description, open to everybody; beyond the contract.</summary>
public sealed class ApiReference
{
    private static readonly Lazy<Resource> Yaml = new(() => new(ApiDocument.Yaml, "application/yaml; charset=utf-8"));
    private static readonly Lazy<Resource> Html = new(() => new(ReferencePage.Render(), "text/html; charset=utf-8"));

    /// <summary>The OpenAPI document.</summary>
    [LimitedTo(OpenLimit.Pages)]
    [Function("Clone-Reference-Document")]
    public IResult Document(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/v1/openapi.yaml")]
        HttpRequest request) =>
        Yaml.Value.Answer(request);

    /// <summary>The same as a page to read.</summary>
    [LimitedTo(OpenLimit.Pages)]
    [Function("Clone-Reference-Page")]
    public IResult Page(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/v1/docs")] HttpRequest request)
    {
        request.HttpContext.Response.Headers.ContentSecurityPolicy = ReferencePage.SecurityPolicy;
        return Html.Value.Answer(request);
    }

    private sealed class Resource(byte[] bytes, string contentType)
    {
        private readonly EntityTagHeaderValue tag = new($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..32]}\"");

        // An update of the app changes it, so a copy is asked about each time, which costs an empty 304.
        public IResult Answer(HttpRequest request)
        {
            request.HttpContext.Response.Headers.CacheControl = "no-cache";
            return Results.Bytes(bytes, contentType, entityTag: tag);
        }
    }
}
