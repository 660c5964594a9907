using SkiaSharp;
using Understudy.Domain.Media;

namespace Understudy.MediaEngine.Avatars;

/// <summary>
/// Makes avatars with Skia, in this process: where the app runs on Azure there is no other program. A picture that says to be
/// larger than is taken is never decoded.
/// </summary>
/// <param name="media">Where uploads come from and avatars go.</param>
public sealed class AvatarMaker(IMediaStore media) : IAvatarMaker
{
    private const int Quality = 90;
    private const string Damaged = "The picture is damaged or incomplete.";

    // Everybody can ask for as many as they like at once; each takes memory for a whole picture.
    private static readonly SemaphoreSlim _slots = new(Environment.ProcessorCount);

    /// <inheritdoc/>
    /// <remarks>As many as there are processors go on at once in the process; the others wait.</remarks>
    public async Task<string?> MakeAsync(MediaKey source, MediaKey target, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        try
        {
            using SKData upload = await ReadAsync(source, cancellationToken);
            if (!IsPicture(upload.AsSpan())) return "The file is no JPEG, PNG or WebP image.";
            using var codec = SKCodec.Create(upload);
            if (codec is null) return Damaged;
            if (Math.Max(codec.Info.Width, codec.Info.Height) > IAvatarMaker.MaxSide)
                return $"The picture is {codec.Info.Width} × {codec.Info.Height} pixels large; "
                    + $"at most {IAvatarMaker.MaxSide} × {IAvatarMaker.MaxSide} are possible.";
            using SKImage? picture = Decode(codec);
            if (picture is null) return Damaged;
            using SKData avatar = Draw(picture, codec.EncodedOrigin);
            await using Stream made = avatar.AsStream();
            await media.WriteAsync(target, made, "image/jpeg", cancellationToken);
            return null;
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task<SKData> ReadAsync(MediaKey source, CancellationToken cancellationToken)
    {
        await using Stream upload = await media.OpenReadAsync(source, cancellationToken);
        using MemoryStream content = new();
        await upload.CopyToAsync(content, cancellationToken);
        return SKData.CreateCopy(content.GetBuffer().AsSpan(0, (int)content.Length));
    }

    // Skia reads more kinds than are taken, and would be asked to by how a file begins.
    private static bool IsPicture(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])
        || head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A])
        || (head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..].StartsWith("WEBP"u8));

    private static SKImage? Decode(SKCodec codec)
    {
        SKImageInfo info = new(
            codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb());
        using SKBitmap pixels = new(info);
        return codec.GetPixels(info, pixels.GetPixels()) == SKCodecResult.Success ? SKImage.FromBitmap(pixels) : null;
    }

    // What can be seen through lies on white.
    private static SKData Draw(SKImage picture, SKEncodedOrigin origin)
    {
        const float Side = IAvatarMaker.Side;
        using var surface = SKSurface.Create(
            new SKImageInfo(IAvatarMaker.Side, IAvatarMaker.Side, SKColorType.Rgba8888, SKAlphaType.Opaque));
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.Translate(Side / 2, Side / 2);
        surface.Canvas.Concat(Upright(origin));
        float middle = Math.Min(picture.Width, picture.Height);
        surface.Canvas.DrawImage(
            picture,
            SKRect.Create((picture.Width - middle) / 2, (picture.Height - middle) / 2, middle, middle),
            SKRect.Create(-Side / 2, -Side / 2, Side, Side),
            middle > Side
                ? new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear)
                : new SKSamplingOptions(SKCubicResampler.Mitchell),
            null);
        using SKImage drawn = surface.Snapshot();
        return drawn.Encode(SKEncodedImageFormat.Jpeg, Quality);
    }

    /// <summary>What undoes an orientation of EXIF, around the middle.</summary>
    private static SKMatrix Upright(SKEncodedOrigin origin) => origin switch
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

    private static SKMatrix Of(float xx, float xy, float yx, float yy) => new(xx, xy, 0, yx, yy, 0, 0, 0, 1);
}
