using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Understudy.Infrastructure.Tokens;

/// <summary>
/// Verifies signatures: with one algorithm, by a key that is known under the name that the token gives. What the token says is
/// read, and judged, by who asks.
/// </summary>
/// <param name="algorithm">The algorithm, e.g. <c>ES256</c>.</param>
/// <param name="keys">The public keys of a name.</param>
public sealed class SignedTokens(string algorithm, Func<string, IEnumerable<SecurityKey>> keys)
{
    private static readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };

    private readonly TokenValidationParameters _parameters = new()
    {
        ValidAlgorithms = [algorithm],
        IssuerSigningKeyResolver = (_, _, keyId, _) => keyId is null ? [] : keys(keyId),
        RequireSignedTokens = true,
        ValidateIssuer = false,
        ValidateAudience = false,
        ValidateLifetime = false,
    };

    /// <summary>Whether a token's signature is right.</summary>
    public async Task<bool> IsSignedAsync(string token) =>
        (await _handler.ValidateTokenAsync(token, _parameters)).IsValid;
}
