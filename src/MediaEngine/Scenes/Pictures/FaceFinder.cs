using System.Numerics;
using SkiaSharp;
using Understudy.MediaEngine.Faces;

namespace Understudy.MediaEngine.Scenes.Pictures;

/// <summary>Finds the faces in a picture.</summary>
internal static class FaceFinder
{
    private const float MinimumScore = 0.5f;
    private const int Enough = 640;

    // The detector looks at squares, in which small faces of a very wide or tall picture would be lost.
    private const float LongestWindow = 1.8f;
    private const int MostWindows = 8;
    private const float SameFace = 0.3f;

    // A detector may be used by many at a time: it keeps nothing but its weights.
    private static readonly Lazy<FaceDetector> _faces = new(() => new FaceDetector());

    /// <summary>The faces in a picture, the surest first.</summary>
    public static IReadOnlyList<SeenFace> In(SKBitmap picture) => Seen(Find(picture), picture);

    /// <summary>The faces in a picture that a person fills: the detector wants some room around them.</summary>
    public static IReadOnlyList<SeenFace> WithRoomIn(SKBitmap picture)
    {
        (int aside, int above) = (picture.Width / 4, picture.Height / 4);
        using SKBitmap larger = new(new SKImageInfo(
            picture.Width + 2 * aside, picture.Height + 2 * above, SKColorType.Bgra8888, SKAlphaType.Opaque));
        using (SKCanvas canvas = new(larger))
        {
            canvas.Clear(SKColors.Gray);
            canvas.DrawBitmap(picture, aside, above, SKSamplingOptions.Default);
        }
        return Seen(Find(larger).Select(face => face with { Left = face.Left - aside, Top = face.Top - above }), picture);
    }

    private static List<FaceBox> Find(SKBitmap picture)
    {
        List<FaceBox> faces = [];
        foreach (SKRectI window in Windows(picture.Width, picture.Height))
        {
            foreach (FaceBox face in Detect(picture, window))
                if (faces.TrueForAll(other => other.Overlap(face) < SameFace)) faces.Add(face);
        }
        return faces;
    }

    private static SeenFace[] Seen(IEnumerable<FaceBox> faces, SKBitmap picture)
    {
        Vector2 parts = new(1f / picture.Width, 1f / picture.Height);
        return [.. faces.OrderByDescending(face => face.Score).Select(face => Seen(face.Scale(parts)))];
    }

    private static IEnumerable<SKRectI> Windows(int width, int height)
    {
        (int longer, int shorter) = (Math.Max(width, height), Math.Min(width, height));
        if (longer <= LongestWindow * shorter) return [new SKRectI(0, 0, width, height)];
        int count = Math.Min(MostWindows, (int)Math.Ceiling(2f * longer / shorter) - 1);
        // Half of each is also in the next one.
        int length = 2 * longer / (count + 1);
        return Enumerable.Range(0, count).Select(n => n * (longer - length) / (count - 1)).Select(from => width > height
            ? SKRectI.Create(from, 0, length, height)
            : SKRectI.Create(0, from, width, length));
    }

    private static IEnumerable<FaceBox> Detect(SKBitmap picture, SKRectI window)
    {
        float scale = Math.Min(1, Enough / (float)Math.Max(window.Width, window.Height));
        SKImageInfo info = new(
            Math.Max(1, (int)(window.Width * scale)), Math.Max(1, (int)(window.Height * scale)), SKColorType.Bgra8888,
            SKAlphaType.Opaque);
        using SKBitmap part = new();
        picture.ExtractSubset(part, window);
        using SKBitmap small = part.Resize(info, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        RgbFrame frame = new(info.Width, info.Height);
        ReadOnlySpan<byte> pixels = small.GetPixelSpan();
        for (int n = 0; n < info.Width * info.Height; n++)
            for (int colour = 0; colour < 3; colour++) frame.Pixels[3 * n + colour] = pixels[4 * n + 2 - colour];
        Vector2 larger = new(window.Width / (float)info.Width, window.Height / (float)info.Height);
        return _faces.Value.Detect(frame, MinimumScore).Select(face => face.Scale(larger))
            .Select(face => face with { Left = face.Left + window.Left, Top = face.Top + window.Top });
    }

    private static SeenFace Seen(FaceBox face) => new(
        SKRect.Create(face.Left, face.Top, face.Width, face.Height),
        new SKRect(
            face.Left - face.Width * 0.3f,
            face.Top - face.Height * 0.6f,
            face.Left + face.Width * 1.3f,
            face.Top + face.Height * 1.2f));
}
