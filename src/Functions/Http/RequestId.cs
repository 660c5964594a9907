using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Understudy.Functions.Http;

/// <summary>
/// Gives every HTTP answer the id under which the request is logged, and the request the function that it is for.
/// </summary>
internal sealed class RequestIdMiddleware(HttpFunctions functions) : IFunctionsWorkerMiddleware
{
    /// <summary>The header that carries it.</summary>
    public const string Header = "X-Request-Id";

    /// <inheritdoc/>
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        HttpContext http = context.GetHttpContext()
            ?? throw new InvalidOperationException("This middleware is for HTTP functions only.");
        http.Response.Headers[Header] = context.InvocationId;
        http.Features.Set(functions.Find(context));
        return next(context);
    }
}
