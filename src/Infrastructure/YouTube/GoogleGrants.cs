using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Understudy.Domain.Common;
using Understudy.Domain.Publishing;

namespace Understudy.Infrastructure.YouTube;

/// <summary>
/// Google's end of OAuth: codes become refresh tokens, those become access, and are revoked. RFC 6749, 7636, 7009.
/// </summary>
internal sealed class GoogleGrants(
    YouTubeOptions options, IHttpClientFactory clients, TimeProvider time, ILogger<GoogleGrants> log)
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(15);

    /// <summary>Exchanges a code.</summary>
    public async Task<Result<GoogleAccess>> ExchangeAsync(
        string code, string verifier, Uri callback, CancellationToken cancellationToken)
    {
        Result<JsonElement> answer = await PostAsync(
            options.TokenUrl,
            new()
            {
                ["grant_type"] = "authorization_code",
                ["code"] = code,
                ["code_verifier"] = verifier,
                ["redirect_uri"] = callback.AbsoluteUri,
                ["client_id"] = options.ClientId,
                ["client_secret"] = options.ClientSecret,
            },
            cancellationToken);
        if (answer.Problem is GrantWithdrawn)
            return new SiteRefused("Google does not take the code: it was used, or is too old. Please connect the channel again.");
        return answer.Succeeded ? Read(answer.Value) : answer.Problem;
    }

    /// <summary>Gets access by a refresh token.</summary>
    public async Task<Result<GoogleAccess>> RefreshAsync(string refreshToken, CancellationToken cancellationToken)
    {
        Result<JsonElement> answer = await PostAsync(
            options.TokenUrl,
            new()
            {
                ["grant_type"] = "refresh_token",
                ["refresh_token"] = refreshToken,
                ["client_id"] = options.ClientId,
                ["client_secret"] = options.ClientSecret,
            },
            cancellationToken);
        return answer.Succeeded ? Read(answer.Value) : answer.Problem;
    }

    /// <summary>Revokes a refresh token; one that counted no more is as good.</summary>
    public async Task<Result<SiteDone>> RevokeAsync(string refreshToken, CancellationToken cancellationToken)
    {
        Result<JsonElement> answer = await PostAsync(
            options.RevocationUrl, new() { ["token"] = refreshToken }, cancellationToken);
        return answer.Succeeded || answer.Problem is GrantWithdrawn ? SiteDone.Yes : answer.Problem;
    }

    private Result<GoogleAccess> Read(JsonElement body)
    {
        if (body.Text("access_token") is { } token)
            return new GoogleAccess(token, body.Text("refresh_token"), (body.Text("scope") ?? "").Split(' '));
        Log.Unreadable(log, "tokens", 200);
        return new SiteUnavailable();
    }

    private async Task<Result<JsonElement>> PostAsync(
        Uri endpoint, Dictionary<string, string> form, CancellationToken cancellationToken)
    {
        using CancellationTokenSource patience = new(_patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        using HttpClient http = clients.CreateClient(YouTubeRegistration.ClientName);
        using FormUrlEncodedContent content = new(form);
        try
        {
            using HttpResponseMessage response = await http.PostAsync(endpoint, content, either.Token);
            JsonElement body = YouTubeJson.Parse(await response.Content.ReadAsByteArrayAsync(either.Token));
            if (response.IsSuccessStatusCode) return body;
            string error = body.Text("error") ?? "";
            if (response.StatusCode == HttpStatusCode.BadRequest && error is "invalid_grant" or "invalid_token")
                return new GrantWithdrawn();
            Log.TokensRefused(log, (int)response.StatusCode, error.Length > 100 ? error[..100] : error);
            return new SiteUnavailable();
        }
        catch (Exception silent) when (silent is HttpRequestException or IOException ||
            (silent is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Log.Silent(log, "tokens", silent.GetType().Name);
            return new SiteUnavailable();
        }
    }
}

/// <summary>What Google gives for a code, or for a refresh token.</summary>
/// <param name="Token">The access token, good for an hour.</param>
/// <param name="RefreshToken">The refresh token, where there is a new one.</param>
/// <param name="Scopes">What the person has allowed.</param>
internal sealed record GoogleAccess(string Token, string? RefreshToken, IReadOnlyList<string> Scopes);
