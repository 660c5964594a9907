using Microsoft.IdentityModel.Tokens;

namespace Understudy.Infrastructure.Identity;

/// <summary>
/// The keys that this installation signs access tokens with: ECDSA over P-256, ES256. There is a new one from time to time;
/// of the one before it the public part is kept for as long as a token that it has signed may count.
/// </summary>
public interface ISessionKeys
{
    /// <summary>What to sign with now. The key's id is its RFC 7638 thumbprint.</summary>
    Task<SigningCredentials> CredentialsAsync(CancellationToken cancellationToken);

    /// <summary>The public key of a name, if it counts.</summary>
    Task<IReadOnlyList<SecurityKey>> FindAsync(string keyId, CancellationToken cancellationToken);
}
