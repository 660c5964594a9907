namespace Understudy.Functions.Products.FilmStudio;

/// <summary>The contract's words for the values of closed sets.</summary>
internal static class FilmStudioWords
{
    /// <summary>An id from a path in its canonical form; what is no UUID is the id of nothing.</summary>
    public static string Id(string id) => Guid.TryParseExact(id, "D", out Guid uuid) ? uuid.ToString("D") : "none";
}
