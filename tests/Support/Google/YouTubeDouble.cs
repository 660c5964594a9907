using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Understudy.Tests.Google;

/// <summary>
/// YouTube and Google's OAuth on this machine: consent with PKCE, grants that can be withdrawn, resumable uploads, videos,
/// pictures, captions and playlists. What goes wrong, a test says.
/// </summary>
internal sealed partial class YouTubeDouble : IAsyncDisposable
{
    public const string ClientId = "client-2.apps.googleusercontent.com";
    public const string ClientSecret = "another secret of the client's";
    public const string Scope = "https://www.googleapis.com/auth/youtube.force-ssl";

    private readonly WebApplication _app;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, Consent> _codes = new();
    private readonly ConcurrentDictionary<string, string> _grants = new();
    private readonly ConcurrentDictionary<string, string> _access = new();
    private int _numbers;

    private YouTubeDouble(WebApplication app, TimeProvider time)
    {
        _app = app;
        _time = time;
    }

    /// <summary>What was asked for that YouTube would not expect of a client that works.</summary>
    public ConcurrentQueue<string> Unexpected { get; } = new();

    /// <summary>What happens to a request; null for what should.</summary>
    public Func<YouTubeRequest, YouTubeFault?>? Script { get; set; }

    /// <summary>What the endpoint of tokens gives along; what people have not ticked is missing.</summary>
    public string GrantedScope { get; set; } = Scope;

    /// <summary>Whether Google gives a refresh token for a code.</summary>
    public bool GivesRefreshTokens { get; set; } = true;

    /// <summary>The grants that count.</summary>
    public IReadOnlyCollection<string> Grants => [.. _grants.Keys];

    public Uri Url => new(_app.Urls.First());

    public static async Task<YouTubeDouble> StartAsync(TimeProvider time)
    {
        WebApplication app = LocalServer.Build();
        YouTubeDouble site = new(app, time);
        app.Use(site.ScriptAsync);
        app.MapPost("/token", (Delegate)site.TokenAsync);
        app.MapPost("/revoke", (Delegate)site.RevokeAsync);
        app.MapGet("/api/channels", site.Channels);
        app.MapGet("/api/videos", site.ReadVideos);
        app.MapGet("/api/playlistItems", site.PlaylistItems);
        app.MapGet("/api/playlists", site.ReadPlaylists);
        app.MapPost("/api/playlists", (Delegate)site.CreatePlaylistAsync);
        app.MapPost("/upload/videos", (Delegate)site.BeginAsync);
        app.MapPut("/upload/sessions/{id}", (Delegate)site.PutAsync);
        app.MapPost("/upload/thumbnails/set", (Delegate)site.SetThumbnailAsync);
        app.MapPost("/upload/captions", (Delegate)site.AddCaptionsAsync);
        await app.StartAsync();
        return site;
    }

    /// <summary>The app's settings for it.</summary>
    public Dictionary<string, string> Settings() => new()
    {
        ["YouTubeClientId"] = ClientId,
        ["YouTubeClientSecret"] = ClientSecret,
        ["YouTubeAuthorizationUrl"] = new Uri(Url, "/consent").AbsoluteUri,
        ["YouTubeTokenUrl"] = new Uri(Url, "/token").AbsoluteUri,
        ["YouTubeRevocationUrl"] = new Uri(Url, "/revoke").AbsoluteUri,
        ["YouTubeApiUrl"] = new Uri(Url, "/api").AbsoluteUri,
        ["YouTubeUploadUrl"] = new Uri(Url, "/upload").AbsoluteUri,
    };

    /// <summary>Somebody lets the app in at the page, as the owner of that channel.</summary>
    /// <returns>The address that the browser is sent to.</returns>
    public Uri Allow(Uri page, string channel)
    {
        var asked = QueryHelpers.ParseQuery(page.Query).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        if (page.AbsolutePath != "/consent" || asked["client_id"] != ClientId || asked["response_type"] != "code" ||
            asked["scope"] != Scope || asked["access_type"] != "offline" || asked["prompt"] != "consent" ||
            asked["code_challenge_method"] != "S256" || asked["code_challenge"].Length != 43)
            throw new InvalidOperationException($"Google would show no page at {page}");
        string code = $"4/{Guid.NewGuid():N}";
        _codes[code] = new Consent(asked["redirect_uri"], asked["code_challenge"], channel);
        return new Uri(QueryHelpers.AddQueryString(
            asked["redirect_uri"], new Dictionary<string, string?> { ["state"] = asked["state"], ["code"] = code, ["scope"] = GrantedScope }));
    }

    /// <summary>The owners of all channels take the permission back.</summary>
    public void WithdrawAll()
    {
        _grants.Clear();
        _access.Clear();
    }

