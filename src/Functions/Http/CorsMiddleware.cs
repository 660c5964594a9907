using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Understudy.Functions.Http;

/// <summary>
/// Lets pages of the configured origins call the API and read its answers, errors and streams included. Tokens travel in
/// a header, so there are no credentials to allow. Pages of other origins get no header that would let them.
/// </summary>
internal sealed class CorsMiddleware(Origins origins) : IFunctionsWorkerMiddleware
{
    // Signed URLs are for pages of any origin, and say so themselves.
    private const string MediaFunction = "Core-Object-Transfer";

    private const string Methods = "GET, HEAD, POST, PUT, PATCH, DELETE";
    private const string RequestHeaders =
        "Authorization, Content-Digest, Content-Encoding, Content-Type, Idempotency-Key, Last-Event-ID, X-API-Key";
    private const string AnswerHeaders =
        "X-Request-Id, RateLimit-Policy, RateLimit, Retry-After, Idempotency-Replayed";

    /// <inheritdoc/>
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.FunctionDefinition.Name == MediaFunction) return next(context);
        HttpContext http = context.GetHttpContext()
            ?? throw new InvalidOperationException("This middleware is for HTTP functions only.");
        IHeaderDictionary headers = http.Response.Headers;
        headers.Vary = "Origin";
        if (http.Request.Headers.Origin is not [{ } origin]) return next(context);

        bool known = origins.Contains(origin);
        if (known) headers.AccessControlAllowOrigin = origin;
        if (!IsPreflight(http.Request))
        {
            if (known) headers.AccessControlExposeHeaders = AnswerHeaders;
            return next(context);
        }
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        if (!known) return Task.CompletedTask;
        headers.AccessControlAllowMethods = Methods;
        headers.AccessControlAllowHeaders = RequestHeaders;
        headers.AccessControlMaxAge = "7200";
        return Task.CompletedTask;
    }

    // What is asked first when a page wants to send more than a form could. Whether there is anything at the address is
    // told by the request that follows, in an answer that the page may read.
    private static bool IsPreflight(HttpRequest request) =>
        HttpMethods.IsOptions(request.Method) && request.Headers.AccessControlRequestMethod.Count > 0;
}
