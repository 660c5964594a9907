using Understudy.MediaEngine.Faces.Networks;

namespace Understudy.MediaEngine.Faces;

/// <summary>
/// A picture as it is encoded, in which faces are looked for without another copy of it: yuv420p in BT.709 and limited range.
/// </summary>
/// <param name="width">Pixels, even.</param>
/// <param name="height">Pixels, even.</param>
/// <param name="planes">Y, U and V planes one after the other.</param>
internal sealed class YuvFrame(int width, int height, byte[] planes) : IFacePicture
{
    private const float Black = 16;
    private const float Grey = 128;
    private const float White = 219;

    public int Width { get; } = width;

    public int Height { get; } = height;

    /// <summary>Y, U and V planes one after the other.</summary>
    public byte[] Planes { get; } = planes;

    /// <inheritdoc/>
    public FeatureMap Sample(float left, float top, float side, int size, ReadOnlySpan<float> mean)
    {
        int luma = Width * Height;
        int samples = side / size > 1.5f ? 2 : 1;
        Plane y = new(Planes.AsSpan(0, luma), Width, Height, left, top, side, size, samples, Black);
        // Half as fine: as many samples as luma has would be samples of the same pixels.
        int coarse = side / size > 3 ? 2 : 1;
        Plane blue = Chroma(luma);
        Plane red = Chroma(luma + (luma / 4));
        FeatureMap result = new(size, size, 3);
        for (int row = 0; row < size; row++)
        {
            Span<float> line = result.Row(row);
            for (int column = 0; column < size; column++)
            {
                float light = y.At(row, column) / White;
                float b = blue.At(row, column) / White;
                float r = red.At(row, column) / White;
                // ITU-R BT.709, with differences of 224 steps where luma has 219.
                line[column * 3] = Math.Clamp(light + (1.5396f * r), 0, 1) - (mean[0] / 255);
                line[(column * 3) + 1] = Math.Clamp(light - (0.1831f * b) - (0.4577f * r), 0, 1) - (mean[1] / 255);
                line[(column * 3) + 2] = Math.Clamp(light + (1.8142f * b), 0, 1) - (mean[2] / 255);
            }
        }

        return result;

        Plane Chroma(int start) => new(
            Planes.AsSpan(start, luma / 4), Width / 2, Height / 2, left / 2, top / 2, side / 2, size, coarse, Grey);
    }

    /// <summary>One plane's samples: means of some bilinear ones, above what black or grey is.</summary>
    private readonly ref struct Plane(
        ReadOnlySpan<byte> pixels,
        int width,
        int height,
        float left,
        float top,
        float side,
        int size,
        int samples,
        float zero)
    {
        private readonly ReadOnlySpan<byte> _pixels = pixels;
        private readonly Tap[] _columns = Tap.Along(left, side, size * samples, width);
        private readonly Tap[] _rows = Tap.Along(top, side, size * samples, height);

        public float At(int y, int x)
        {
            float sum = 0;
            for (int i = y * samples; i < (y + 1) * samples; i++)
            {
                Tap row = _rows[i];
                ReadOnlySpan<byte> upper = _pixels.Slice(row.First * width, width);
                ReadOnlySpan<byte> lower = _pixels.Slice(row.Second * width, width);
                for (int j = x * samples; j < (x + 1) * samples; j++)
                {
                    Tap column = _columns[j];
                    sum += (row.FirstWeight * ((upper[column.First] * column.FirstWeight) + (upper[column.Second] * column.SecondWeight)))
                        + (row.SecondWeight * ((lower[column.First] * column.FirstWeight) + (lower[column.Second] * column.SecondWeight)))
                        - (zero * row.Weight * column.Weight);
                }
            }

            return sum / (samples * samples);
        }
    }
}
