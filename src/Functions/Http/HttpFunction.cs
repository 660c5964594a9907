using System.Collections.Frozen;
using System.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;

namespace Understudy.Functions.Http;

/// <summary>What the middleware has to know of a function that HTTP starts, read from its declaration once.</summary>
internal sealed class HttpFunction
{
    private static readonly FrozenDictionary<string, HttpFunction> _known = Find().ToFrozenDictionary(f => f.Name);

    private readonly TemplateMatcher _matcher;

    private HttpFunction(string name, MethodInfo method, HttpTriggerAttribute trigger)
    {
        Name = name;
        Route = trigger.Route ?? name;
        Methods = [.. (trigger.Methods ?? []).Select(m => m.ToUpperInvariant())];
        Creates = method.IsDefined(typeof(CreatesAttribute));
        Streams = method.IsDefined(typeof(StreamsAttribute));
        Limit = method.GetCustomAttribute<LimitedToAttribute>()?.Limit ?? OpenLimit.Anonymous;
        _matcher = new TemplateMatcher(TemplateParser.Parse(Route), []);
    }

    /// <summary>All of them.</summary>
    public static IEnumerable<HttpFunction> All => _known.Values;

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its route's template, without a leading slash.</summary>
    public string Route { get; }

    /// <summary>The methods that it takes, in upper case; none for one that takes whatever nobody else does.</summary>
    public IReadOnlyList<string> Methods { get; }

    /// <summary>See <see cref="CreatesAttribute"/>.</summary>
    public bool Creates { get; }

    /// <summary>See <see cref="StreamsAttribute"/>.</summary>
    public bool Streams { get; }

    /// <summary>See <see cref="LimitedToAttribute"/>; without a meaning where a token is needed.</summary>
    public OpenLimit Limit { get; }

    /// <summary>Whether an invocation was started by HTTP; one that is not known here counts too, and gets nowhere.</summary>
    public static bool Is(FunctionContext context) => _known.ContainsKey(context.FunctionDefinition.Name) ||
        context.GetHttpContext() is not null;

    /// <summary>The function that an invocation runs.</summary>
    public static HttpFunction Of(FunctionContext context) => _known[context.FunctionDefinition.Name];

    /// <summary>The methods that a path takes; none where there is nothing.</summary>
    public static IReadOnlyList<string> MethodsAt(PathString path) =>
        [.. _known.Values.Where(f => f._matcher.TryMatch(path, [])).SelectMany(f => f.Methods).Distinct().Order()];

    private static IEnumerable<HttpFunction> Find()
    {
        foreach (Type type in typeof(HttpFunction).Assembly.GetExportedTypes().Where(type => type.IsClass))
        {
            foreach (MethodInfo method in type.GetMethods(
                BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            {
                if (method.GetCustomAttribute<FunctionAttribute>() is { } function &&
                    method.GetParameters().Select(p => p.GetCustomAttribute<HttpTriggerAttribute>())
                        .FirstOrDefault(t => t is not null) is { } trigger)
                    yield return new HttpFunction(function.Name, method, trigger);
            }
        }
    }
}
