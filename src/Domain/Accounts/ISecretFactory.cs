using System.Security.Cryptography;
using System.Text;

namespace Understudy.Domain.Accounts;

/// <summary>Where every secret comes from that somebody proves something with.</summary>
public interface ISecretFactory
{
    /// <summary>256 random bits as 43 characters, letters, digits, <c>-</c> and <c>_</c>.</summary>
    string Next();
}

/// <summary>What is stored in place of a secret. A secret of 256 random bits needs no salt, nor a slow hash.</summary>
internal static class SecretHash
{
    /// <summary>The SHA-256, in lower-case hexadecimal.</summary>
    public static string Of(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Compares in a time that does not tell how much of it agrees.</summary>
    public static bool Matches(string hash, string secret) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(Of(secret)));
}
