using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Understudy.Functions.Tests.Support;
using Understudy.Infrastructure.Identity;

namespace Understudy.Functions.Tests.OpenApi;

/// <summary>Tokens of a person that do not count, each for one reason.</summary>
internal sealed class BadTokens
{
    private const string Issuer = "urn:understudy:development";
    private const string Audience = "understudy-development";

    private static readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };
    private static readonly RsaSecurityKey _foreign = new(RSA.Create(2048));
    private static readonly ECDsaSecurityKey _foreignCurve = new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    private readonly SigningKeys _keys;
    private readonly Dictionary<string, object> _claims;
    private readonly DateTime _now;

    private BadTokens(TestApp app, JsonWebToken good)
    {
        _keys = app.Services.GetRequiredService<SigningKeys>();
        _now = app.Time.GetUtcNow().UtcDateTime;
        _claims = good.Claims
            .Where(claim => claim.Type is "sub" or "email")
            .ToDictionary(claim => claim.Type, object (claim) => claim.Value);
        _claims["auth_time"] = new DateTimeOffset(_now).ToUnixTimeSeconds();
    }

    /// <summary>The values of the header, by what is wrong with them; null is none.</summary>
    /// <param name="app">The app, which must not take them.</param>
    /// <param name="good">A token of somebody who has an account: of Firebase or of a session.</param>
    public static IEnumerable<(string Wrong, string? Authorization)> Of(TestApp app, string good)
    {
        JsonWebToken token = _handler.ReadJsonWebToken(good);
        return token.Alg == SecurityAlgorithms.EcdsaSha256
            ? [.. Malformed(good), ("another key", $"Bearer {SignedAgain(token)}")]
            : new BadTokens(app, token).OfFirebase();
    }

    private IEnumerable<(string Wrong, string? Authorization)> OfFirebase()
    {
        yield return ("expired", $"Bearer {Mint(lifetime: TimeSpan.FromHours(-1))}");
        yield return ("another issuer", $"Bearer {Mint(issuer: "https://securetoken.google.com/somebody-else")}");
        yield return ("another audience", $"Bearer {Mint(audience: "somebody-else")}");
        yield return ("the public key as a secret", $"Bearer {Mint(PublicKeyAsSecret())}");
        _foreign.KeyId = _keys.PublicKey.KeyId;
        yield return ("another key", $"Bearer {Mint(new(_foreign, SecurityAlgorithms.RsaSha256))}");
        foreach ((string, string?) malformed in Malformed(Mint())) yield return malformed;
    }

    private static IEnumerable<(string Wrong, string? Authorization)> Malformed(string good)
    {
        string[] parts = good.Split('.');
        yield return ("no token", null);
        yield return ("an empty header", "");
        yield return ("no word before it", good);
        yield return ("another scheme", $"Basic {good}");
        yield return ("garbage", "Bearer garbage");
        yield return ("no JSON", "Bearer a.b.c");
        yield return ("far too long", $"Bearer {new string('a', 20_000)}");
        yield return ("control characters", "Bearer a\u0001b");
        yield return ("signed by nobody", $"Bearer {Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{parts[1]}.");
        yield return ("changed", $"Bearer {parts[0]}.{parts[1]}A.{parts[2]}");
        yield return ("without its signature", $"Bearer {parts[0]}.{parts[1]}.");
    }

    private static string SignedAgain(JsonWebToken token)
    {
        SigningCredentials credentials = new(_foreignCurve, SecurityAlgorithms.EcdsaSha256);
        _foreignCurve.KeyId = token.Kid;
        return _handler.CreateToken(Base64UrlEncoder.Decode(token.EncodedPayload), credentials);
    }

    private SigningCredentials PublicKeyAsSecret()
    {
        using var rsa = RSA.Create(((RsaSecurityKey)_keys.PublicKey).Parameters);
        SymmetricSecurityKey secret = new(Encoding.ASCII.GetBytes(rsa.ExportSubjectPublicKeyInfoPem()))
        {
            KeyId = _keys.PublicKey.KeyId,
        };
        return new SigningCredentials(secret, SecurityAlgorithms.HmacSha256);
    }

    private string Mint(
        SigningCredentials? credentials = null,
        string issuer = Issuer,
        string audience = Audience,
        TimeSpan? lifetime = null) => _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            Claims = _claims,
            IssuedAt = _now.AddHours(-2),
            NotBefore = _now.AddHours(-2),
            Expires = _now + (lifetime ?? TimeSpan.FromHours(1)),
            SigningCredentials = credentials ?? _keys.Credentials,
        });
}
