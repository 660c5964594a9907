using System.Reflection;
using Understudy.Functions.Http.Dialects;
using Understudy.Functions.Http.Limits;
using Understudy.Functions.Http.Reference;

namespace Understudy.Functions.Http;

/// <summary>What the middleware has to know of a product. Each brings one; the middleware finds it by the base path.</summary>
/// <param name="Id">Its name within the app, e.g. <c>clone</c>.</param>
/// <param name="BasePath">What its paths begin with, e.g. <c>/api/v1</c>; empty for what belongs to no product.</param>
/// <param name="Dialect">How it speaks.</param>
internal sealed record Product(string Id, string BasePath, Dialect Dialect)
{
    /// <summary>
    /// Its OpenAPI document, which is served at <c>openapi.yaml</c> below the base path, and as a page at <c>docs</c>; null
    /// when it has none.
    /// </summary>
    public ApiDocument? Document { get; init; }

    /// <summary>
    /// What its contract allows. They win over the platform's own limits, which count for no function that has one of these.
    /// </summary>
    public IReadOnlyList<LimitPolicy> Limits { get; init; } = [];

    /// <summary>
    /// The policy of functions that name none; null when the platform's own limits count for them. Pages and files that are
    /// open to everybody are not meant.
    /// </summary>
    public string? OtherLimit { get; init; }

    /// <summary>Where its functions are.</summary>
    public Assembly Assembly => Dialect.GetType().Assembly;
}
