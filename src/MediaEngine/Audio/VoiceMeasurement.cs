namespace Understudy.MediaEngine.Audio;

/// <summary>What can be measured on the samples of a voice.</summary>
/// <param name="MedianPitch">Median fundamental frequency of the voiced parts in hertz; null when nothing is voiced.</param>
/// <param name="VoicedDuration">Seconds of voiced sound.</param>
/// <param name="NoiseFloor">Level of the quietest tenth, in decibels below full scale; −100 at least.</param>
/// <param name="OverdrivenShare">Share of samples at full scale, 0 to 1.</param>
internal sealed record VoiceMeasurement(
    double? MedianPitch, double VoicedDuration, double NoiseFloor, double OverdrivenShare)
{
    private const int FramesPerSecond = 100;
    private const double SilenceLevel = -100;
    private const float FullScale = 0.98f;

    /// <summary>Sound this much below the loudest parts is room, hum or breath, not the voice.</summary>
    private const double VoiceRange = 35;

    public static VoiceMeasurement Measure(
        ReadOnlySpan<float> samples, int sampleRate, IProgress<double> progress, CancellationToken cancellationToken)
    {
        var estimator = new PitchEstimator(sampleRate);
        var hop = sampleRate / FramesPerSecond;
        var levels = Levels(samples, hop);
        var ordered = levels.Order().ToArray();
        var voiceLevel = ordered[^(1 + (ordered.Length / 20))] - VoiceRange;
        var pitches = new List<double>();
        for (var frame = 0; (frame * hop) + estimator.FrameLength <= samples.Length; frame++)
        {
            if (levels[frame] > Math.Max(voiceLevel, SilenceLevel)
                && estimator.Estimate(samples[(frame * hop)..]) is { } pitch)
            {
                pitches.Add(pitch);
            }

            if (frame % FramesPerSecond == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress.Report((double)frame / levels.Length);
            }
        }

        pitches.Sort();
        return new VoiceMeasurement(
            pitches.Count == 0 ? null : pitches[pitches.Count / 2],
            (double)pitches.Count / FramesPerSecond,
            ordered[ordered.Length / 10],
            Overdriven(samples));
    }

    private static double[] Levels(ReadOnlySpan<float> samples, int hop)
    {
        var levels = new double[samples.Length / hop];
        for (var i = 0; i < levels.Length; i++)
        {
            double power = 0;
            foreach (var sample in samples.Slice(i * hop, hop))
                power += sample * sample;
            levels[i] = Math.Max(SilenceLevel, 10 * Math.Log10((power / hop) + 1e-20));
        }

        return levels;
    }

    private static double Overdriven(ReadOnlySpan<float> samples)
    {
        var count = 0;
        foreach (var sample in samples)
            count += MathF.Abs(sample) >= FullScale ? 1 : 0;
        return (double)count / samples.Length;
    }
}
