using SkiaSharp;

namespace Understudy.MediaEngine.Previews;

/// <summary>A frame of a film: four bytes a pixel, red, green, blue and one that is not used.</summary>
internal sealed class Still(int width, int height)
{
    private const int Quality = 88;

    public byte[] Pixels { get; } = new byte[width * height * 4];

    public SKImageInfo Info { get; } = new(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);

    /// <summary>Writes a JPEG.</summary>
    public void Save(string file)
    {
        using var image = SKImage.FromPixelCopy(Info, Pixels);
        Save(image, file);
    }

    /// <summary>Writes a JPEG.</summary>
    public static void Save(SKImage image, string file)
    {
        using SKData jpeg = image.Encode(SKEncodedImageFormat.Jpeg, Quality);
        using FileStream stream = File.Create(file);
        jpeg.SaveTo(stream);
    }
}
