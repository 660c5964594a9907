using Microsoft.IdentityModel.Tokens;
using Understudy.Domain.Accounts;
using Understudy.Infrastructure.Tokens;

namespace Understudy.Functions.Http.Authentication;

/// <summary>Whose ID tokens count.</summary>
/// <param name="Issuer">The exact issuer.</param>
/// <param name="Audience">The exact audience: the Firebase project.</param>
/// <param name="Keys">The issuer's current public keys of a name.</param>
internal sealed record TokenIssuer(
    string Issuer, string Audience, Func<string, CancellationToken, Task<IReadOnlyList<SecurityKey>>> Keys)
{
    /// <summary>
    /// Whether its tokens are not signed at all, as those of Firebase's emulator, which believes everybody: for the
    /// Development environment only. Then no other token counts.
    /// </summary>
    public bool IsEmulator { get; init; }
}

/// <summary>Who bears a valid token.</summary>
/// <param name="Identity">What the token says.</param>
/// <param name="ClaimId">The id of the claim that leads to the account, if there is one.</param>
/// <param name="SignedInAt">When they signed in for it.</param>
internal sealed record Bearer(FirebaseIdentity Identity, string ClaimId, DateTimeOffset SignedInAt);

/// <summary>
/// Validates Firebase ID tokens as Firebase's documentation asks: RS256 and nothing else, issuer, audience, expiry,
/// a subject, and times of issue and of sign-in that have passed.
/// </summary>
internal sealed class FirebaseTokens(TokenIssuer issuer, TimeProvider time)
{
    private const int MaxLength = 8192;

    // Seconds by which the issuer's clock may differ from ours.
    private const int Skew = 30;

    private readonly ValidatedTokens<Bearer> _validated = new(time);
    private readonly SignedTokens _signed = new(SecurityAlgorithms.RsaSha256);

    /// <summary>The bearer of a token that was found valid a while ago and still is, or null when it has to be validated.</summary>
    public Bearer? Remembered(string token) => token.Length is 0 or > MaxLength ? null : _validated.Find(token);

    /// <summary>The bearer of a token, or null when it does not count.</summary>
    /// <exception cref="IdentityProviderException">The issuer's keys cannot be had.</exception>
    public async Task<Bearer?> ValidateAsync(string token, CancellationToken cancellationToken)
    {
        if (token.Length is 0 or > MaxLength) return null;
        if (_validated.Find(token) is { } known) return known;
        TokenPayload? payload = issuer.IsEmulator
            ? TokenPayload.ReadUnsigned(token)
            : TokenPayload.Read(token, SecurityAlgorithms.RsaSha256);
        if (payload is null || Read(payload) is not { } identity) return null;
        if (!issuer.IsEmulator &&
            !await _signed.IsSignedAsync(token, await issuer.Keys(payload.KeyId, cancellationToken)))
            return null;
        Bearer bearer = new(
            identity,
            Domain.Accounts.Claim.FirebaseUid(identity.Uid),
            DateTimeOffset.FromUnixTimeSeconds(payload.Time("auth_time")!.Value));
        _validated.Add(token, bearer, payload.Time("exp")!.Value + Skew);
        return bearer;
    }

    /// <summary>Who it is, or null when a claim is not as Firebase's are.</summary>
    private FirebaseIdentity? Read(TokenPayload payload)
    {
        long now = time.GetUtcNow().ToUnixTimeSeconds();
        bool counts = payload.Text("iss") == issuer.Issuer && payload.Text("aud") == issuer.Audience &&
            payload.Time("exp") > now - Skew && (!payload.Has("nbf") || payload.Time("nbf") <= now + Skew) &&
            payload.Time("iat") <= now + Skew && payload.Time("auth_time") <= now + Skew;
        string? subject = payload.Text("sub");
        string? email = payload.Text("email");
        return counts && subject is { Length: > 0 and <= 128 } && subject.Trim() == subject &&
            !string.IsNullOrWhiteSpace(email)
                ? new FirebaseIdentity(
                    subject, email, payload.IsTrue("email_verified"), payload.Text("name"), payload.Text("picture"))
                : null;
    }
}
