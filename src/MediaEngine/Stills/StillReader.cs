using SkiaSharp;
using Understudy.MediaEngine.Models;

namespace Understudy.MediaEngine.Stills;

/// <summary>Reads pictures that somebody uploaded: upright, opaque, in sRGB, and no larger than they are needed.</summary>
internal static class StillReader
{
    /// <summary>What has more pixels by its header is never decoded.</summary>
    public const int MaximumPixels = 50_000_000;

    /// <summary>The shortest side that is taken, in pixels.</summary>
    public const int SmallestSide = 64;

    // A codec that halves and quarters may come out a little smaller than it is asked to.
    private const float Spare = 1.3f;

    /// <summary>Reads a picture. Of one that moves the first frame is taken; what can be seen through lies on white.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">What it is called in a refusal, e.g. "Picture 2".</param>
    /// <param name="need">Larger pictures are scaled down until they just cover so much.</param>
    /// <returns>It, and the size that it was of when upright.</returns>
    /// <exception cref="MediaRejectedException">It is none, is damaged, or is too large or too small.</exception>
    public static (SKBitmap Picture, SKSizeI Size) Read(string path, string name, SKSizeI need)
    {
        if (FormatOf(path) == StillFormat.Other)
            throw new MediaRejectedException(MediaRejection.WrongContent, $"{name} is no JPEG, PNG, WebP or GIF image.");
        using var codec = SKCodec.Create(path);
        if (codec is null) throw Damaged(name);
        Check(codec.Info.Size, name);
        SKSizeI size = StillFile.IsTurned(codec.EncodedOrigin)
            ? new SKSizeI(codec.Info.Height, codec.Info.Width)
            : codec.Info.Size;
        float scale = Math.Min(1, Math.Max((float)need.Width / size.Width, (float)need.Height / size.Height));
        SKSizeI decoded = codec.GetScaledDimensions(Math.Min(1, scale * Spare));
        SKImageInfo info = new(
            decoded.Width, decoded.Height, SKColorType.Bgra8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb());
        using SKBitmap pixels = new(info);
        if (codec.GetPixels(info, pixels.GetPixels()) != SKCodecResult.Success) throw Damaged(name);
        pixels.SetImmutable();
        return (Upright(pixels, codec.EncodedOrigin, size, scale), size);
    }

    private static StillFormat FormatOf(string path)
    {
        using FileStream file = File.OpenRead(path);
        byte[] head = new byte[StillFile.HeadLength];
        return StillFile.FormatOf(head.AsSpan(0, file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)));
    }

    private static void Check(SKSizeI size, string name)
    {
        if ((long)size.Width * size.Height > MaximumPixels)
            throw new MediaRejectedException(
                MediaRejection.TooLarge,
                $"{name} is {size.Width} × {size.Height} pixels large; at most {MaximumPixels / 1_000_000} million are possible.");
        if (Math.Min(size.Width, size.Height) < SmallestSide)
            throw new MediaRejectedException(
                MediaRejection.TooSmall,
                $"{name} is {size.Width} × {size.Height} pixels large; each side needs at least {SmallestSide}.");
    }

    private static MediaRejectedException Damaged(string name) =>
        new(MediaRejection.CorruptFile, $"{name} is damaged or incomplete.");

    private static SKBitmap Upright(SKBitmap pixels, SKEncodedOrigin origin, SKSizeI size, float scale)
    {
        int width = (int)MathF.Ceiling(size.Width * scale);
        int height = (int)MathF.Ceiling(size.Height * scale);
        bool isTurned = StillFile.IsTurned(origin);
        (float across, float down) = isTurned ? (height, width) : (width, height);
        SKBitmap picture = new(new SKImageInfo(width, height, SKColorType.Bgra8888, SKAlphaType.Opaque));
        using SKCanvas canvas = new(picture);
        using var image = SKImage.FromBitmap(pixels);
        canvas.Clear(SKColors.White);
        canvas.Translate(width / 2f, height / 2f);
        canvas.Concat(StillFile.Upright(origin));
        canvas.DrawImage(
            image,
            SKRect.Create(-across / 2, -down / 2, across, down),
            StillFile.Sampling(pixels.Width, across));
        return picture;
    }
}
