using Microsoft.IdentityModel.Tokens;
using Understudy.Infrastructure.Identity;
using Understudy.Infrastructure.Tokens;

namespace Understudy.Functions.Http.Authentication;

/// <summary>What a valid access token says.</summary>
/// <param name="OwnerId">Whose it is.</param>
/// <param name="SessionId">The session that it counts as long as.</param>
/// <param name="Product">The product that it counts in.</param>
internal sealed record SessionBearer(string OwnerId, string SessionId, string Product);

/// <summary>
/// Validates access tokens of this installation: ES256 and nothing else, issuer, expiry, a subject and a session. Whether the
/// session has ended is not in the token.
/// </summary>
internal sealed class AccessTokenReader(ISessionKeys keys, AccessTokens issued, TimeProvider time)
{
    private const int MaxLength = 2048;
    private const int LongestId = 64;

    // Seconds by which the clocks of our own machines may differ.
    private const int Skew = 30;

    private readonly ValidatedTokens<SessionBearer> _validated = new(time);
    private readonly SignedTokens _signed = new(SecurityAlgorithms.EcdsaSha256);

    /// <summary>Whether it could be one: it names the algorithm. Says nothing else.</summary>
    public static bool Concern(string token) =>
        token.Length <= MaxLength && TokenPayload.Read(token, SecurityAlgorithms.EcdsaSha256) is not null;

    /// <summary>What a token says that was found valid a while ago and still is, or null when it has to be validated.</summary>
    public SessionBearer? Remembered(string token) =>
        token.Length is 0 or > MaxLength ? null : _validated.Find(token);

    /// <summary>What a token says, or null when it does not count.</summary>
    public async Task<SessionBearer?> ValidateAsync(string token, CancellationToken cancellationToken)
    {
        if (token.Length is 0 or > MaxLength ||
            TokenPayload.Read(token, SecurityAlgorithms.EcdsaSha256) is not { } payload || Read(payload) is not { } bearer ||
            !await _signed.IsSignedAsync(token, await keys.FindAsync(payload.KeyId, cancellationToken)))
            return null;
        _validated.Add(token, bearer, payload.Time("exp")!.Value);
        return bearer;
    }

    private SessionBearer? Read(TokenPayload payload)
    {
        long now = time.GetUtcNow().ToUnixTimeSeconds();
        bool counts = payload.Text("iss") == issued.Issuer && payload.Time("exp") > now &&
            payload.Time("iat") <= now + Skew && (!payload.Has("nbf") || payload.Time("nbf") <= now + Skew);
        return counts && IsId(payload.Text("sub"), out string owner) && IsId(payload.Text("sid"), out string session) &&
            IsId(payload.Text("aud"), out string product) && IsId(payload.Text("jti"), out _)
                ? new SessionBearer(owner, session, product)
                : null;
    }

    private static bool IsId(string? text, out string id)
    {
        id = text ?? "";
        return id.Length is > 0 and <= LongestId && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
    }
}
