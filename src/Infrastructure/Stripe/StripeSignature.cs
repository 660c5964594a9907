using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Understudy.Infrastructure.Stripe;

/// <summary>
/// Stripe's webhook signatures: <c>t=</c>seconds since 1970<c>,v1=</c>hexadecimal HMAC-SHA256 of <c>t.body</c>. There are
/// several <c>v1</c> while a secret is being changed; other schemes prove nothing and are ignored.
/// </summary>
public static class StripeSignature
{
    /// <summary>The header that carries it.</summary>
    public const string Header = "Stripe-Signature";

    /// <summary>How far its time may be from now, in either direction: what is older may be a replay.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private const int LongestHeader = 4096;
    private const int LongestTime = 12;

    /// <summary>Signs a body.</summary>
    /// <param name="body">Byte for byte what is sent.</param>
    /// <param name="secret">The endpoint's secret, as a whole with its prefix.</param>
    /// <param name="at">When it is sent.</param>
    /// <returns>The header's value.</returns>
    public static string Sign(ReadOnlySpan<byte> body, string secret, DateTimeOffset at)
    {
        string time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"t={time},v1={Convert.ToHexStringLower(Compute(body, time, secret))}";
    }

    /// <summary>Whether a header's time is now and one of its signatures was made with one of the secrets.</summary>
    /// <param name="body">Byte for byte what was received.</param>
    /// <param name="header">The header's value.</param>
    /// <param name="secrets">The endpoint's secrets: two while one takes over from the other.</param>
    /// <param name="now">The time.</param>
    public static bool IsValid(
        ReadOnlySpan<byte> body, string? header, IReadOnlyCollection<string> secrets, DateTimeOffset now)
    {
        if (header is null || header.Length > LongestHeader) return false;
        if (!TryParse(header, out string time, out List<byte[]> signatures)) return false;
        long age = now.ToUnixTimeSeconds() - long.Parse(time, CultureInfo.InvariantCulture);
        if (Math.Abs(age) > Tolerance.TotalSeconds) return false;

        // Everything is compared, so that the time it takes tells nothing of how near a forgery came.
        bool found = false;
        foreach (string secret in secrets)
        {
            byte[] expected = Compute(body, time, secret);
            foreach (byte[] signature in signatures) found |= CryptographicOperations.FixedTimeEquals(signature, expected);
        }
        return found;
    }

    private static bool TryParse(string header, out string time, out List<byte[]> signatures)
    {
        time = "";
        signatures = [];
        foreach (string part in header.Split(','))
        {
            string[] pair = part.Trim().Split('=', 2);
            // Stripe's own library passes over what it does not know, and so a comma at the end.
            if (pair.Length != 2) continue;
            if (pair[0] == "t")
            {
                bool isTime = pair[1].Length is > 0 and <= LongestTime && pair[1].All(char.IsAsciiDigit);
                if (time.Length > 0 || !isTime) return false;
                time = pair[1];
            }
            else if (pair[0] == "v1" && ParseHex(pair[1]) is { } signature)
            {
                signatures.Add(signature);
            }
        }
        return time.Length > 0 && signatures.Count > 0;
    }

    private static byte[]? ParseHex(string text) =>
        text.Length == 2 * HMACSHA256.HashSizeInBytes && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : null;

    private static byte[] Compute(ReadOnlySpan<byte> body, string time, string secret)
    {
        if (secret.Length == 0) throw new ArgumentException("With an empty secret, anybody could sign.", nameof(secret));
        using IncrementalHash hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.UTF8.GetBytes(time));
        hash.AppendData("."u8);
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
