using SkiaSharp;

namespace Understudy.MediaEngine.Stills;

/// <summary>What is to be known of pictures that somebody uploaded.</summary>
internal static class StillFile
{
    /// <summary>How many bytes of the beginning of a file tell its format.</summary>
    public const int HeadLength = 12;

    /// <summary>The format of a file, by how it begins.</summary>
    public static StillFormat FormatOf(ReadOnlySpan<byte> head) => head switch
    {
        _ when head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) => StillFormat.Jpeg,
        _ when head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) =>
            StillFormat.Png,
        _ when head.Length >= HeadLength && head.StartsWith("RIFF"u8) && head[8..].StartsWith("WEBP"u8) => StillFormat.WebP,
        _ when head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8) => StillFormat.Gif,
        _ => StillFormat.Other,
    };

    /// <summary>Whether an orientation of EXIF exchanges width and height.</summary>
    public static bool IsTurned(SKEncodedOrigin origin) => origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop
        or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;

    /// <summary>What undoes an orientation of EXIF, around the middle.</summary>
    public static SKMatrix Upright(SKEncodedOrigin origin) => origin switch
    {
        SKEncodedOrigin.TopRight => Of(-1, 0, 0, 1),
        SKEncodedOrigin.BottomRight => Of(-1, 0, 0, -1),
        SKEncodedOrigin.BottomLeft => Of(1, 0, 0, -1),
        SKEncodedOrigin.LeftTop => Of(0, 1, 1, 0),
        SKEncodedOrigin.RightTop => Of(0, -1, 1, 0),
        SKEncodedOrigin.RightBottom => Of(0, -1, -1, 0),
        SKEncodedOrigin.LeftBottom => Of(0, 1, -1, 0),
        _ => SKMatrix.Identity,
    };

    /// <summary>How pixels are best read when a picture of one width is drawn in another one.</summary>
    public static SKSamplingOptions Sampling(float from, float to) => from > to
        ? new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear)
        : new SKSamplingOptions(SKCubicResampler.Mitchell);

    private static SKMatrix Of(float xx, float xy, float yx, float yy) => new(xx, xy, 0, yx, yy, 0, 0, 0, 1);
}
