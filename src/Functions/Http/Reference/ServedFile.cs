using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Understudy.Functions.Http.Reference;

/// <summary>What is answered alike to everybody until the app is updated.</summary>
internal sealed class ServedFile(byte[] bytes, string contentType)
{
    private readonly EntityTagHeaderValue _tag = new($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..32]}\"");

    // An update of the app changes it, so a copy is asked about each time, which costs an empty 304.
    public IResult Answer(HttpRequest request)
    {
        request.HttpContext.Response.Headers.CacheControl = "no-cache";
        return Results.Bytes(bytes, contentType, entityTag: _tag);
    }
}
