namespace Understudy.MediaEngine.Music.Sound;

/// <summary>The peak between samples, by oversampling four times.</summary>
internal static class TruePeak
{
    private const int Taps = 12;
    private const int Phases = 3;

    // Windowed sinc for a quarter, a half and three quarters of the way from the sixth tap to the seventh.
    private static readonly float[][] _phases = [.. Enumerable.Range(1, Phases).Select(phase => Filter(phase / (Phases + 1.0)))];

    /// <summary>The highest absolute value at a frame and on the way to the next.</summary>
    /// <param name="samples">Left and right in turn.</param>
    /// <param name="frame">Which.</param>
    /// <param name="worth">Below which absolute value of the samples around nothing is looked at closely.</param>
    public static float At(ReadOnlySpan<float> samples, int frame, float worth)
    {
        float peak = Math.Max(Math.Abs(samples[frame * 2]), Math.Abs(samples[(frame * 2) + 1]));
        if (peak < worth || frame < Taps / 2 || (frame + (Taps / 2) + 1) * 2 > samples.Length) return peak;
        int first = (frame - (Taps / 2) + 1) * 2;
        foreach (float[] phase in _phases)
        {
            float left = 0;
            float right = 0;
            for (int tap = 0; tap < Taps; tap++)
            {
                left += samples[first + (tap * 2)] * phase[tap];
                right += samples[first + (tap * 2) + 1] * phase[tap];
            }
            peak = Math.Max(peak, Math.Max(Math.Abs(left), Math.Abs(right)));
        }
        return peak;
    }

    private static float[] Filter(double fraction)
    {
        double[] taps = new double[Taps];
        for (int tap = 0; tap < Taps; tap++)
        {
            double x = tap - (Taps / 2) + 1 - fraction;
            taps[tap] = Math.Sin(Math.PI * x) / (Math.PI * x) * (0.5 + (0.5 * Math.Cos(Math.PI * x / (Taps / 2))));
        }
        double sum = taps.Sum();
        return [.. taps.Select(tap => (float)(tap / sum))];
    }
}
