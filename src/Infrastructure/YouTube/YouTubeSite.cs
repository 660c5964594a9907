using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Understudy.Domain.Common;
using Understudy.Domain.Publishing;

namespace Understudy.Infrastructure.YouTube;

/// <summary>
/// YouTube. People let the app in by OAuth with PKCE; what the app keeps of that is the refresh token, sealed.
/// </summary>
internal sealed class YouTubeSite(
    YouTubeOptions options,
    GoogleGrants grants,
    ChannelSecrets secrets,
    Uri callback,
    IHttpClientFactory clients,
    TimeProvider time,
    ILogger<YouTubeSite> log) : IVideoSite
{
    internal const string SiteName = "youtube";

    /// <summary>What is asked for: uploads, pictures, playlists and figures would need less, captions need this.</summary>
    internal const string Scope = "https://www.googleapis.com/auth/youtube.force-ssl";

    private const int LongestCode = 2048;

    /// <inheritdoc/>
    public string Name => SiteName;

    /// <inheritdoc/>
    public bool IsSetUp => true;

    /// <inheritdoc/>
    public Uri ConsentPage(string state)
    {
        string challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(secrets.Verifier(state))));
        (string Name, string Value)[] query =
        [
            ("client_id", options.ClientId),
            ("redirect_uri", callback.AbsoluteUri),
            ("response_type", "code"),
            ("scope", Scope),
            // A refresh token, also where one was given before.
            ("access_type", "offline"),
            ("prompt", "consent"),
            ("state", state),
            ("code_challenge", challenge),
            ("code_challenge_method", "S256"),
        ];
        return new UriBuilder(options.AuthorizationUrl)
        {
            Query = string.Join('&', query.Select(each => $"{each.Name}={Uri.EscapeDataString(each.Value)}")),
        }.Uri;
    }

    /// <inheritdoc/>
    public async Task<Result<ChannelGrant>> ExchangeAsync(
        string ownerId, string code, string state, CancellationToken cancellationToken)
    {
        if (code.Length is 0 or > LongestCode) return new SiteRefused("This is no code of Google's.");
        Result<GoogleAccess> exchanged = await grants.ExchangeAsync(code, secrets.Verifier(state), callback, cancellationToken);
        if (!exchanged.Succeeded) return exchanged.Problem;
        (string access, string? refresh, IReadOnlyList<string> scopes) = exchanged.Value;
        if (refresh is null) return new SiteRefused("Google gave no lasting access. Please try again.");
        Result<ChannelGrant> granted = scopes.Contains(Scope)
            ? await ReadChannelAsync(ownerId, access, refresh, cancellationToken)
            : new SiteRefused("The permission to manage your YouTube videos was not given.");
        // What is of no use is not kept, at Google either.
        if (!granted.Succeeded) await grants.RevokeAsync(refresh, cancellationToken);
        return granted;
    }

    /// <inheritdoc/>
    public IVideoChannel Open(string ownerId, string grant) => new YouTubeChannel(
        options,
        secrets,
        ownerId,
        new YouTubeCalls(grants, secrets.OpenGrant(ownerId, grant), clients, time, log),
        log);

    /// <inheritdoc/>
    public async Task<Result<SiteDone>> RevokeAsync(string ownerId, string grant, CancellationToken cancellationToken)
    {
        if (secrets.OpenGrant(ownerId, grant) is { } refreshToken)
            return await grants.RevokeAsync(refreshToken, cancellationToken);
        Log.SealedOtherwise(log);
        return SiteDone.Yes;
    }

    private async Task<Result<ChannelGrant>> ReadChannelAsync(
        string ownerId, string access, string refresh, CancellationToken cancellationToken)
    {
        const string What = "the channel";
        YouTubeCalls calls = new(grants, refresh, clients, time, log) { Access = access };
        Result<YouTubeAnswer> answer = await calls.DoAsync(
            What,
            () => new HttpRequestMessage(HttpMethod.Get, options.Api("channels", "part=snippet&mine=true")),
            YouTubeChannel.Patience,
            cancellationToken);
        if (!answer.Succeeded) return answer.Problem;
        return answer.Value.Body.Items("items").FirstOrDefault() is var channel && channel.Text("id") is { } id
            ? new ChannelGrant(secrets.SealGrant(ownerId, refresh), id, channel.Text("snippet", "title") ?? "")
            : new SiteRefused("This Google account has no YouTube channel.");
    }
}
