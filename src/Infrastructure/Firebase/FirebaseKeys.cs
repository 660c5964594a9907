using Microsoft.IdentityModel.Tokens;
using Understudy.Domain.Accounts;
using Understudy.Infrastructure.Tokens;

namespace Understudy.Infrastructure.Firebase;

/// <summary>The public keys of Firebase.</summary>
public sealed class FirebaseKeys : IDisposable
{
    private readonly PublishedKeys _keys;

    internal FirebaseKeys(FirebaseOptions options, IHttpClientFactory clients, TimeProvider time) => _keys = new PublishedKeys(
        new KeySource("Firebase", options.KeysEndpoint, FirebaseRegistration.ClientName, FirebaseCertificates.Read),
        clients,
        time);

    /// <summary>The keys of a name.</summary>
    /// <exception cref="IdentityProviderException">They cannot be had, so nobody knows whether there is such a key.</exception>
    public Task<IReadOnlyList<SecurityKey>> FindAsync(string keyId, CancellationToken cancellationToken) =>
        _keys.FindAsync(keyId, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _keys.Dispose();
}
