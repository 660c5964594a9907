using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Understudy.Domain.Media;

namespace Understudy.Infrastructure.Files;

/// <summary>What answers the URLs that <see cref="FileMediaStore"/> signs: the part that Blob Storage plays elsewhere.</summary>
/// <param name="store">The store.</param>
/// <param name="gate">Lets uploads begin, for which there is room.</param>
/// <param name="isAwaited">
/// Whether an object is still wanted that a URL was signed for which expires then: what nobody wants is not taken.
/// </param>
public sealed class SignedMediaEndpoint(
    FileMediaStore store, UploadGate gate, Func<MediaKey, DateTimeOffset, CancellationToken, Task<bool>> isAwaited)
{
    private readonly MediaUpload _upload = new(store, gate, isAwaited);

    /// <summary>Answers OPTIONS, PUT, GET or HEAD of <c>/media/{container}/{name}</c>.</summary>
    /// <param name="context">The request; its query holds the signature.</param>
    /// <param name="container">The route's container.</param>
    /// <param name="name">The route's rest, slashes included.</param>
    public async Task HandleAsync(HttpContext context, string container, string name)
    {
        SetHeaders(context.Response.Headers);
        string method = context.Request.Method;
        if (HttpMethods.IsOptions(method))
        {
            AnswerPreflight(context.Response);
        }
        else if (!TryParse(container, name, out MediaKey? key))
        {
            await MediaError.Forbidden.WriteAsync(context);
        }
        else if (HttpMethods.IsPut(method) && store.Signer.VerifyUpload(key, context.Request.Query) is var (promise, expiresAt))
        {
            await _upload.ReceiveAsync(context, key, promise, expiresAt);
        }
        else if ((HttpMethods.IsGet(method) || HttpMethods.IsHead(method)) &&
            store.Signer.VerifyDownload(key, context.Request.Query, out string? downloadName))
        {
            await SendAsync(context, key, downloadName);
        }
        else
        {
            await MediaError.Forbidden.WriteAsync(context);
        }
    }

    private static bool TryParse(string container, string name, [NotNullWhen(true)] out MediaKey? key)
    {
        try
        {
            key = name.EndsWith('/') ? null : new MediaKey(container, name);
        }
        catch (ArgumentException)
        {
            key = null;
        }
        return key is not null;
    }

    /// <summary>
    /// Anybody's page may use a URL that it was given. What people uploaded must not run as a page of this origin.
    /// </summary>
    private static void SetHeaders(IHeaderDictionary headers)
    {
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlExposeHeaders =
            "Accept-Ranges, Content-Disposition, Content-Length, Content-Range, ETag, Last-Modified, Retry-After";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy =
            "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'";
        headers.CacheControl = "private, no-cache";
    }

    private static void AnswerPreflight(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status204NoContent;
        response.Headers.AccessControlAllowMethods = "GET, HEAD, PUT, OPTIONS";
        response.Headers.AccessControlAllowHeaders =
            "Cache-Control, Content-Type, If-Match, If-Modified-Since, If-None-Match, If-Range, Range, x-ms-blob-type";
        response.Headers.AccessControlMaxAge = "7200";
    }

    private async Task SendAsync(HttpContext context, MediaKey key, string? downloadName)
    {
        if (store.Open(key) is not { } found)
        {
            await MediaError.NotFound.WriteAsync(context);
            return;
        }
        // A unit that nobody knows is passed over (RFC 9110, 14.2), which the framework does not.
        if (context.Request.GetTypedHeaders().Range?.Unit.Equals("bytes", StringComparison.OrdinalIgnoreCase) == false)
            context.Request.Headers.Range = default;
        await TypedResults.Stream(
            found.Content,
            found.Metadata.ContentType,
            downloadName,
            found.Metadata.StoredAt,
            new EntityTagHeaderValue($"\"{found.Metadata.ETag}\""),
            enableRangeProcessing: true).ExecuteAsync(context);
    }
}
