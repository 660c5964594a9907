namespace Understudy.Functions.Products.Sora;

/// <summary>The ids in paths.</summary>
internal static class Ids
{
    /// <summary>An id in its canonical form; what is no UUID is the id of nothing.</summary>
    public static string Of(string id) => Guid.TryParseExact(id, "D", out Guid uuid) ? uuid.ToString("D") : "none";
}
