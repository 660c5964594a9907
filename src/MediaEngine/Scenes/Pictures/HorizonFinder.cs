using System.Numerics;
using SkiaSharp;

namespace Understudy.MediaEngine.Scenes.Pictures;

/// <summary>Guesses where in a picture the ground begins.</summary>
internal static class HorizonFinder
{
    private const int Rows = 96;
    private const int Columns = 64;
    private const int Highest = Rows / 5;
    private const int Lowest = Rows * 4 / 5;

    // How much of all differences between rows is one between above and below, and how far apart those are, of 255.
    private const float ClearPart = 0.45f;
    private const float ClearDistance = 24;

    /// <summary>
    /// The height of the row that divides it best into two colours, as a part of the height; null when none does.
    /// </summary>
    public static float? Find(SKBitmap picture)
    {
        SKImageInfo info = new(Columns, Rows, SKColorType.Bgra8888, SKAlphaType.Opaque);
        using SKBitmap small = picture.Resize(info, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        var rows = new Vector3[Rows];
        ReadOnlySpan<byte> pixels = small.GetPixelSpan();
        for (int n = 0; n < Rows * Columns; n++)
            rows[n / Columns] += new Vector3(pixels[4 * n], pixels[4 * n + 1], pixels[4 * n + 2]) / Columns;
        Vector3 sum = rows.Aggregate(Vector3.Add);
        float total = rows.Sum(row => (row - sum / Rows).LengthSquared());
        (float Value, int Row, float Distance) best = default;
        Vector3 above = Vector3.Zero;
        for (int row = 0; row < Lowest; row++)
        {
            if (row >= Highest)
            {
                float distance = (above / row - (sum - above) / (Rows - row)).Length();
                // The variance between the two.
                float value = distance * distance * row * (Rows - row) / Rows;
                if (value > best.Value) best = (value, row, distance);
            }
            above += rows[row];
        }
        return best.Value > ClearPart * total && best.Distance > ClearDistance ? best.Row / (float)Rows : null;
    }
}
