namespace Understudy.Functions.Products.FilmStudio;

/// <summary>
/// Tells the browser that somebody began in from any other: whoever is sent an address by somebody else has no such cookie. A
/// browser keeps it only where the page that called belongs to the app's own origin.
/// </summary>
internal static class ConsentCookie
{
    private const string Name = "understudy-youtube";

    /// <summary>Gives it.</summary>
    public static void Set(HttpContext http, string state, Uri publicUrl) =>
        http.Response.Cookies.Append(NameAt(publicUrl), state, Options(publicUrl));

    /// <summary>Whether the browser has it.</summary>
    public static bool IsThere(HttpRequest request, string state, Uri publicUrl) =>
        request.Cookies[NameAt(publicUrl)] == state && state.Length > 0;

    /// <summary>Takes it away.</summary>
    public static void Clear(HttpContext http, Uri publicUrl) =>
        http.Response.Cookies.Delete(NameAt(publicUrl), Options(publicUrl));

    // Only the host itself can set one of that prefix, and only over TLS. RFC 6265bis §4.1.3.2.
    private static string NameAt(Uri publicUrl) => IsSecure(publicUrl) ? $"__Host-{Name}" : Name;

    private static bool IsSecure(Uri publicUrl) => publicUrl.Scheme == Uri.UriSchemeHttps;

    // Lax: Google sends people back by a link.
    private static CookieOptions Options(Uri publicUrl) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        MaxAge = Domain.Accounts.ConsentStates.Life,
        Path = "/",
        SameSite = SameSiteMode.Lax,
        Secure = IsSecure(publicUrl),
    };
}
