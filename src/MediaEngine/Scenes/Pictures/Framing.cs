using SkiaSharp;

namespace Understudy.MediaEngine.Scenes.Pictures;

/// <summary>Which part of a picture fills a frame of another shape: as much as possible, around what counts.</summary>
internal static class Framing
{
    // Faces are looked for at this height of a frame.
    private const float EyeLevel = 0.44f;

    // What lies in the middle counts for more than what is as busy at an edge.
    private const float Middle = 0.35f;

    /// <summary>The part of a picture.</summary>
    /// <param name="picture">The picture; BGRA.</param>
    /// <param name="shape">Its width divided by its height.</param>
    /// <param name="faces">The faces in it.</param>
    /// <param name="people">Where in it people are, in parts of it, or null.</param>
    public static SKRect Of(SKBitmap picture, float shape, IReadOnlyList<SeenFace> faces, SKRect? people)
    {
        float width = Math.Min(1, picture.Height * shape / picture.Width);
        float height = Math.Min(1, picture.Width / shape / picture.Height);
        (float left, float top) = faces.Count > 0 ? Around(faces, width, height)
            : people is { } bodies ? Around(bodies, width, height)
            : Busiest(picture, width, height);
        return SKRect.Create(
            Math.Clamp(left, 0, 1 - width) * picture.Width, Math.Clamp(top, 0, 1 - height) * picture.Height,
            width * picture.Width, height * picture.Height);
    }

    // As many heads as fit in, the largest first; of one that does not, the face.
    private static (float Left, float Top) Around(IReadOnlyList<SeenFace> faces, float width, float height)
    {
        SeenFace[] largest = [.. faces.OrderByDescending(face => face.Face.Width * face.Face.Height)];
        SKRect heads = largest[0].Head;
        if (heads.Width > width || heads.Height > height)
            return (largest[0].Face.MidX - width / 2, largest[0].Face.MidY - height / 2);
        foreach (SeenFace face in largest)
        {
            var more = SKRect.Union(heads, face.Head);
            if (more.Width <= width && more.Height <= height) heads = more;
        }
        return Around(heads, width, height);
    }

    private static (float Left, float Top) Around(SKRect people, float width, float height)
    {
        float top = people.MidY - height * EyeLevel;
        // What does not fit in loses its lower end.
        if (people.Top < top) top = people.Top - height * 0.04f;
        return (people.MidX - width / 2, top);
    }

    // Where most edges are.
    private static (float Left, float Top) Busiest(SKBitmap picture, float width, float height)
    {
        const int Long = 160;
        float scale = Long / (float)Math.Max(picture.Width, picture.Height);
        SKImageInfo info = new(
            Math.Max(2, (int)(picture.Width * scale)), Math.Max(2, (int)(picture.Height * scale)), SKColorType.Gray8);
        using SKBitmap small = picture.Resize(info, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        float[] columns = new float[info.Width];
        float[] rows = new float[info.Height];
        ReadOnlySpan<byte> pixels = small.GetPixelSpan();
        for (int y = 0; y + 1 < info.Height; y++)
        {
            for (int x = 0; x + 1 < info.Width; x++)
            {
                int at = y * small.RowBytes + x;
                float edge = Math.Abs(pixels[at] - pixels[at + 1]) + Math.Abs(pixels[at] - pixels[at + small.RowBytes]);
                columns[x] += edge;
                rows[y] += edge;
            }
        }
        return (Best(columns, width), Best(rows, height));
    }

    // Where a window of such a part has the largest sum, in parts.
    private static float Best(float[] sums, float part)
    {
        int window = Math.Clamp((int)(sums.Length * part), 1, sums.Length);
        (float Value, int At) best = (float.MinValue, 0);
        for (int at = 0; at + window <= sums.Length; at++)
        {
            float aside = Math.Abs((at + window / 2f) / sums.Length - 0.5f) * 2;
            float value = sums.AsSpan(at, window).ToArray().Sum() * (1 - Middle * aside);
            if (value > best.Value) best = (value, at);
        }
        return best.At / (float)sums.Length;
    }
}
