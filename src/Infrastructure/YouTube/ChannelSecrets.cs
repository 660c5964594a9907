using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Understudy.Infrastructure.Secrets;

namespace Understudy.Infrastructure.YouTube;

/// <summary>
/// Seals what leads to people's channels, each for its owner: refresh tokens, and the addresses of uploads, which need no token
/// to be carried on. What was sealed for one person opens for no other.
/// </summary>
internal sealed class ChannelSecrets(byte[] secret)
{
    private readonly SecretSeal _seal = new(secret, "understudy video channels 1");

    /// <summary>Seals a refresh token.</summary>
    public string SealGrant(string ownerId, string refreshToken) => Seal(refreshToken, $"grant {ownerId}");

    /// <summary>The refresh token, or null when it was sealed with another secret.</summary>
    public string? OpenGrant(string ownerId, string grant) => Open(grant, $"grant {ownerId}");

    /// <summary>Seals the address of an upload.</summary>
    public string SealUpload(string ownerId, Uri address) => Seal(address.AbsoluteUri, $"upload {ownerId}");

    /// <summary>The address of an upload, or null when it was sealed with another secret.</summary>
    public Uri? OpenUpload(string ownerId, string token) =>
        Open(token, $"upload {ownerId}") is { } address ? new Uri(address) : null;

    /// <summary>
    /// The verifier that goes with a state: whoever began is who ends. It can be made again from the state, here only, so it need
    /// not be kept. RFC 7636 §4.1.
    /// </summary>
    public string Verifier(string state) => Base64Url.EncodeToString(HKDF.DeriveKey(
        HashAlgorithmName.SHA256, secret, 32, Encoding.UTF8.GetBytes(state), "understudy video channels 1 pkce"u8.ToArray()));

    private string Seal(string plain, string about) =>
        Convert.ToBase64String(_seal.Seal(Encoding.UTF8.GetBytes(plain), about));

    private string? Open(string box, string about)
    {
        try
        {
            return Encoding.UTF8.GetString(_seal.Open(Convert.FromBase64String(box), about));
        }
        catch (Exception error) when (error is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
