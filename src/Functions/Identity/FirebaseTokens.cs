using System.Globalization;
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

/// <summary>Who bears a valid token.</summary>
/// <param name="Identity">What the token says.</param>
/// <param name="ClaimId">The id of the claim that leads to the account, if there is one.</param>
internal sealed record Bearer(FirebaseIdentity Identity, string ClaimId);

/// <summary>
/// Validates Firebase ID tokens as Firebase's documentation asks: RS256 and nothing else, issuer, audience, expiry,
/// a subject, and times of issue and of sign-in that have passed.
/// </summary>
internal sealed class FirebaseTokens(TokenIssuer issuer, TimeProvider time)
{
    private const int MaxLength = 8192;

    // Claims that are an instant, and have to have passed.
    private static readonly string[] Times = ["iat", "auth_time"];

    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    private readonly ValidatedTokens validated = new(time);
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

    /// <summary>The bearer of a token that was found valid a while ago and still is, or null when it has to be validated.</summary>
    public Bearer? Remembered(string token) => token.Length is 0 or > MaxLength ? null : validated.Find(token);

    /// <summary>The bearer of a token, or null when it does not count.</summary>
    public async Task<Bearer?> ValidateAsync(string token)
    {
        if (token.Length is 0 or > MaxLength) return null;
        if (validated.Find(token) is { } known) return known;
        TokenValidationResult result = await Handler.ValidateTokenAsync(token, parameters);
        if (!result.IsValid) return null;
        ClaimsIdentity claims = result.ClaimsIdentity;
        string? subject = claims.FindFirst("sub")?.Value;
        string? email = claims.FindFirst("email")?.Value;
        long now = time.GetUtcNow().Add(ClockSkew).ToUnixTimeSeconds();
        bool passed = Times.All(name =>
            long.TryParse(claims.FindFirst(name)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out long at) &&
            at <= now);
        if (subject is not { Length: > 0 and <= 128 } || string.IsNullOrEmpty(email) || !passed) return null;
        FirebaseIdentity identity = new(
            subject,
            email,
            claims.FindFirst("email_verified")?.Value is "true" or "True",
            claims.FindFirst("name")?.Value,
            claims.FindFirst("picture")?.Value);
        Bearer bearer = new(identity, Domain.Accounts.Claim.FirebaseUid(subject));
        validated.Add(token, bearer, new DateTimeOffset(result.SecurityToken.ValidTo, TimeSpan.Zero) + ClockSkew);
        return bearer;
    }
}
