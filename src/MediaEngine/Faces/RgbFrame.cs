using Understudy.MediaEngine.Faces.Networks;

namespace Understudy.MediaEngine.Faces;

/// <summary>A picture of 8-bit red, green and blue, without padding between its lines.</summary>
internal sealed class RgbFrame(int width, int height) : IFacePicture
{
    public int Width { get; } = width;

    public int Height { get; } = height;

    public byte[] Pixels { get; } = new byte[width * height * 3];

    /// <inheritdoc/>
    public FeatureMap Sample(float left, float top, float side, int size, ReadOnlySpan<float> mean)
    {
        int samples = side / size > 1.5f ? 2 : 1;
        Tap[] columns = Tap.Along(left, side, size * samples, Width);
        Tap[] rows = Tap.Along(top, side, size * samples, Height);
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
}
