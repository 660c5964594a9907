using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;

namespace Understudy.Infrastructure.Cosmos;

/// <summary>
/// The ids of writes, which begin with their time. A document keeps those of the last minutes: for as long as anybody may still
/// ask whether his was done. Mostly that is one; only one that many write to at a time keeps more.
/// </summary>
internal static class WriteIds
{
    private const int MostKept = 32;
    private const int TimeDigits = 8;
    private const int RandomBytes = 8;
    private static readonly TimeSpan _kept = TimeSpan.FromMinutes(2);

    /// <summary>A new one.</summary>
    public static string New(DateTimeOffset now) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(uint)now.ToUnixTimeSeconds():x8}{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes))}");

    /// <summary>Those of a document that is written now, the newest first.</summary>
    /// <param name="write">The new one.</param>
    /// <param name="before">Those of what it replaces.</param>
    /// <param name="now">The time.</param>
    public static IReadOnlyList<string> After(string write, IReadOnlyList<string> before, DateTimeOffset now) =>
        [write, .. before.Take(MostKept - 1).TakeWhile(each => now - TimeOf(each) < _kept)];

    private static DateTimeOffset TimeOf(string write) =>
        write.Length > TimeDigits &&
        uint.TryParse(write.AsSpan(0, TimeDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : DateTimeOffset.MinValue;
}
