using Understudy.Infrastructure.Google;

namespace Understudy.Infrastructure.YouTube;

/// <summary>How people's YouTube channels are reached: the OAuth client at Google, and Google's addresses.</summary>
public sealed record YouTubeOptions
{
    /// <summary>Where people let the app in, by default.</summary>
    public static readonly Uri DefaultAuthorizationUrl = new("https://accounts.google.com/o/oauth2/v2/auth");

    /// <summary>Where codes and grants are exchanged for access, by default.</summary>
    public static readonly Uri DefaultTokenUrl = new("https://oauth2.googleapis.com/token");

    /// <summary>Where grants are revoked, by default.</summary>
    public static readonly Uri DefaultRevocationUrl = new("https://oauth2.googleapis.com/revoke");

    /// <summary>Where the API is, by default.</summary>
    public static readonly Uri DefaultApiUrl = new("https://www.googleapis.com/youtube/v3");

    /// <summary>Where files are sent, by default.</summary>
    public static readonly Uri DefaultUploadUrl = new("https://www.googleapis.com/upload/youtube/v3");

    /// <summary>Settings.</summary>
    /// <param name="clientId">The client's id at Google.</param>
    /// <param name="clientSecret">Its secret.</param>
    /// <exception cref="ArgumentException">One is missing.</exception>
    public YouTubeOptions(string clientId, string clientSecret)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(clientId);
        ArgumentException.ThrowIfNullOrWhiteSpace(clientSecret);
        ClientId = clientId;
        ClientSecret = clientSecret;
    }

    /// <summary>The client's id at Google.</summary>
    public string ClientId { get; }

    /// <summary>Its secret.</summary>
    public string ClientSecret { get; }

    /// <summary>Where people let the app in.</summary>
    public Uri AuthorizationUrl { get; init; } = DefaultAuthorizationUrl;

    /// <summary>Where codes and grants are exchanged for access.</summary>
    public Uri TokenUrl { get; init; } = DefaultTokenUrl;

    /// <summary>Where grants are revoked.</summary>
    public Uri RevocationUrl { get; init; } = DefaultRevocationUrl;

    /// <summary>Where the API is.</summary>
    public Uri ApiUrl { get; init; } = DefaultApiUrl;

    /// <summary>Where files are sent.</summary>
    public Uri UploadUrl { get; init; } = DefaultUploadUrl;

    /// <summary>The address of a method of the API.</summary>
    internal Uri Api(string method, string query) => new($"{ApiUrl.AbsoluteUri.TrimEnd('/')}/{method}?{query}");

    /// <summary>The address of a method that takes a file.</summary>
    internal Uri Upload(string method, string query) => new($"{UploadUrl.AbsoluteUri.TrimEnd('/')}/{method}?{query}");

    /// <summary>
    /// Whether an upload may be carried on at an address that the API gave: the person's access goes there, so it has to be
    /// Google's.
    /// </summary>
    internal bool MayCarryOnAt(Uri address) => GoogleOptions.IsEndpoint(address) && address.UserInfo.Length == 0 &&
        (address.Authority == UploadUrl.Authority ||
            (address.Scheme == Uri.UriSchemeHttps && address.Host.EndsWith(".googleapis.com", StringComparison.Ordinal)));
}
