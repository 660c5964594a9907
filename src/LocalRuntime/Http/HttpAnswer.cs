using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Understudy.LocalRuntime.Invocation;

namespace Understudy.LocalRuntime.Http;

/// <summary>
/// Writes what a function returned. It happens outside of the middleware, as in the ASP.NET Core integration, so
/// that middleware can still replace a result. Nothing returned means that the function wrote its answer itself.
/// </summary>
internal static class HttpAnswer
{
    private static readonly ActionDescriptor _noAction = new();

    public static Task WriteAsync(LocalFunctionContext context)
    {
        HttpContext http = context.HttpContext!;
        return context.Definition.Outputs.HttpResultOf(context.Result) switch
        {
            null => Task.CompletedTask,
            IResult result => result.ExecuteAsync(http),
            IActionResult result => result.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), _noAction)),
            string text => WriteTextAsync(http, text),
            { } value => http.Response.WriteAsJsonAsync(value, value.GetType(), http.RequestAborted),
        };
    }

    private static Task WriteTextAsync(HttpContext http, string text)
    {
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(text, http.RequestAborted);
    }
}
