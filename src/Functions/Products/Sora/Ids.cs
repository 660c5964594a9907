using Understudy.Domain.Common;

namespace Understudy.Functions.Products.Sora;

/// <summary>The ids in paths.</summary>
internal static class Ids
{
    /// <summary>An id in its canonical form; what is no UUID is the id of nothing.</summary>
    public static string Of(string id) => CanonicalId.Of(id) ?? "none";
}
