using Microsoft.Azure.Functions.Worker;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Dialects;

namespace Understudy.Functions.Http;

/// <summary>
/// Answers what no other function takes: paths that lead nowhere, and methods that a path does not have, each in the dialect
/// of the product that it would belong to. The Functions host matches routes in the order of the functions' names, so this
/// name comes after all others.
/// </summary>
[SignedInBy(Way.Nobody)]
public sealed class UnknownRoutes
{
    /// <summary>Everywhere, except where the Functions host has addresses of its own.</summary>
    [Function("Z-Route-Elsewhere")]
    public IResult Answer(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{*path:regex(^(?!(admin|runtime)(/|$)))}")]
        HttpRequest request)
    {
        HttpFunctions functions = request.HttpContext.RequestServices.GetRequiredService<HttpFunctions>();
        IReadOnlyList<string> methods = functions.MethodsAt(request.Path);
        if (methods.Count == 0) return new Refusal(new UnknownRoute());
        string[] allowed = [.. methods.Append(HttpMethods.Options).Distinct()];
        return HttpMethods.IsOptions(request.Method)
            ? Results.NoContent().With("Allow", string.Join(", ", allowed))
            : new Refusal(new MethodNotAllowed(allowed));
    }
}
