using System.Numerics;

namespace Understudy.MediaEngine.Audio;

/// <summary>
/// The YIN estimator of the fundamental frequency (de Cheveigné and Kawahara, 2002). It looks for the shortest lag at
/// which the sound nearly repeats itself.
/// </summary>
internal sealed class PitchEstimator
{
    /// <summary>Lowest frequency found, in hertz.</summary>
    public const double MinimumPitch = 60;

    /// <summary>Highest frequency found, in hertz.</summary>
    public const double MaximumPitch = 500;

    /// <summary>How much of the sound's power may differ after one period for it to count as voiced.</summary>
    private const double VoicedThreshold = 0.15;

    private const double WindowDuration = 0.03;

    private readonly int _sampleRate;
    private readonly int _window;
    private readonly int _shortestLag;
    private readonly double[] _difference;

    /// <param name="sampleRate">Samples per second.</param>
    public PitchEstimator(int sampleRate)
    {
        _sampleRate = sampleRate;
        _window = (int)(sampleRate * WindowDuration);
        _shortestLag = (int)(sampleRate / MaximumPitch);
        _difference = new double[(int)Math.Ceiling(sampleRate / MinimumPitch) + 2];
    }

    /// <summary>Samples that <see cref="Estimate"/> needs.</summary>
    public int FrameLength => _window + _difference.Length;

    /// <summary>Estimates the pitch at the beginning of the samples.</summary>
    /// <param name="samples">At least <see cref="FrameLength"/> samples.</param>
    /// <returns>Hertz; null when the sound is not voiced.</returns>
    public double? Estimate(ReadOnlySpan<float> samples)
    {
        NormalizeDifferences(samples);
        for (int lag = _shortestLag; lag < _difference.Length - 1; lag++)
        {
            if (_difference[lag] >= VoicedThreshold) continue;

            while (lag + 1 < _difference.Length - 1 && _difference[lag + 1] < _difference[lag])
                lag++;
            return _sampleRate / (lag + VertexOffset(lag));
        }

        return null;
    }

    /// <summary>The difference of each lag, divided by the mean of those of all shorter lags.</summary>
    private void NormalizeDifferences(ReadOnlySpan<float> samples)
    {
        _difference[0] = 1;
        double sum = 0;
        for (int lag = 1; lag < _difference.Length; lag++)
        {
            float difference = SquaredDistance(samples[.._window], samples.Slice(lag, _window));
            sum += difference;
            _difference[lag] = sum > 0 ? difference * lag / sum : 1;
        }
    }

    private static float SquaredDistance(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        Vector<float> sums = Vector<float>.Zero;
        int i = 0;
        for (; i <= a.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> delta = new Vector<float>(a[i..]) - new Vector<float>(b[i..]);
            sums += delta * delta;
        }

        float sum = Vector.Sum(sums);
        for (; i < a.Length; i++)
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        return sum;
    }

    /// <summary>Where between the samples the parabola through three neighbouring lags is lowest.</summary>
    private double VertexOffset(int lag)
    {
        (double before, double at, double after) = (_difference[lag - 1], _difference[lag], _difference[lag + 1]);
        double curvature = before - (2 * at) + after;
        return curvature > 0 ? Math.Clamp((before - after) / (2 * curvature), -0.5, 0.5) : 0;
    }
}
