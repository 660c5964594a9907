using System.Numerics;

namespace Understudy.MediaEngine.Scenes.Pictures;

/// <summary>
/// Fills holes from what is around them: what is known is averaged down a pyramid, and what is not known comes up from the level
/// below. Smooth, and never of a wrong colour.
/// </summary>
internal static class PushPull
{
    /// <summary>Fills a picture.</summary>
    /// <param name="pixels">Blue, green and red times how well they are known, and that, 0 to 1; 1 then, if any was.</param>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    public static void Fill(Vector4[] pixels, int width, int height)
    {
        if (width < 2 && height < 2)
        {
            if (pixels[0].W > 0) pixels[0] /= pixels[0].W;
            return;
        }
        int acrossBelow = (width + 1) / 2;
        int downBelow = (height + 1) / 2;
        var below = new Vector4[acrossBelow * downBelow];
        for (int y = 0; y < downBelow; y++)
        {
            for (int x = 0; x < acrossBelow; x++)
            {
                (int right, int lower) = (Math.Min(2 * x + 1, width - 1), Math.Min(2 * y + 1, height - 1));
                Vector4 sum = pixels[2 * y * width + 2 * x] + pixels[2 * y * width + right]
                    + pixels[lower * width + 2 * x] + pixels[lower * width + right];
                below[y * acrossBelow + x] = sum / Math.Max(1, sum.W);
            }
        }
        Fill(below, acrossBelow, downBelow);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                ref Vector4 pixel = ref pixels[y * width + x];
                if (pixel.W < 1) pixel += At(below, acrossBelow, downBelow, x, y) * (1 - pixel.W);
            }
        }
    }

    private static Vector4 At(Vector4[] below, int width, int height, int x, int y)
    {
        float across = Math.Clamp((x - 0.5f) / 2, 0, width - 1);
        float down = Math.Clamp((y - 0.5f) / 2, 0, height - 1);
        (int left, int top) = ((int)across, (int)down);
        (int right, int lower) = (Math.Min(left + 1, width - 1), Math.Min(top + 1, height - 1));
        return Vector4.Lerp(
            Vector4.Lerp(below[top * width + left], below[top * width + right], across - left),
            Vector4.Lerp(below[lower * width + left], below[lower * width + right], across - left),
            down - top);
    }
}
