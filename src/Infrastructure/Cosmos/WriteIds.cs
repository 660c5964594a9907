using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace Understudy.Infrastructure.Cosmos;

/// <summary>
/// The ids of writes, which begin with their time. A document keeps those of the last half minute: for as long as anybody may
/// still ask whether his was done. Mostly that is one; only one that is written again and again keeps more.
/// </summary>
internal static class WriteIds
{
    // As many as one document can be written in a second: the SDK may take that long to ask again.
    private const int MostKept = 100;
    private const int TimeBytes = 4;
    private const int Bytes = 9;
    private static readonly TimeSpan _kept = TimeSpan.FromSeconds(30);

    /// <summary>A new one.</summary>
    public static string New(DateTimeOffset now)
    {
        byte[] id = RandomNumberGenerator.GetBytes(Bytes);
        BinaryPrimitives.WriteUInt32BigEndian(id, (uint)now.ToUnixTimeSeconds());
        return Base64Url.EncodeToString(id);
    }

    /// <summary>Those of a document that is written now, the newest first.</summary>
    /// <param name="write">The new one.</param>
    /// <param name="before">Those of what it replaces.</param>
    /// <param name="now">The time.</param>
    public static IReadOnlyList<string> After(string write, IReadOnlyList<string> before, DateTimeOffset now) =>
        [write, .. before.Take(MostKept - 1).TakeWhile(each => now - TimeOf(each) < _kept)];

    private static DateTimeOffset TimeOf(string write) =>
        Base64Url.IsValid(write) && Base64Url.DecodeFromChars(write) is { Length: >= TimeBytes } id
            ? DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadUInt32BigEndian(id))
            : DateTimeOffset.MinValue;
}