    /// <summary>What was given as access counts no more; grants do.</summary>
    public void ExpireAccess() => _access.Clear();

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task ScriptAsync(HttpContext http, RequestDelegate next)
    {
        YouTubeFault? fault = Script?.Invoke(YouTubeRequest.Of(http.Request));
        http.Items[typeof(YouTubeFault)] = fault;
        switch (fault)
        {
            case YouTubeFault.Answer answer:
                if (answer.RetryAfter is { } seconds) http.Response.Headers.RetryAfter = $"{seconds}";
                await Error(answer.Status, answer.Reason).ExecuteAsync(http);
                return;
            case YouTubeFault.Cut when !http.Request.Path.StartsWithSegments("/upload/sessions"):
                http.Abort();
                return;
            case YouTubeFault.LoseAnswer:
                // It is done as if nothing were wrong.
                using (MemoryStream lost = new())
                {
                    http.Response.Body = lost;
                    await next(http);
                }
                http.Abort();
                return;
            default:
                await next(http);
                return;
        }
    }

    private async Task<IResult> TokenAsync(HttpContext http)
    {
        IFormCollection form = await http.Request.ReadFormAsync();
        if (form["client_id"] != ClientId || form["client_secret"] != ClientSecret)
            return Results.Json(new { error = "invalid_client" }, statusCode: StatusCodes.Status401Unauthorized);
        if (form["grant_type"] == "refresh_token")
        {
            return _grants.TryGetValue(form["refresh_token"].ToString(), out string? channel)
                ? Results.Json(new { access_token = NewAccess(channel), expires_in = 3599, scope = GrantedScope, token_type = "Bearer" })
                : BadGrant();
        }
        if (!_codes.TryRemove(form["code"].ToString(), out Consent? consent) || form["redirect_uri"] != consent.Redirect)
            return BadGrant();
        string challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        if (challenge != consent.Challenge) return BadGrant();
        string grant = $"1//{Guid.NewGuid():N}";
        if (GivesRefreshTokens) _grants[grant] = consent.Channel;
        return Results.Json(new
        {
            access_token = NewAccess(consent.Channel),
            expires_in = 3599,
            refresh_token = GivesRefreshTokens ? grant : null,
            scope = GrantedScope,
            token_type = "Bearer",
        });
    }

    private async Task<IResult> RevokeAsync(HttpContext http)
    {
        IFormCollection form = await http.Request.ReadFormAsync();
        return _grants.TryRemove(form["token"].ToString(), out _)
            ? Results.Json(new { })
            : Results.Json(new { error = "invalid_token" }, statusCode: StatusCodes.Status400BadRequest);
    }

    private string NewAccess(string channel)
    {
        string access = $"ya29.{Guid.NewGuid():N}";
        _access[access] = channel;
        return access;
    }

    /// <summary>Whose access comes along, or null.</summary>
    private string? ChannelOf(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { Length: > 7 } header && _access.TryGetValue(header[7..], out string? channel)
            ? channel
            : null;

    private static IResult BadGrant() =>
        Results.Json(new { error = "invalid_grant" }, statusCode: StatusCodes.Status400BadRequest);

    private static IResult NotSignedIn() => Error(StatusCodes.Status401Unauthorized, "authError");

    private static IResult Error(int status, string reason) => Results.Json(
        new { error = new { code = status, message = $"It is {reason}.", errors = new[] { new { domain = "youtube", reason, message = "x" } } } },
        statusCode: status);

    private sealed record Consent(string Redirect, string Challenge, string Channel);
}

/// <summary>A request to YouTube.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path.</param>
/// <param name="Range">The bytes that an upload's request says it brings, e.g. <c>0-99/100</c> or <c>*/100</c>.</param>
internal sealed record YouTubeRequest(string Method, string Path, string Range)
{
    /// <summary>Whether it asks how far an upload is.</summary>
    public bool Asks => Range.StartsWith('*');

    /// <summary>Whether it brings bytes of an upload.</summary>
    public bool Brings => Range.Length > 0 && !Asks;

    /// <summary>Whether it brings the last bytes of an upload.</summary>
    public bool Ends => Brings && Range.Split('-', '/') is [_, var last, var total] && Number(last) + 1 == Number(total);

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    public static YouTubeRequest Of(HttpRequest request) => new(
        request.Method, request.Path, request.Headers.ContentRange.ToString().Replace("bytes ", "", StringComparison.Ordinal));
}

/// <summary>What goes wrong with a request.</summary>
internal abstract record YouTubeFault
{
    /// <summary>It is refused at once.</summary>
    public sealed record Answer(int Status, string Reason, int? RetryAfter = null) : YouTubeFault;

    /// <summary>The connection breaks; of an upload, after so many bytes have come.</summary>
    public sealed record Cut(int AfterBytes = 0) : YouTubeFault;

    /// <summary>So many of the bytes that come are not kept.</summary>
    public sealed record Shorten(int Bytes) : YouTubeFault;

    /// <summary>It is done, and the answer is lost.</summary>
    public sealed record LoseAnswer : YouTubeFault;

    /// <summary>The upload is forgotten, before or after it is done.</summary>
    public sealed record Forget(bool IsDoneBefore = false) : YouTubeFault;

    /// <summary>After so many bytes nothing more is read until the connection ends.</summary>
    public sealed record Hold(int AfterBytes) : YouTubeFault;
}
