using System.Text.Json.Serialization;

namespace Understudy.MediaEngine.Avatars;

/// <summary>A format of pictures that is taken, and what of ffmpeg reads it.</summary>
internal sealed record PictureFormat(string Demuxer, string Decoder)
{
    private static readonly PictureFormat _jpeg = new("jpeg_pipe", "mjpeg");
    private static readonly PictureFormat _png = new("png_pipe", "png");
    private static readonly PictureFormat _webP = new("webp_pipe", "webp");

    /// <summary>The format of a file that begins so, or null when it is none of them.</summary>
    public static PictureFormat? Of(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return _jpeg;
        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]))
            return _png;
        return head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..].StartsWith("WEBP"u8) ? _webP : null;
    }
}

/// <summary>The part of ffprobe's JSON that matters here.</summary>
internal sealed record PictureDocument(PictureFrame[]? Frames);

internal sealed record PictureFrame(int Width, int Height, Dictionary<string, string>? Tags);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PictureDocument))]
internal sealed partial class PictureJsonContext : JsonSerializerContext;
