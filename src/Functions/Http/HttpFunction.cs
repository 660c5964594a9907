using System.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Limits;

namespace Understudy.Functions.Http;

/// <summary>What the middleware has to know of a function that HTTP starts, read from its declaration once.</summary>
internal sealed class HttpFunction
{
    /// <summary>The product of functions that belong to none, or to all.</summary>
    public const string Core = "core";

    private static readonly SignedInByAttribute _closed = new();

    private readonly TemplateMatcher _matcher;

    /// <summary>Reads a function's declaration.</summary>
    public HttpFunction(string name, MethodInfo method, HttpTriggerAttribute trigger)
    {
        Name = name;
        Route = trigger.Route ?? name;
        Methods = [.. (trigger.Methods ?? []).Select(m => m.ToUpperInvariant())];
        Creation = method.GetCustomAttribute<CreatesAttribute>();
        Streams = method.IsDefined(typeof(StreamsAttribute));
        SignedInBy = method.GetCustomAttribute<SignedInByAttribute>() ??
            method.DeclaringType!.GetCustomAttribute<SignedInByAttribute>() ?? _closed;
        Policy = (method.GetCustomAttribute<LimitedAttribute>() ??
            method.DeclaringType!.GetCustomAttribute<LimitedAttribute>())?.Policy;
        HasOpenLimit = method.IsDefined(typeof(LimitedToAttribute));
        Limit = method.GetCustomAttribute<LimitedToAttribute>()?.Limit ?? OpenLimit.Anonymous;
        _matcher = new TemplateMatcher(TemplateParser.Parse(Route), []);
    }

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
    public bool Creates => Creation is not null;

    /// <summary>What it says about what it creates; null when it creates nothing.</summary>
    public CreatesAttribute? Creation { get; }

    /// <summary>See <see cref="LimitedAttribute"/>.</summary>
    public string? Policy { get; }

    /// <summary>Whether it says which of the platform's own limits counts.</summary>
    public bool HasOpenLimit { get; }

    /// <summary>See <see cref="StreamsAttribute"/>.</summary>
    public bool Streams { get; }

    /// <summary>See <see cref="LimitedToAttribute"/>; without a meaning where a token is needed.</summary>
    public OpenLimit Limit { get; }

    /// <summary>Whether a path is one of its.</summary>
    public bool IsAt(PathString path) => _matcher.TryMatch(path, []);
}
