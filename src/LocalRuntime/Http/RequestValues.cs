using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Understudy.LocalRuntime.Http;

/// <summary>Where a request's simple values come from: its route, else its query.</summary>
internal static class RequestValues
{
    /// <summary>The text under a name, or null.</summary>
    public static string? Get(HttpContext http, string name)
    {
        if (http.Request.RouteValues.TryGetValue(name, out object? value) && value is not null)
            return value as string ?? Convert.ToString(value, CultureInfo.InvariantCulture);
        return http.Request.QueryString.HasValue && http.Request.Query.TryGetValue(name, out StringValues query)
            ? query.ToString()
            : null;
    }

    /// <summary>All of them.</summary>
    public static IReadOnlyDictionary<string, object?> All(HttpContext http)
    {
        Dictionary<string, object?> values = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, StringValues value) in http.Request.Query)
            values[name] = value.ToString();
        foreach ((string name, object? value) in http.Request.RouteValues)
            values[name] = value;
        return values;
    }
}
