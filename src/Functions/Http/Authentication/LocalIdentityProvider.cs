using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Understudy.Domain.Accounts;
using Understudy.Infrastructure.Identity;

namespace Understudy.Functions.Http.Authentication;

/// <summary>
/// An identity provider for development: it believes whoever asks, and signs ID tokens shaped as Firebase's with the
/// app's own key, which are then validated as Firebase's are.
/// </summary>
internal sealed class LocalIdentityProvider(SigningKeys keys, TimeProvider time) : IProviderUsers
{
    /// <summary>The issuer of its tokens.</summary>
    public const string Issuer = "urn:understudy:development";

    /// <summary>The project of its tokens.</summary>
    public const string Audience = "understudy-development";

    /// <summary>How long a token is good for, as Firebase's.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private static readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>Whose tokens count when this is the identity provider.</summary>
    public TokenIssuer AsIssuer() => new(
        Issuer, Audience, (keyId, _) => Task.FromResult<IReadOnlyList<SecurityKey>>(
            keyId == keys.PublicKey.KeyId ? [keys.PublicKey] : []));

    /// <summary>The uid of whoever has an e-mail address; the same address is always the same person.</summary>
    public static string UidOf(string email) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(email.ToUpperInvariant())))[..28];

    /// <summary>Mints a token for an e-mail address.</summary>
    public string Mint(string email, string? name)
    {
        string uid = UidOf(email);
        DateTimeOffset now = time.GetUtcNow();
        Dictionary<string, object> claims = new()
        {
            ["sub"] = uid,
            ["user_id"] = uid,
            ["auth_time"] = now.ToUnixTimeSeconds(),
            ["email"] = email,
            ["email_verified"] = true,
            ["firebase"] = new Dictionary<string, object>
            {
                ["identities"] = new Dictionary<string, object> { ["email"] = new[] { email } },
                ["sign_in_provider"] = "password",
            },
        };
        if (name is not null) claims["name"] = name;
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            Claims = claims,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = now.UtcDateTime + Lifetime,
            SigningCredentials = keys.Credentials,
        });
    }

    // It keeps nobody, and so nobody's tokens are ever revoked.
    Task<ProviderUser?> IProviderUsers.FindAsync(string uid, CancellationToken cancellationToken) =>
        Task.FromResult<ProviderUser?>(new ProviderUser(ValidSince: null, IsDisabled: false));

    Task IProviderUsers.DeleteAsync(string uid, CancellationToken cancellationToken) => Task.CompletedTask;
}
