using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Understudy.Domain.Accounts;

namespace Understudy.Infrastructure.Identity;

/// <summary>Signs access tokens as JSON Web Tokens. RFC 7519.</summary>
/// <param name="keys">The keys.</param>
/// <param name="issuer">Who signs them: this installation.</param>
public sealed class AccessTokens(ISessionKeys keys, string issuer) : IAccessTokens
{
    private static readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>Who signs them.</summary>
    public string Issuer { get; } = issuer;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">It is to count for longer than the key that signs it is kept.</exception>
    public async Task<string> SignAsync(AccessGrant grant, CancellationToken cancellationToken) =>
        grant.ExpiresAt - grant.IssuedAt < SessionKeys.KeptAfter
            ? _handler.CreateToken(Describe(grant, await keys.CredentialsAsync(cancellationToken)))
            : throw new ArgumentException("A token must not count for longer than its key.", nameof(grant));

    private SecurityTokenDescriptor Describe(AccessGrant grant, SigningCredentials credentials) => new()
    {
        Issuer = Issuer,
        Audience = grant.Product,
        Claims = new Dictionary<string, object>
        {
            ["sub"] = grant.OwnerId,
            ["sid"] = grant.SessionId,
            ["jti"] = grant.TokenId,
        },
        IssuedAt = grant.IssuedAt.UtcDateTime,
        Expires = grant.ExpiresAt.UtcDateTime,
        SigningCredentials = credentials,
    };
}
