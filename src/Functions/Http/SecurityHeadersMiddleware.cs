using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Understudy.Functions.Http;

/// <summary>
/// Gives every answer headers that suit JSON for one person: nobody may keep it, sniff it, frame it, embed it or run
/// anything in it. What is a page or a file sets its own instead.
/// </summary>
internal sealed class SecurityHeadersMiddleware(OriginOptions options) : IFunctionsWorkerMiddleware
{
    // Browsers pass it over on a connection that is not secure.
    private readonly bool _secure = options.PublicUrl.Scheme == Uri.UriSchemeHttps;

    /// <inheritdoc/>
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        HttpContext http = context.GetHttpContext()
            ?? throw new InvalidOperationException("This middleware is for HTTP functions only.");
        IHeaderDictionary headers = http.Response.Headers;
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
        if (_secure) headers.StrictTransportSecurity = "max-age=31536000";
        return next(context);
    }
}
