using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Who may call an HTTP function, by the host's keys. The local runtime has no keys and lets everybody in,
/// as the Functions tools do on a developer's machine.</summary>
public enum AuthorizationLevel
{
    /// <summary>Everybody.</summary>
    Anonymous = 0,

    /// <summary>A signed-in user.</summary>
    User = 1,

    /// <summary>Whoever has the function's key.</summary>
    Function = 2,

    /// <summary>Whoever has the system key.</summary>
    System = 3,

    /// <summary>Whoever has the master key.</summary>
    Admin = 4,
}

/// <summary>Runs a function for HTTP requests.</summary>
public sealed class HttpTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>Any method, the function key's level.</summary>
    public HttpTriggerAttribute()
    {
    }

    /// <summary>The given methods, the function key's level.</summary>
    public HttpTriggerAttribute(params string[] methods) => Methods = methods;

    /// <summary>Any method.</summary>
    public HttpTriggerAttribute(AuthorizationLevel authLevel) => AuthLevel = authLevel;

    /// <summary>The given methods.</summary>
    public HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods)
    {
        AuthLevel = authLevel;
        Methods = methods;
    }

    /// <summary>The route after host.json's prefix, in ASP.NET Core's template syntax; the function's name if it is
    /// null.</summary>
    public string? Route { get; set; }

    /// <summary>The HTTP methods, in any case; any method if it is null or empty.</summary>
    public string[]? Methods { get; }

    /// <summary>Who may call.</summary>
    public AuthorizationLevel AuthLevel { get; } = AuthorizationLevel.Function;
}

/// <summary>Marks the property of a function's result that is its HTTP answer.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class HttpResultAttribute : OutputBindingAttribute
{
}
