using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using Understudy.Infrastructure.Secrets;

namespace Understudy.Infrastructure.Identity;

/// <summary>The key that this installation signs its tokens with: RSA, 2048 bits, RS256.</summary>
public sealed class SigningKeys
{
    private const string FileName = "signing-key.pem";
    private const int KeyBits = 2048;

    private SigningKeys(RSA rsa)
    {
        PublicKey = new RsaSecurityKey(rsa.ExportParameters(includePrivateParameters: false));
        PublicKey.KeyId = Base64UrlEncoder.Encode(PublicKey.ComputeJwkThumbprint());
        RsaSecurityKey privateKey = new(rsa.ExportParameters(includePrivateParameters: true)) { KeyId = PublicKey.KeyId };
        Credentials = new SigningCredentials(privateKey, SecurityAlgorithms.RsaSha256);
    }

    /// <summary>What tokens are signed with. The key's id is its RFC 7638 thumbprint.</summary>
    public SigningCredentials Credentials { get; }

    /// <summary>What tokens are verified with; has no private part.</summary>
    public SecurityKey PublicKey { get; }

    /// <summary>Reads the key from <c>signing-key.pem</c> in a folder, or makes it there, for its owner's eyes only.</summary>
    /// <exception cref="InvalidDataException">The file is no RSA key of at least 2048 bits.</exception>
    public static SigningKeys LoadOrCreate(string folder)
    {
        string path = Path.Combine(folder, FileName);
        return SecretFile.LoadOrCreate(path, CreatePem, Read, "everybody has to sign in again then");
    }

    private static SigningKeys? Read(byte[] pem)
    {
        using var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(Encoding.ASCII.GetString(pem));
            return rsa.KeySize >= KeyBits ? new SigningKeys(rsa) : null;
        }
        catch (Exception error) when (error is ArgumentException or CryptographicException)
        {
            return null;
        }
    }

    private static byte[] CreatePem()
    {
        using var rsa = RSA.Create(KeyBits);
        return Encoding.ASCII.GetBytes(rsa.ExportPkcs8PrivateKeyPem() + "\n");
    }
}
