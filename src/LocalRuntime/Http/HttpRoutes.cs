using Microsoft.AspNetCore.Routing.Patterns;
using Understudy.LocalRuntime.Discovery;

namespace Understudy.LocalRuntime.Http;

/// <summary>Makes route patterns and refuses two functions behind the same route and method.</summary>
internal sealed class HttpRoutes(string prefix)
{
    private readonly Dictionary<(string Shape, string Method), string> _taken = [];

    public RoutePattern Add(LocalFunctionDefinition function)
    {
        string route = $"{prefix}/{function.Route.TrimStart('/')}".Trim('/');
        RoutePattern pattern;
        try
        {
            pattern = RoutePatternFactory.Parse(route);
        }
        catch (RoutePatternException exception)
        {
            throw new InvalidOperationException(
                $"Function {function.Name}: '{route}' is no route: {exception.Message}", exception);
        }

        string shape = string.Join('/', pattern.PathSegments.Select(ShapeOf));
        foreach (string method in function.HttpMethods.DefaultIfEmpty("any method"))
        {
            if (!_taken.TryAdd((shape, method), function.Name))
                throw new InvalidOperationException(
                    $"Functions {_taken[(shape, method)]} and {function.Name} both answer {method} /{route}.");
        }

        return pattern;
    }

    /// <summary>A segment without its parameters' names, which do not tell routes apart.</summary>
    private static string ShapeOf(RoutePatternPathSegment segment) =>
        string.Concat(segment.Parts.Select(static part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content.ToUpperInvariant(),
            RoutePatternSeparatorPart separator => separator.Content,
            RoutePatternParameterPart parameter =>
                $"{{{parameter.ParameterKind}:{string.Join(':', parameter.ParameterPolicies.Select(p => p.Content))}}}",
            _ => throw new InvalidOperationException($"Unknown route part {part.PartKind}."),
        }));
}
