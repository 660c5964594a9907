using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Understudy.Domain.Accounts;

namespace Understudy.Functions.Identity;

/// <summary>Whose ID tokens count.</summary>
/// <param name="Issuer">The exact issuer.</param>
/// <param name="Audience">The exact audience: the Firebase project.</param>
/// <param name="Keys">The issuer's current public keys.</param>
internal sealed record TokenIssuer(string Issuer, string Audience, Func<IEnumerable<SecurityKey>> Keys);

/// <summary>
/// Validates Firebase ID tokens as Firebase's documentation asks: RS256 and nothing else, issuer, audience, expiry,
/// a subject, and a time of sign-in that has passed.
/// </summary>
internal sealed class FirebaseTokens(TokenIssuer issuer, TimeProvider time)
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    private readonly TokenValidationParameters parameters = new()
    {
        ValidIssuer = issuer.Issuer,
        ValidAudience = issuer.Audience,
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        IssuerSigningKeyResolver = (_, _, keyId, _) => issuer.Keys().Where(key => key.KeyId == keyId),
        RequireExpirationTime = true,
        RequireSignedTokens = true,
        LifetimeValidator = (notBefore, expires, _, _) =>
            expires is not null && expires > time.GetUtcNow().UtcDateTime - ClockSkew &&
            (notBefore is null || notBefore <= time.GetUtcNow().UtcDateTime + ClockSkew),
    };

    /// <summary>Who the token says that its bearer is, or null when it does not count.</summary>
    public async Task<FirebaseIdentity?> ValidateAsync(string token)
    {
        if (token.Length is 0 or > 8192) return null;
        TokenValidationResult result = await Handler.ValidateTokenAsync(token, parameters);
        if (!result.IsValid) return null;
        ClaimsIdentity claims = result.ClaimsIdentity;
        string? subject = claims.FindFirst("sub")?.Value;
        string? email = claims.FindFirst("email")?.Value;
        long now = time.GetUtcNow().Add(ClockSkew).ToUnixTimeSeconds();
        bool signedIn = long.TryParse(claims.FindFirst("auth_time")?.Value, out long at) && at <= now;
        if (subject is not { Length: > 0 and <= 128 } || string.IsNullOrEmpty(email) || !signedIn) return null;
        return new FirebaseIdentity(
            subject,
            email,
            claims.FindFirst("email_verified")?.Value is "true" or "True",
            claims.FindFirst("name")?.Value,
            claims.FindFirst("picture")?.Value);
    }
}
