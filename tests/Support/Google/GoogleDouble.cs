using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Understudy.Tests.Google;

/// <summary>
/// Google's part of signing in, on this machine: an endpoint that exchanges codes, once, and one with the keys of its ID
/// tokens. What a code leads to, and how either endpoint answers, is what a test says.
/// </summary>
internal sealed class GoogleDouble : IAsyncDisposable
{
    public const string ClientId = "client-1.apps.googleusercontent.com";
    public const string ClientSecret = "a secret of the client's";
    public const string Redirect = "http://localhost:3000/auth/callback";

    private static readonly RsaSecurityKey _first = NewKey();

    private readonly WebApplication _app;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, Func<string>> _codes = new();
    private RsaSecurityKey _key = _first;

    private GoogleDouble(WebApplication app, TimeProvider time)
    {
        _app = app;
        _time = time;
    }

    public Uri TokenEndpoint => new(new Uri(_app.Urls.First()), "/token");

    public Uri KeysEndpoint => new(new Uri(_app.Urls.First()), "/certs");

    /// <summary>How often the keys were read.</summary>
    public int KeyReads { get; private set; }

    /// <summary>For how many seconds the keys may be kept.</summary>
    public int MaxAge { get; set; } = 3600;

    /// <summary>What the endpoint of tokens answers instead of what it should, or null.</summary>
    public (int Status, string Body)? Instead { get; set; }

    public static async Task<GoogleDouble> StartAsync(TimeProvider time)
    {
        WebApplication app = LocalServer.Build();
        GoogleDouble google = new(app, time);
        app.MapPost("/token", (Delegate)google.ExchangeAsync);
        app.MapGet("/certs", google.Keys);
        await app.StartAsync();
        return google;
    }

    /// <summary>A code for a person; the claims of the ID token may be changed, and what signs it.</summary>
    public string CodeFor(
        string subject,
        string email,
        Action<Dictionary<string, object>>? change = null,
        SigningCredentials? signedBy = null)
    {
        string code = $"4/{Guid.NewGuid():N}";
        _codes[code] = () => Token(subject, email, change, signedBy);
        return code;
    }

    /// <summary>A code that leads to that ID token.</summary>
    public string CodeForToken(Func<string, string> change, string subject = "1", string email = "ann@example.com")
    {
        string code = $"4/{Guid.NewGuid():N}";
        _codes[code] = () => change(Token(subject, email, null, null));
        return code;
    }

    /// <summary>From now on Google signs with another key.</summary>
    public void RotateKey() => _key = NewKey();

    public SigningCredentials Credentials(RsaSecurityKey? key = null) => new(key ?? _key, SecurityAlgorithms.RsaSha256);

    /// <summary>A key that Google does not publish.</summary>
    public static RsaSecurityKey NewKey() => new(RSA.Create(2048)) { KeyId = Guid.NewGuid().ToString("N") };

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private string Token(
        string subject, string email, Action<Dictionary<string, object>>? change, SigningCredentials? signedBy)
    {
        long now = _time.GetUtcNow().ToUnixTimeSeconds();
        Dictionary<string, object> claims = new()
        {
            ["iss"] = "https://accounts.google.com",
            ["azp"] = ClientId,
            ["aud"] = ClientId,
            ["sub"] = subject,
            ["email"] = email,
            ["email_verified"] = true,
            ["name"] = "Ann Example",
            ["picture"] = "https://example.com/ann.jpg",
            ["iat"] = now,
            ["exp"] = now + 3600,
        };
        change?.Invoke(claims);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor { Claims = claims, SigningCredentials = signedBy ?? Credentials() });
    }

    private async Task<IResult> ExchangeAsync(HttpContext http)
    {
        if (Instead is { } instead) return Results.Text(instead.Body, "application/json", statusCode: instead.Status);
        IFormCollection form = await http.Request.ReadFormAsync();
        if (form["client_id"] != ClientId || form["client_secret"] != ClientSecret)
            return Error("invalid_client", StatusCodes.Status401Unauthorized);
        if (form["grant_type"] != "authorization_code" || form["redirect_uri"] != Redirect)
            return Error("redirect_uri_mismatch");
        return _codes.TryRemove(form["code"].ToString(), out Func<string>? token)
            ? Results.Json(new { access_token = "ya29.x", expires_in = 3599, token_type = "Bearer", id_token = token() })
            : Error("invalid_grant");
    }

    private IResult Keys(HttpContext http)
    {
        KeyReads++;
        http.Response.Headers.CacheControl = $"public, max-age={MaxAge}, must-revalidate";
        RSAParameters key = _key.Rsa.ExportParameters(includePrivateParameters: false);
        return Results.Json(new
        {
            keys = new[]
            {
                new
                {
                    kty = "RSA",
                    use = "sig",
                    alg = "RS256",
                    kid = _key.KeyId,
                    n = Base64UrlEncoder.Encode(key.Modulus),
                    e = Base64UrlEncoder.Encode(key.Exponent),
                },
            },
        });
    }

    private static IResult Error(string error, int status = StatusCodes.Status400BadRequest) =>
        Results.Json(new { error, error_description = "Bad Request" }, statusCode: status);
}
