namespace Understudy.MediaEngine.Previews;

/// <summary>Says how well a frame stands for its film: it is neither dark nor blank nor blurred.</summary>
internal static class StillScore
{
    // Of 255: what is darker or brighter is half lost, and so much contrast an ordinary picture has.
    private const double Dark = 50;
    private const double Bright = 205;
    private const double OrdinaryContrast = 40;

    /// <summary>More than 0 for everything that is not one colour.</summary>
    public static double Of(Still still)
    {
        (int width, int height) = (still.Info.Width, still.Info.Height);
        byte[] light = Lightness(still.Pixels);
        double mean = light.Average(value => (double)value);
        double contrast = Math.Sqrt(light.Average(value => (value - mean) * (value - mean)));
        double exposure = Math.Min(1, Math.Min(mean / Dark, (255 - mean) / (255 - Bright)));
        return Math.Sqrt(Sharpness(light, width, height)) * Math.Min(1, contrast / OrdinaryContrast) * exposure;
    }

    private static byte[] Lightness(byte[] pixels)
    {
        byte[] light = new byte[pixels.Length / 4];
        for (int i = 0; i < light.Length; i++)
            light[i] = (byte)(((pixels[4 * i] * 54) + (pixels[(4 * i) + 1] * 183) + (pixels[(4 * i) + 2] * 19)) >> 8);
        return light;
    }

    /// <summary>How much pixels differ from their neighbours, by the Laplacian.</summary>
    private static double Sharpness(byte[] light, int width, int height)
    {
        long sum = 0;
        for (int y = 1; y < height - 1; y++)
        {
            for (int x = 1; x < width - 1; x++)
            {
                int at = (y * width) + x;
                sum += Math.Abs((4 * light[at]) - light[at - 1] - light[at + 1] - light[at - width] - light[at + width]);
            }
        }

        return (double)sum / Math.Max(1, (width - 2) * (height - 2));
    }
}
