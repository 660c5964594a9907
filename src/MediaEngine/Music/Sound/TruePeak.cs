using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Understudy.MediaEngine.Music.Sound;

/// <summary>The peak between samples, by oversampling four times.</summary>
internal static class TruePeak
{
    private const int Taps = 12;
    private const int Phases = 3;
    private const int FramesAtOnce = 4;

    // Windowed sinc for a quarter, a half and three quarters of the way from the sixth tap to the seventh.
    private static readonly float[][] _phases = [.. Enumerable.Range(1, Phases).Select(phase => Filter(phase / (Phases + 1.0)))];

    /// <summary>How many frames behind a frame are looked at.</summary>
    public const int Reach = Taps / 2;

    /// <summary>Finds the highest absolute value at each frame and on the way to the next; near both ends at the frame alone.</summary>
    /// <param name="samples">Left and right in turn.</param>
    /// <param name="peaks">A place for each frame.</param>
    /// <param name="from">The first frame to look at.</param>
    /// <param name="to">The one behind the last.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Find(ReadOnlySpan<float> samples, Span<float> peaks, int from, int to)
    {
        for (int frame = from; frame < to; frame++)
            peaks[frame] = Math.Max(Math.Abs(samples[frame * 2]), Math.Abs(samples[(frame * 2) + 1]));
        int end = Math.Min(to, peaks.Length - Reach);
        for (int frame = Math.Max(from, Reach); frame < end; frame += FramesAtOnce)
        {
            // Where the last ones are fewer, some are looked at twice.
            int first = Math.Min(frame, end - FramesAtOnce);
            if (first < Reach) return;
            Vector256<float> between = Between(samples, first);
            for (int i = 0; i < FramesAtOnce; i++)
                peaks[first + i] = Math.Max(peaks[first + i], Math.Max(between[2 * i], between[(2 * i) + 1]));
        }
    }

    // Of four frames, left and right in turn. Taps are added one after the other, so that all machines agree.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Between(ReadOnlySpan<float> samples, int frame)
    {
        ReadOnlySpan<float> around = samples.Slice((frame - (Taps / 2) + 1) * 2, (Taps + FramesAtOnce - 1) * 2);
        ref float first = ref MemoryMarshal.GetReference(around);
        Vector256<float> peak = Vector256<float>.Zero;
        foreach (float[] phase in _phases)
        {
            Vector256<float> sum = Vector256<float>.Zero;
            for (int tap = 0; tap < phase.Length; tap++)
                sum += Vector256.LoadUnsafe(ref first, (nuint)(tap * 2)) * phase[tap];
            peak = Vector256.Max(peak, Vector256.Abs(sum));
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
