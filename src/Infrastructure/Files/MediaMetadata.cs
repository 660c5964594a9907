using System.Text.Json;

namespace Understudy.Infrastructure.Files;

/// <summary>What is known of an object besides its bytes.</summary>
/// <param name="ContentType">Its MIME type.</param>
/// <param name="StoredAt">When it was written.</param>
/// <param name="ETag">Differs with every write; no quotes.</param>
internal sealed record MediaMetadata(string ContentType, DateTimeOffset StoredAt, string ETag)
{
    /// <summary>Reads it; a file that somebody put there by hand has none and is only bytes.</summary>
    public static MediaMetadata Read(string path, FileInfo content)
    {
        try
        {
            if (JsonSerializer.Deserialize<MediaMetadata>(File.ReadAllBytes(path)) is { } metadata) return metadata;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            // Falls to what the file itself says.
        }
        DateTimeOffset writtenAt = new(content.LastWriteTimeUtc);
        return new MediaMetadata("application/octet-stream", writtenAt, $"{writtenAt.UtcTicks:x}-{content.Length:x}");
    }

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this);
}
