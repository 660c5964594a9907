using System.Runtime.InteropServices;
using Understudy.MediaEngine.Faces.Networks;

namespace Understudy.MediaEngine.Faces;

/// <summary>A picture of 8-bit red, green and blue, without padding between its lines.</summary>
internal sealed class RgbFrame(int width, int height)
{
    public int Width { get; } = width;

    public int Height { get; } = height;

    public byte[] Pixels { get; } = new byte[width * height * 3];

    /// <summary>
    /// Resamples a square of the picture for a network: bilinear, four samples a pixel when shrinking, black outside.
    /// </summary>
    /// <param name="left">Left edge of the square in pixels; may lie outside of the picture, like all of it.</param>
    /// <param name="top">Top edge in pixels.</param>
    /// <param name="side">Side of the square in pixels.</param>
    /// <param name="size">Side of the result in pixels.</param>
    /// <param name="mean">Red, green and blue that become zero.</param>
    public FeatureMap Sample(float left, float top, float side, int size, ReadOnlySpan<float> mean)
    {
        int samples = side / size > 1.5f ? 2 : 1;
        Tap[] columns = Taps(left, side, size * samples, Width);
        Tap[] rows = Taps(top, side, size * samples, Height);
        FeatureMap result = new(size, size, 3);
        float scale = 1f / (samples * samples * 255);
        for (int y = 0; y < size; y++)
        {
            Span<float> line = result.Row(y);
            for (int x = 0; x < size; x++)
            {
                float red = 0, green = 0, blue = 0;
                for (int i = y * samples; i < (y + 1) * samples; i++)
                {
                    for (int j = x * samples; j < (x + 1) * samples; j++)
                        Accumulate(rows[i], columns[j], ref red, ref green, ref blue);
                }

                line[x * 3] = (red * scale) - (mean[0] / 255);
                line[(x * 3) + 1] = (green * scale) - (mean[1] / 255);
                line[(x * 3) + 2] = (blue * scale) - (mean[2] / 255);
            }
        }

        return result;
    }

    private void Accumulate(Tap row, Tap column, ref float red, ref float green, ref float blue)
    {
        Add(row.First, column.First, row.FirstWeight * column.FirstWeight, ref red, ref green, ref blue);
        Add(row.First, column.Second, row.FirstWeight * column.SecondWeight, ref red, ref green, ref blue);
        Add(row.Second, column.First, row.SecondWeight * column.FirstWeight, ref red, ref green, ref blue);
        Add(row.Second, column.Second, row.SecondWeight * column.SecondWeight, ref red, ref green, ref blue);
    }

    private void Add(int y, int x, float weight, ref float red, ref float green, ref float blue)
    {
        Span<byte> pixel = Pixels.AsSpan(((y * Width) + x) * 3, 3);
        red += pixel[0] * weight;
        green += pixel[1] * weight;
        blue += pixel[2] * weight;
    }

    private static Tap[] Taps(float start, float length, int count, int limit)
    {
        var taps = new Tap[count];
        for (int i = 0; i < count; i++)
        {
            float position = start + ((i + 0.5f) * length / count) - 0.5f;
            int first = (int)MathF.Floor(position);
            float fraction = position - first;
            taps[i] = new Tap(
                Math.Clamp(first, 0, limit - 1), Math.Clamp(first + 1, 0, limit - 1),
                first >= 0 && first < limit ? 1 - fraction : 0,
                first + 1 >= 0 && first + 1 < limit ? fraction : 0);
        }

        return taps;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Tap(int First, int Second, float FirstWeight, float SecondWeight);
}
