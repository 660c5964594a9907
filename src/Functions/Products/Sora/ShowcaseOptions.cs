namespace Understudy.Functions.Products.Sora;

/// <summary>Where the showcase's files are shown from.</summary>
public sealed class ShowcaseOptions : ISettings
{
    /// <summary>
    /// The origin of a content delivery network that stands before the store of media, e.g. <c>https://cdn.example.com</c>: the
    /// addresses of the showcase's files begin with it, and go on as the store signed them. Null for the store's own.
    /// </summary>
    public Uri? CdnUrl { get; set; }

    void ISettings.Check()
    {
        if (CdnUrl is not null and not { IsAbsoluteUri: true, Scheme: "http" or "https", PathAndQuery: "/", UserInfo: "" })
            throw new SettingException(nameof(CdnUrl), $"is '{CdnUrl}', which is no origin such as https://cdn.example.com");
    }
}
