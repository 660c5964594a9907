using System.Runtime.CompilerServices;

namespace Understudy.MediaEngine.Music.Sound;

/// <summary>Keeps peaks below a ceiling: the gain is down before a peak comes, and comes back slowly.</summary>
internal static class Limiter
{
    /// <summary>Per frame on the way down: 3 dB in 5 ms.</summary>
    private const float Attack = 0.3f / (0.005f * FluidSynth.SampleRate);

    /// <summary>Per frame on the way up, of what is missing.</summary>
    private const float Release = 1f / (0.12f * FluidSynth.SampleRate);

    /// <summary>The gain of each frame.</summary>
    /// <param name="peaks">See <see cref="TruePeak.Find"/>.</param>
    /// <param name="gain">What samples are multiplied by before.</param>
    /// <param name="ceiling">The highest absolute value, of full scale.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float[] GainsOf(ReadOnlySpan<float> peaks, float gain, float ceiling)
    {
        float[] gains = new float[peaks.Length];
        for (int i = 0; i < gains.Length; i++) gains[i] = Math.Min(gain, ceiling / peaks[i]);
        Approach(gains, gain * Attack);
        Recover(gains, gain);
        return gains;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Approach(float[] gains, float attack)
    {
        for (int i = gains.Length - 2; i >= 0; i--) gains[i] = Math.Min(gains[i], gains[i + 1] + attack);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Recover(float[] gains, float gain)
    {
        for (int i = 1; i < gains.Length; i++)
            gains[i] = Math.Min(gains[i], gains[i - 1] + ((gain - gains[i - 1]) * Release));
    }
}
