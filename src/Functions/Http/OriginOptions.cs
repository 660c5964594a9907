namespace Understudy.Functions.Http;

/// <summary>Where the app is reached, and from where.</summary>
public sealed class OriginOptions : ISettings
{
    /// <summary>Where clients reach the app; signed URLs begin with it.</summary>
    public Uri PublicUrl { get; set; } = new("http://127.0.0.1:7071");

    /// <summary>
    /// The web origins that belong to this installation, separated by commas, e.g. <c>https://app.example.com</c>: the API
    /// may be called from them, and checkouts may lead back to them. <see cref="PublicUrl"/>'s is one of them.
    /// </summary>
    public string WebOrigins { get; set; } = "";

    void ISettings.Check() => _ = new Origins(this);
}
