using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Understudy.Functions.Http;

/// <summary>Gives every HTTP answer the id under which the request is logged.</summary>
internal sealed class RequestIdMiddleware : IFunctionsWorkerMiddleware
{
    /// <summary>The header that carries it.</summary>
    public const string Header = "X-Request-Id";

    /// <inheritdoc/>
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        HttpContext http = context.GetHttpContext()
            ?? throw new InvalidOperationException("This middleware is for HTTP functions only.");
        http.Response.Headers[Header] = context.InvocationId;
        return next(context);
    }
}
