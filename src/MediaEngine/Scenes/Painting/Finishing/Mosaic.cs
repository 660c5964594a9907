using Understudy.MediaEngine.Scenes.Canvas;

namespace Understudy.MediaEngine.Scenes.Painting.Finishing;

/// <summary>Makes a small picture a large frame of squares with few colours, as early computers drew.</summary>
/// <param name="size">Pixels of a square, even.</param>
/// <param name="width">Pixels across the frame.</param>
/// <param name="height">Pixels down.</param>
internal sealed unsafe class Mosaic(int size, int width, int height)
{
    private const int Step = 36;

    // Ordered as Bayer did, so that two colours next to each other look like one between them.
    private static readonly int[] _pattern = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5];

    /// <summary>Converts a picture.</summary>
    public void Convert(Picture picture, Span<byte> frame)
    {
        Span<byte> luma = frame[..(width * height)];
        Span<byte> blue = frame.Slice(width * height, width * height / 4);
        Span<byte> red = frame[(width * height * 5 / 4)..];
        int columns = width / size;
        int left = (picture.Stage.PixelWidth - columns) / 2;
        int half = size / 2;
        for (int y = 0; y < height / size; y++)
        {
            Span<byte> lumaRow = luma.Slice(y * size * width, width);
            Span<byte> blueRow = blue.Slice(y * half * (width / 2), width / 2);
            Span<byte> redRow = red.Slice(y * half * (width / 2), width / 2);
            for (int x = 0; x < columns; x++)
            {
                (int r, int g, int b) = Few(picture.RowAt(y)[left + x], _pattern[(y & 3) * 4 + (x & 3)]);
                lumaRow.Slice(x * size, size).Fill((byte)(16 + (47 * r + 157 * g + 16 * b + 128 >> 8)));
                blueRow.Slice(x * half, half).Fill((byte)(128 + (-26 * r - 86 * g + 112 * b + 128 >> 8)));
                redRow.Slice(x * half, half).Fill((byte)(128 + (112 * r - 102 * g - 10 * b + 128 >> 8)));
            }
            for (int n = 1; n < size; n++) lumaRow.CopyTo(luma[((y * size + n) * width)..]);
            for (int n = 1; n < half; n++)
            {
                blueRow.CopyTo(blue[((y * half + n) * (width / 2))..]);
                redRow.CopyTo(red[((y * half + n) * (width / 2))..]);
            }
        }
    }

    private static (int R, int G, int B) Few(uint pixel, int threshold)
    {
        return (Part(16), Part(8), Part(0));

        int Part(int shift)
        {
            int value = (int)(pixel >> shift & 255);
            // Stronger colours, for few of them look dull else.
            int mean = (int)((pixel & 255) + (pixel >> 8 & 255) * 2 + (pixel >> 16 & 255)) / 4;
            value = mean + (value - mean) * 5 / 4;
            return Math.Clamp((value + (threshold - 8) * 2 + Step / 2) / Step * Step, 0, 252);
        }
    }
}
