namespace Understudy.MediaEngine.Mouth;

/// <summary>Lets neighbouring sounds colour each other, as lips do.</summary>
internal static class PoseBlur
{
    /// <param name="values">Values at even steps; beyond both ends they go on.</param>
    /// <param name="sigma">The breadth of the bell, in steps.</param>
    public static float[] Blur(float[] values, float sigma)
    {
        int reach = (int)(sigma * 3);
        float[] weights = new float[(2 * reach) + 1];
        for (int k = -reach; k <= reach; k++)
            weights[k + reach] = MathF.Exp(-k * k / (2 * sigma * sigma));
        float total = weights.Sum();

        float[] blurred = new float[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            float sum = 0;
            for (int k = -reach; k <= reach; k++)
                sum += values[Math.Clamp(i + k, 0, values.Length - 1)] * weights[k + reach];
            blurred[i] = sum / total;
        }

        return blurred;
    }
}
