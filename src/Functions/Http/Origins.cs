namespace Understudy.Functions.Http;

/// <summary>
/// The web origins that belong to this installation: browsers may call the API from them, and pages of others may lead
/// back to them.
/// </summary>
internal sealed class Origins
{
    private readonly HashSet<string> _known;

    /// <summary>The origins from the settings; the app's own always counts.</summary>
    /// <exception cref="SettingException">One is no origin.</exception>
    public Origins(OriginOptions options)
    {
        if (options.PublicUrl is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
            throw new SettingException(
                nameof(options.PublicUrl), $"is '{options.PublicUrl}', which is no URL such as https://api.example.com");
        _known = [Of(options.PublicUrl)];
        foreach (string origin in options.WebOrigins.Split(
            ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri) || Of(uri) != origin)
                throw new SettingException(
                    nameof(options.WebOrigins), $"has '{origin}', which is no origin such as https://app.example.com");
            _known.Add(origin);
        }
    }

    /// <summary>Whether the value of a header <c>Origin</c> is one of them.</summary>
    public bool Contains(string origin) => _known.Contains(origin);

    /// <summary>Whether a URL leads to one of them.</summary>
    public bool Contains(Uri url) => url.IsAbsoluteUri && url.UserInfo.Length == 0 && _known.Contains(Of(url));

    private static string Of(Uri url) =>
        url.Scheme is "http" or "https" ? url.GetLeftPart(UriPartial.Authority) : "";
}
