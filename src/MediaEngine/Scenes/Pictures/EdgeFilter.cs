namespace Understudy.MediaEngine.Scenes.Pictures;

/// <summary>
/// Leads the edge of a coarse mask along the edges of the picture, as He, Sun and Tang's guided filter does: around each place
/// the mask is taken for a multiple of the brightness and a rest.
/// </summary>
internal static class EdgeFilter
{
    // Differences of brightness that are smaller are no edges.
    private const float Smoothness = 0.0008f;

    /// <summary>The mask with better edges.</summary>
    /// <param name="mask">0 to 1.</param>
    /// <param name="guide">The picture's brightness, 0 to 1.</param>
    /// <param name="width">Pixels across both.</param>
    /// <param name="height">Pixels down.</param>
    /// <param name="radius">How far around a place is looked.</param>
    public static float[] Apply(float[] mask, float[] guide, int width, int height, int radius)
    {
        float[] Mean(Func<int, float> value) => Average(value, width, height, radius);
        float[] brightness = Mean(n => guide[n]);
        float[] likely = Mean(n => mask[n]);
        float[] product = Mean(n => guide[n] * mask[n]);
        float[] square = Mean(n => guide[n] * guide[n]);
        float[] factor = new float[mask.Length];
        float[] rest = new float[mask.Length];
        for (int n = 0; n < mask.Length; n++)
        {
            float variance = square[n] - brightness[n] * brightness[n];
            factor[n] = (product[n] - brightness[n] * likely[n]) / (variance + Smoothness);
            rest[n] = likely[n] - factor[n] * brightness[n];
        }
        float[] factors = Mean(n => factor[n]);
        float[] rests = Mean(n => rest[n]);
        return [.. guide.Select((bright, n) => Math.Clamp(factors[n] * bright + rests[n], 0, 1))];
    }

    // The means of squares around each place, by sums that move along.
    private static float[] Average(Func<int, float> value, int width, int height, int radius)
    {
        float[] across = new float[width * height];
        for (int y = 0; y < height; y++)
        {
            double sum = 0;
            for (int x = -radius; x < width; x++)
            {
                if (x + radius < width) sum += value(y * width + x + radius);
                if (x - radius > 0) sum -= value(y * width + x - radius - 1);
                if (x >= 0) across[y * width + x] = (float)(sum / Count(x, width));
            }
        }
        float[] both = new float[width * height];
        for (int x = 0; x < width; x++)
        {
            double sum = 0;
            for (int y = -radius; y < height; y++)
            {
                if (y + radius < height) sum += across[(y + radius) * width + x];
                if (y - radius > 0) sum -= across[(y - radius - 1) * width + x];
                if (y >= 0) both[y * width + x] = (float)(sum / Count(y, height));
            }
        }
        return both;

        int Count(int middle, int length) => Math.Min(middle + radius, length - 1) - Math.Max(middle - radius, 0) + 1;
    }
}
