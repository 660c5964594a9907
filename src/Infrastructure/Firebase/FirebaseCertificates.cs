using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Understudy.Infrastructure.Firebase;

/// <summary>The form in which Google publishes the keys of Firebase: an object of certificates by the names of their keys.</summary>
internal static class FirebaseCertificates
{
    /// <summary>The keys of an answer.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    /// <exception cref="CryptographicException">A certificate is none, or has no RSA key.</exception>
    public static IEnumerable<SecurityKey> Read(string json)
    {
        Dictionary<string, string>? certificates = JsonSerializer.Deserialize<Dictionary<string, string>>(json);
        return [.. (certificates ?? []).Select(certificate => Key(certificate.Key, certificate.Value))];
    }

    private static RsaSecurityKey Key(string id, string pem)
    {
        // Its dates do not matter: what is published counts, and what does no longer is not.
        using var certificate = X509Certificate2.CreateFromPem(pem);
        using RSA key = certificate.GetRSAPublicKey() ?? throw new CryptographicException("It is no RSA key.");
        return new RsaSecurityKey(key.ExportParameters(includePrivateParameters: false)) { KeyId = id };
    }
}
