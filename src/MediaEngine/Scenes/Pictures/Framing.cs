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
    /// <param name="subject">Where in the picture people are, in parts of it, or null.</param>
    public static SKRect Of(SKBitmap picture, float shape, SKRect? subject)
    {
        float width = Math.Min(picture.Width, picture.Height * shape);
        float height = Math.Min(picture.Height, picture.Width / shape);
        (float left, float top) = subject is { } people
            ? Around(SKRect.Create(
                people.Left * picture.Width, people.Top * picture.Height, people.Width * picture.Width,
                people.Height * picture.Height), width, height)
            : Busiest(picture, width, height);
        return SKRect.Create(
            Math.Clamp(left, 0, picture.Width - width), Math.Clamp(top, 0, picture.Height - height), width, height);
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
        return (Best(columns, width / picture.Width) * picture.Width, Best(rows, height / picture.Height) * picture.Height);
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
