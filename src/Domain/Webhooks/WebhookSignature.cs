using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Understudy.Domain.Webhooks;

/// <summary>Signatures and ids in the form of the Standard Webhooks specification.</summary>
public static class WebhookSignature
{
    /// <summary>What secrets begin with.</summary>
    public const string SecretPrefix = "whsec_";

    /// <summary>A secret of these random bytes; 24 to 64 of them.</summary>
    public static string Secret(ReadOnlySpan<byte> random) => SecretPrefix + Convert.ToBase64String(random);

    /// <summary>The value of the header <c>webhook-signature</c>: a signature a secret, with spaces between.</summary>
    /// <param name="secrets">The secrets that sign.</param>
    /// <param name="id">The value of <c>webhook-id</c>.</param>
    /// <param name="at">The time that <c>webhook-timestamp</c> gives in seconds.</param>
    /// <param name="body">The body, byte for byte as it is sent in UTF-8.</param>
    public static string Sign(IEnumerable<string> secrets, string id, DateTimeOffset at, string body)
    {
        byte[] signed = Encoding.UTF8.GetBytes(
            $"{id}.{at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}.{body}");
        return string.Join(' ', secrets.Select(secret => "v1," + Convert.ToBase64String(HMACSHA256.HashData(
            Convert.FromBase64String(secret[SecretPrefix.Length..]), signed))));
    }

    /// <summary>A UUID (version 8) that follows from these parts, and from nothing else.</summary>
    public static string DerivedId(params ReadOnlySpan<string> parts)
    {
        Span<byte> id = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))).AsSpan(0, 16);
        id[6] = (byte)(0x80 | (id[6] & 0x0F));
        id[8] = (byte)(0x80 | (id[8] & 0x3F));
        return new Guid(id, bigEndian: true).ToString("D");
    }
}
