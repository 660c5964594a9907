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

    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };
    private static readonly RsaSecurityKey Foreign = new(RSA.Create(2048));

    private readonly SigningKeys keys;
    private readonly Dictionary<string, object> claims;
    private readonly DateTime now;

    /// <param name="app">The app, which must not take them.</param>
    /// <param name="good">A token of somebody who has an account.</param>
    public BadTokens(TestApp app, string good)
    {
        keys = app.Services.GetRequiredService<SigningKeys>();
        now = app.Time.GetUtcNow().UtcDateTime;
        claims = Handler.ReadJsonWebToken(good).Claims
            .Where(claim => claim.Type is "sub" or "email")
            .ToDictionary(claim => claim.Type, object (claim) => claim.Value);
        claims["auth_time"] = new DateTimeOffset(now).ToUnixTimeSeconds();
    }

    /// <summary>The values of the header, by what is wrong with them; null is none.</summary>
    public IEnumerable<(string Wrong, string? Authorization)> All()
    {
        string good = Mint();
        string[] parts = good.Split('.');
        yield return ("no token", null);
        yield return ("an empty header", "");
        yield return ("no word before it", good);
        yield return ("another scheme", $"Basic {good}");
        yield return ("garbage", "Bearer garbage");
        yield return ("no JSON", "Bearer a.b.c");
        yield return ("far too long", $"Bearer {new string('a', 20_000)}");
        yield return ("control characters", "Bearer a\u0001b");
        yield return ("expired", $"Bearer {Mint(lifetime: TimeSpan.FromHours(-1))}");
        yield return ("another issuer", $"Bearer {Mint(issuer: "https://securetoken.google.com/somebody-else")}");
        yield return ("another audience", $"Bearer {Mint(audience: "somebody-else")}");
        yield return ("signed by nobody", $"Bearer {Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{parts[1]}.");
        yield return ("the public key as a secret", $"Bearer {Mint(PublicKeyAsSecret())}");
        Foreign.KeyId = keys.PublicKey.KeyId;
        yield return ("another key", $"Bearer {Mint(new(Foreign, SecurityAlgorithms.RsaSha256))}");
        yield return ("changed", $"Bearer {parts[0]}.{parts[1]}A.{parts[2]}");
        yield return ("without its signature", $"Bearer {parts[0]}.{parts[1]}.");
    }

    private SigningCredentials PublicKeyAsSecret()
    {
        using RSA rsa = RSA.Create(((RsaSecurityKey)keys.PublicKey).Parameters);
        SymmetricSecurityKey secret = new(Encoding.ASCII.GetBytes(rsa.ExportSubjectPublicKeyInfoPem()))
        {
            KeyId = keys.PublicKey.KeyId,
        };
        return new SigningCredentials(secret, SecurityAlgorithms.HmacSha256);
    }

    private string Mint(
        SigningCredentials? credentials = null,
        string issuer = Issuer,
        string audience = Audience,
        TimeSpan? lifetime = null) => Handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            Claims = claims,
            IssuedAt = now.AddHours(-2),
            NotBefore = now.AddHours(-2),
            Expires = now + (lifetime ?? TimeSpan.FromHours(1)),
            SigningCredentials = credentials ?? keys.Credentials,
        });
}
