using System.Collections.Frozen;
using System.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;
using Understudy.Functions.Http.Authentication;

namespace Understudy.Functions.Http;

/// <summary>What the middleware has to know of a function that HTTP starts, read from its declaration once.</summary>
internal sealed class HttpFunction
{
    /// <summary>The product of functions that belong to none, or to all.</summary>
    public const string Core = "core";

    private static readonly FrozenDictionary<string, HttpFunction> _known =
        Find(typeof(HttpFunction).Assembly.GetExportedTypes()).ToFrozenDictionary(f => f.Name);

    private static readonly SignedInByAttribute _closed = new();
    private static FrozenDictionary<string, HttpFunction> _guests = FrozenDictionary<string, HttpFunction>.Empty;

    private readonly TemplateMatcher _matcher;

    private HttpFunction(string name, MethodInfo method, HttpTriggerAttribute trigger)
    {
        Name = name;
        Route = trigger.Route ?? name;
        Methods = [.. (trigger.Methods ?? []).Select(m => m.ToUpperInvariant())];
        Creates = method.IsDefined(typeof(CreatesAttribute));
        Streams = method.IsDefined(typeof(StreamsAttribute));
        SignedInBy = method.GetCustomAttribute<SignedInByAttribute>() ??
            method.DeclaringType!.GetCustomAttribute<SignedInByAttribute>() ?? _closed;
        Limit = method.GetCustomAttribute<LimitedToAttribute>()?.Limit ?? OpenLimit.Anonymous;
        _matcher = new TemplateMatcher(TemplateParser.Parse(Route), []);
    }

    /// <summary>All of them.</summary>
    public static IEnumerable<HttpFunction> All => _known.Values;

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The product that it is of, by the first part of its name, in lower case.</summary>
    public string Product => Name.Split('-')[0].ToLowerInvariant();

    /// <summary>Who may call it; nobody, unless it says otherwise.</summary>
    public SignedInByAttribute SignedInBy { get; }

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
    public static bool Is(FunctionContext context) => Find(context) is not null || context.GetHttpContext() is not null;

    /// <summary>The function that an invocation runs.</summary>
    public static HttpFunction Of(FunctionContext context) => Find(context)
        ?? throw new InvalidOperationException($"{context.FunctionDefinition.Name} is no function of HTTP.");

    /// <summary>The function that an invocation runs, or null when it is not known here.</summary>
    public static HttpFunction? Find(FunctionContext context) =>
        _known.GetValueOrDefault(context.FunctionDefinition.Name) ??
        _guests.GetValueOrDefault(context.FunctionDefinition.Name);

    /// <summary>Lets functions of another assembly take part, beside the app's own.</summary>
    public static void Invite(IEnumerable<Type> types) => _guests = Find(types).ToFrozenDictionary(f => f.Name);

    /// <summary>The methods that a path takes; none where there is nothing.</summary>
    public static IReadOnlyList<string> MethodsAt(PathString path) =>
        [.. _known.Values.Where(f => f._matcher.TryMatch(path, [])).SelectMany(f => f.Methods).Distinct().Order()];

    private static IEnumerable<HttpFunction> Find(IEnumerable<Type> types)
    {
        foreach (Type type in types.Where(type => type.IsClass))
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
