using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Understudy.Infrastructure.Tokens;

/// <summary>
/// Verifies signatures: with one algorithm, by a key that is known under the name that the token gives. What the token says is
/// read, and judged, by who asks.
/// </summary>
/// <param name="algorithm">The algorithm, e.g. <c>ES256</c>.</param>
public sealed class SignedTokens(string algorithm)
{
    private static readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };

    private readonly TokenValidationParameters _parameters = new()
    {
        ValidAlgorithms = [algorithm],
        RequireSignedTokens = true,
        ValidateIssuer = false,
        ValidateAudience = false,
        ValidateLifetime = false,
    };

    /// <summary>Whether a token's signature is right.</summary>
    /// <param name="token">The token.</param>
    /// <param name="keys">The public keys of the name that it gives: no other one is tried.</param>
    public async Task<bool> IsSignedAsync(string token, IReadOnlyList<SecurityKey> keys)
    {
        TokenValidationParameters parameters = _parameters.Clone();
        parameters.IssuerSigningKeyResolver = (_, _, keyId, _) => keys.Where(key => keyId is not null && key.KeyId == keyId);
        return (await _handler.ValidateTokenAsync(token, parameters)).IsValid;
    }
}
