using Microsoft.AspNetCore.Http;
using Understudy.LocalRuntime.Invocation;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>What an HTTP invocation adds to its context.</summary>
public static class FunctionContextExtensions
{
    /// <summary>The request's context, or null in a function that HTTP did not start.</summary>
    public static HttpContext? GetHttpContext(this FunctionContext context) =>
        (context as LocalFunctionContext)?.HttpContext;
}
