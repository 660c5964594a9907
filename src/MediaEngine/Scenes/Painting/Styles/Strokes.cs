using Understudy.MediaEngine.Scenes.Canvas;

namespace Understudy.MediaEngine.Scenes.Painting.Styles;

/// <summary>
/// Makes brush strokes of a sheet: every pixel becomes the mean of the calmest of four squares beside it (Kuwahara's filter), by
/// sums over all that is above and left, so that the size of the squares costs nothing.
/// </summary>
internal static unsafe class Strokes
{
    private const int Sums = 5;

    /// <summary>Paints them.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="radius">The side of a square, in pixels.</param>
    public static void Paint(Sheet sheet, int radius)
    {
        int stride = sheet.Width + 1;
        uint[] sums = new uint[stride * (sheet.Height + 1) * Sums];
        Add(sheet, sums, stride);
        fixed (uint* all = sums)
            for (int y = 0; y < sheet.Height; y++) PaintRow(sheet, all, stride, y, radius);
    }

    private static void Add(Sheet sheet, uint[] sums, int stride)
    {
        for (int y = 1; y <= sheet.Height; y++)
        {
            uint blue = 0, green = 0, red = 0, alpha = 0, square = 0;
            uint* row = sheet.RowAt(y - 1);
            for (int x = 1; x < stride; x++)
            {
                uint pixel = row[x - 1];
                uint b = pixel & 255;
                uint g = pixel >> 8 & 255;
                uint r = pixel >> 16 & 255;
                uint luma = (b + 5 * g + 2 * r) >> 3;
                blue += b;
                green += g;
                red += r;
                alpha += pixel >> 24;
                square += luma * luma;
                // They may overflow: only their differences count.
                int at = (y * stride + x) * Sums;
                int above = at - stride * Sums;
                sums[at] = sums[above] + blue;
                sums[at + 1] = sums[above + 1] + green;
                sums[at + 2] = sums[above + 2] + red;
                sums[at + 3] = sums[above + 3] + alpha;
                sums[at + 4] = sums[above + 4] + square;
            }
        }
    }

    private static void PaintRow(Sheet sheet, uint* sums, int stride, int y, int radius)
    {
        uint* row = sheet.RowAt(y);
        for (int x = 0; x < sheet.Width; x++)
        {
            if (row[x] == 0) continue;
            float least = float.MaxValue;
            for (int square = 0; square < 4; square++)
            {
                int left = Math.Clamp(x - (square % 2 == 0 ? radius : 0), 0, sheet.Width - 1);
                int right = Math.Clamp(x + (square % 2 == 0 ? 0 : radius) + 1, 1, sheet.Width);
                int top = Math.Clamp(y - (square < 2 ? radius : 0), 0, sheet.Height - 1);
                int bottom = Math.Clamp(y + (square < 2 ? 0 : radius) + 1, 1, sheet.Height);
                uint* a = sums + (top * stride + left) * Sums;
                uint* b = sums + (top * stride + right) * Sums;
                uint* c = sums + (bottom * stride + left) * Sums;
                uint* d = sums + (bottom * stride + right) * Sums;
                float inverse = 1f / ((right - left) * (bottom - top));
                uint blue = d[0] - b[0] - c[0] + a[0];
                uint green = d[1] - b[1] - c[1] + a[1];
                uint red = d[2] - b[2] - c[2] + a[2];
                uint alpha = d[3] - b[3] - c[3] + a[3];
                float mean = (blue + 5f * green + 2f * red) / 8 * inverse;
                // What is half clear is no calm place.
                float variance = (d[4] - b[4] - c[4] + a[4]) * inverse - mean * mean + (255 - alpha * inverse) * 40;
                if (variance >= least) continue;
                least = variance;
                row[x] = (uint)(blue * inverse) | (uint)(green * inverse) << 8 | (uint)(red * inverse) << 16
                    | (uint)(alpha * inverse) << 24;
            }
        }
    }
}
