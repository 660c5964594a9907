using System.Numerics;
using SkiaSharp;
using Understudy.MediaEngine.Faces;

namespace Understudy.MediaEngine.Scenes.Pictures;

/// <summary>Finds the faces in a picture.</summary>
internal static class FaceFinder
{
    private const float MinimumScore = 0.5f;
    private const int Enough = 640;

    // A detector may be used by many at a time: it keeps nothing but its weights.
    private static readonly Lazy<FaceDetector> _faces = new(() => new FaceDetector());

    /// <summary>The faces in a picture, the surest first.</summary>
    public static IReadOnlyList<SeenFace> In(SKBitmap picture)
    {
        float scale = Math.Min(1, Enough / (float)Math.Max(picture.Width, picture.Height));
        SKImageInfo info = new(
            Math.Max(1, (int)(picture.Width * scale)), Math.Max(1, (int)(picture.Height * scale)), SKColorType.Bgra8888,
            SKAlphaType.Opaque);
        using SKBitmap small = picture.Resize(info, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        RgbFrame frame = new(info.Width, info.Height);
        ReadOnlySpan<byte> pixels = small.GetPixelSpan();
        for (int n = 0; n < info.Width * info.Height; n++)
            for (int part = 0; part < 3; part++) frame.Pixels[3 * n + part] = pixels[4 * n + 2 - part];
        Vector2 parts = new(1f / info.Width, 1f / info.Height);
        return [.. _faces.Value.Detect(frame, MinimumScore).Select(face => Seen(face.Scale(parts)))];
    }

    private static SeenFace Seen(FaceBox face) => new(
        SKRect.Create(face.Left, face.Top, face.Width, face.Height),
        new SKRect(
            face.Left - face.Width * 0.3f,
            face.Top - face.Height * 0.6f,
            face.Left + face.Width * 1.3f,
            face.Top + face.Height * 1.2f));
}
