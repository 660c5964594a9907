using System.Text;
using System.Text.Json;

namespace Understudy.Infrastructure.Files;

/// <summary>What is known of an object besides its bytes.</summary>
/// <param name="ContentType">Its MIME type.</param>
/// <param name="StoredAt">When it was written.</param>
/// <param name="ETag">Differs with every write; no quotes.</param>
internal sealed record MediaMetadata(string ContentType, DateTimeOffset StoredAt, string ETag)
{
    // What becomes a header has to fit into one.
    private bool IsWhole => !string.IsNullOrWhiteSpace(ContentType) && IsHeader(ContentType) &&
        ETag is { Length: > 0 } && ETag.All(char.IsAsciiLetterOrDigit);

    /// <summary>
    /// Reads it. A file that somebody put there by hand has none, and that of another may be damaged: those are only
    /// bytes, and can be read all the same.
    /// </summary>
    public static MediaMetadata Read(string path, FileInfo content)
    {
        try
        {
            if (JsonSerializer.Deserialize<MediaMetadata>(File.ReadAllBytes(path)) is { IsWhole: true } metadata)
                return metadata;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            // Falls to what the file itself says.
        }
        DateTimeOffset writtenAt = new(content.LastWriteTimeUtc);
        return new MediaMetadata("application/octet-stream", writtenAt, $"{writtenAt.UtcTicks:x}-{content.Length:x}");
    }

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this);

    private static bool IsHeader(string text) => Ascii.IsValid(text) && !text.Any(char.IsControl);
}
