using Understudy.Infrastructure.Google;
using Understudy.Infrastructure.YouTube;

namespace Understudy.Functions.Core.Publishing;

/// <summary>People's channels on YouTube: without a client at Google nobody connects one.</summary>
public sealed class ChannelOptions : ISettings
{
    /// <summary>The id of the OAuth client at Google; empty for none.</summary>
    public string YouTubeClientId { get; set; } = "";

    /// <summary>Its secret.</summary>
    public string YouTubeClientSecret { get; set; } = "";

    /// <summary>Where people let the app in; empty for Google's own.</summary>
    public string YouTubeAuthorizationUrl { get; set; } = "";

    /// <summary>Where codes and grants are exchanged for access; empty for Google's own.</summary>
    public string YouTubeTokenUrl { get; set; } = "";

    /// <summary>Where grants are revoked; empty for Google's own.</summary>
    public string YouTubeRevocationUrl { get; set; } = "";

    /// <summary>Where the API is; empty for Google's own.</summary>
    public string YouTubeApiUrl { get; set; } = "";

    /// <summary>Where files are sent; empty for Google's own.</summary>
    public string YouTubeUploadUrl { get; set; } = "";

    /// <summary>What the adapter needs, or null where there is no client.</summary>
    internal YouTubeOptions? Read() => YouTubeClientId.Length == 0
        ? null
        : new YouTubeOptions(YouTubeClientId, YouTubeClientSecret)
        {
            AuthorizationUrl = Address(YouTubeAuthorizationUrl) ?? YouTubeOptions.DefaultAuthorizationUrl,
            TokenUrl = Address(YouTubeTokenUrl) ?? YouTubeOptions.DefaultTokenUrl,
            RevocationUrl = Address(YouTubeRevocationUrl) ?? YouTubeOptions.DefaultRevocationUrl,
            ApiUrl = Address(YouTubeApiUrl) ?? YouTubeOptions.DefaultApiUrl,
            UploadUrl = Address(YouTubeUploadUrl) ?? YouTubeOptions.DefaultUploadUrl,
        };

    void ISettings.Check()
    {
        YouTubeClientId = YouTubeClientId.Trim();
        YouTubeClientSecret = YouTubeClientSecret.Trim();
        if (YouTubeClientId.Length > 0 && YouTubeClientSecret.Length == 0)
            throw new SettingException(nameof(YouTubeClientSecret), "is missing; YouTubeClientId is set");
        if (YouTubeClientSecret.Length > 0 && YouTubeClientId.Length == 0)
            throw new SettingException(nameof(YouTubeClientId), "is missing; YouTubeClientSecret is set");
        foreach ((string setting, string value) in new[]
        {
            (nameof(YouTubeAuthorizationUrl), YouTubeAuthorizationUrl),
            (nameof(YouTubeTokenUrl), YouTubeTokenUrl),
            (nameof(YouTubeRevocationUrl), YouTubeRevocationUrl),
            (nameof(YouTubeApiUrl), YouTubeApiUrl),
            (nameof(YouTubeUploadUrl), YouTubeUploadUrl),
        })
        {
            if (value.Trim().Length > 0 && !(Address(value) is { } address && GoogleOptions.IsEndpoint(address) &&
                address.Query.Length == 0 && address.Fragment.Length == 0))
                throw new SettingException(setting, $"is '{value}', which is no https address");
        }
    }

    private static Uri? Address(string value) => Uri.TryCreate(value.Trim(), UriKind.Absolute, out Uri? address) ? address : null;
}
