namespace Understudy.MediaEngine.Music.Sound;

/// <summary>Keeps peaks below a ceiling: the gain is down before a peak comes, and comes back slowly.</summary>
internal static class Limiter
{
    /// <summary>Per frame on the way down: 3 dB in 5 ms.</summary>
    private const float Attack = 0.3f / (0.005f * FluidSynth.SampleRate);

    /// <summary>Per frame on the way up, of what is missing.</summary>
    private const float Release = 1f / (0.12f * FluidSynth.SampleRate);

    /// <summary>Whether a peak is worth a close look: between samples it may be this much higher.</summary>
    private const float Closely = 0.7f;

    /// <summary>The gain of each frame.</summary>
    /// <param name="samples">Left and right in turn.</param>
    /// <param name="peaks">See <see cref="TruePeak.Of"/>.</param>
    /// <param name="gain">What samples are multiplied by before.</param>
    /// <param name="ceiling">The highest absolute value, of full scale.</param>
    public static float[] GainsOf(ReadOnlySpan<float> samples, ReadOnlySpan<float> peaks, float gain, float ceiling)
    {
        float[] gains = new float[peaks.Length];
        float worth = ceiling * Closely / gain;
        bool limits = false;
        for (int i = 0; i < gains.Length; i++)
        {
            float peak = TruePeak.At(samples, i);
            if (peak >= worth) peak = peaks[i];
            peak *= gain;
            gains[i] = peak > ceiling ? ceiling / peak : 1;
            limits |= peak > ceiling;
        }
        if (limits)
        {
            Approach(gains);
            Recover(gains);
        }
        for (int i = 0; i < gains.Length; i++) gains[i] *= gain;
        return gains;
    }

    private static void Approach(float[] gains)
    {
        for (int i = gains.Length - 2; i >= 0; i--) gains[i] = Math.Min(gains[i], gains[i + 1] + Attack);
    }

    private static void Recover(float[] gains)
    {
        for (int i = 1; i < gains.Length; i++)
            gains[i] = Math.Min(gains[i], gains[i - 1] + ((1 - gains[i - 1]) * Release));
    }
}
