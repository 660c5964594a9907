using SkiaSharp;
using Understudy.Domain.Media;
using Understudy.MediaEngine.Stills;

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
            if (StillFile.FormatOf(upload.AsSpan()) is StillFormat.Other or StillFormat.Gif)
                return "The file is no JPEG, PNG or WebP image.";
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
        surface.Canvas.Concat(StillFile.Upright(origin));
        float middle = Math.Min(picture.Width, picture.Height);
        surface.Canvas.DrawImage(
            picture,
            SKRect.Create((picture.Width - middle) / 2, (picture.Height - middle) / 2, middle, middle),
            SKRect.Create(-Side / 2, -Side / 2, Side, Side),
            StillFile.Sampling(middle, Side),
            null);
        using SKImage drawn = surface.Snapshot();
        return drawn.Encode(SKEncodedImageFormat.Jpeg, Quality);
    }
}
