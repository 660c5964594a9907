using Microsoft.Azure.Functions.Worker;
using Understudy.Functions.Products.Clone;

namespace Understudy.Functions.Http;

/// <summary>
/// Answers what no other function takes: paths that lead nowhere, and methods that a path does not have. The Functions host
/// matches routes in the order of the functions' names, so these names come after all others.
/// </summary>
public sealed class UnknownRoutes
{
    /// <summary>Below the contract's base. Clone §11: 404, and 405 beyond it.</summary>
    [Function("Z-Route-Clone")]
    public IResult BelowTheContract(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "api/v1/{*path}")] HttpRequest request) => Answer(request);

    /// <summary>Anywhere else, except where the Functions host has addresses of its own.</summary>
    [Function("Z-Route-Elsewhere")]
    public IResult Elsewhere(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{*path:regex(^(?!(admin|runtime)(/|$)))}")]
        HttpRequest request) => Answer(request);

    private static IResult Answer(HttpRequest request)
    {
        IReadOnlyList<string> methods = HttpFunction.MethodsAt(request.Path);
        if (methods.Count == 0) return CloneErrors.UnknownRoute();
        request.HttpContext.Response.Headers.Allow = string.Join(", ", methods.Append(HttpMethods.Options).Distinct());
        return HttpMethods.IsOptions(request.Method) ? Results.NoContent() : CloneErrors.MethodNotAllowed();
    }
}
