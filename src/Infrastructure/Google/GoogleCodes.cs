using System.Net;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Infrastructure.Tokens;

namespace Understudy.Infrastructure.Google;

/// <summary>
/// Exchanges authorization codes at Google, and believes of the answer what Google has signed for this client. OpenID
/// Connect Core §3.1.3.
/// </summary>
internal sealed class GoogleCodes(
    GoogleOptions options, PublishedKeys keys, IHttpClientFactory clients, TimeProvider time) : IGoogleCodes
{
    private const int LongestCode = 2048;
    private const int LongestToken = 8192;
    private const int LongestSubject = 255;

    // Seconds by which Google's clock may differ from ours.
    private const int Skew = 30;

    private static readonly SignedTokens _signed = new(SecurityAlgorithms.RsaSha256);

    private static readonly string[] _issuers = ["https://accounts.google.com", "accounts.google.com"];

    // What is wrong with the code, and not with us.
    private static readonly string[] _refusals = ["invalid_grant", "invalid_request", "redirect_uri_mismatch"];

    /// <inheritdoc/>
    public bool IsSetUp => true;

    /// <inheritdoc/>
    public async Task<Result<GoogleIdentity>> ExchangeAsync(
        string code, string? redirectUri, CancellationToken cancellationToken)
    {
        string redirect = redirectUri ?? options.RedirectUris[0];
        if (!options.RedirectUris.Contains(redirect, StringComparer.Ordinal)) return new RedirectNotAllowed();
        if (code.Length is 0 or > LongestCode) return new SignInRefused();
        string? token = await ExchangeForTokenAsync(code, redirect, cancellationToken);
        GoogleIdentity? identity = token is null ? null : await ReadAsync(token, cancellationToken);
        return identity is null ? new SignInRefused() : identity;
    }

    /// <summary>The ID token, or null when the code is refused.</summary>
    private async Task<string?> ExchangeForTokenAsync(
        string code, string redirect, CancellationToken cancellationToken)
    {
        using HttpClient http = clients.CreateClient(GoogleRegistration.ClientName);
        using FormUrlEncodedContent form = new(new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["client_id"] = options.ClientId,
            ["client_secret"] = options.ClientSecret,
            ["redirect_uri"] = redirect,
        });
        try
        {
            using HttpResponseMessage answer = await http.PostAsync(options.TokenEndpoint, form, cancellationToken);
            using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellationToken));
            if (answer.IsSuccessStatusCode)
                return Text(body.RootElement, "id_token")
                    ?? throw new IdentityProviderException("Google's answer to a code has no ID token.");
            if (answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized &&
                _refusals.Contains(Text(body.RootElement, "error")))
                return null;
            throw new IdentityProviderException($"Google does not exchange codes: {(int)answer.StatusCode}.");
        }
        catch (Exception error) when (error is HttpRequestException or JsonException ||
            (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new IdentityProviderException("Google cannot be asked about a code.", error);
        }
    }

    private async Task<GoogleIdentity?> ReadAsync(string token, CancellationToken cancellationToken)
    {
        if (token.Length > LongestToken ||
            TokenPayload.Read(token, SecurityAlgorithms.RsaSha256) is not { } payload || Read(payload) is not { } identity)
            return null;
        IReadOnlyList<SecurityKey> named = await keys.FindAsync(payload.KeyId, cancellationToken);
        return await _signed.IsSignedAsync(token, named) ? identity : null;
    }

    /// <summary>Who it is, or null when a claim is not as it has to be.</summary>
    private GoogleIdentity? Read(TokenPayload payload)
    {
        long now = time.GetUtcNow().ToUnixTimeSeconds();
        string? subject = payload.Text("sub");
        string? email = payload.Text("email");
        bool counts = _issuers.Contains(payload.Text("iss")) && payload.Text("aud") == options.ClientId &&
            (!payload.Has("azp") || payload.Text("azp") == options.ClientId) &&
            payload.Time("exp") > now - Skew && payload.Time("iat") <= now + Skew &&
            (!payload.Has("nbf") || payload.Time("nbf") <= now + Skew) &&
            // An address that Google has not seen is the key to nothing.
            payload.IsTrue("email_verified");
        return counts && subject is { Length: > 0 and <= LongestSubject } && email is not null && SignInRules.IsEmail(email)
            ? new GoogleIdentity(subject, email, payload.Text("name"), payload.Text("picture"))
            : null;
    }

    private static string? Text(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out JsonElement value) &&
        value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}

/// <summary>Nobody signs in with Google here.</summary>
internal sealed class NoGoogle : IGoogleCodes
{
    /// <inheritdoc/>
    public bool IsSetUp => false;

    /// <inheritdoc/>
    public Task<Result<GoogleIdentity>> ExchangeAsync(
        string code, string? redirectUri, CancellationToken cancellationToken) =>
        Task.FromResult<Result<GoogleIdentity>>(new SignInUnavailable());
}
