using System.Security.Cryptography;
using System.Text;

namespace Understudy.Infrastructure.Secrets;

/// <summary>
/// Encrypts what is kept where others may read it: AES-256-GCM under a key that HKDF-SHA256 makes of a secret for one purpose.
/// </summary>
internal sealed class SecretSeal
{
    /// <summary>How many bytes a secret has at least: it is not stretched, so it has to be random.</summary>
    public const int LeastSecretBytes = 32;

    private const int KeyBytes = 32;
    private const int NameBytes = 8;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly byte[] _key;

    /// <summary>A seal.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="purpose">What it is for: what is sealed for one purpose opens for no other.</param>
    public SecretSeal(byte[] secret, string purpose)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(secret.Length, LeastSecretBytes, nameof(secret));
        _key = Derive(secret, KeyBytes, $"{purpose} key");
        Name = Convert.ToHexStringLower(Derive(secret, NameBytes, $"{purpose} name"));
    }

    /// <summary>A name of the secret, for everybody to see: another secret has another one.</summary>
    public string Name { get; }

    /// <summary>Encrypts.</summary>
    /// <param name="plain">What.</param>
    /// <param name="about">What it belongs to; it opens in that place only.</param>
    public byte[] Seal(ReadOnlySpan<byte> plain, string about)
    {
        byte[] box = new byte[NonceBytes + plain.Length + TagBytes];
        Span<byte> nonce = box.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using AesGcm aes = new(_key, TagBytes);
        aes.Encrypt(
            nonce, plain, box.AsSpan(NonceBytes, plain.Length), box.AsSpan(^TagBytes), Encoding.UTF8.GetBytes(about));
        return box;
    }

    /// <summary>Decrypts.</summary>
    /// <exception cref="CryptographicException">It is not what was sealed there with this secret.</exception>
    public byte[] Open(ReadOnlySpan<byte> box, string about)
    {
        if (box.Length < NonceBytes + TagBytes) throw new CryptographicException("It is too short.");
        byte[] plain = new byte[box.Length - NonceBytes - TagBytes];
        using AesGcm aes = new(_key, TagBytes);
        aes.Decrypt(
            box[..NonceBytes], box[NonceBytes..^TagBytes], box[^TagBytes..], plain, Encoding.UTF8.GetBytes(about));
        return plain;
    }

    private static byte[] Derive(byte[] secret, int bytes, string what) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, bytes, salt: [], Encoding.UTF8.GetBytes(what));
}
