namespace Understudy.MediaEngine.Audio;

/// <summary>What the frames of a channel tell about the voice in it.</summary>
/// <param name="MedianPitch">Median fundamental frequency of the voiced parts in hertz; null when nothing is voiced.</param>
/// <param name="PitchSpread">How far the pitch moves, as a share of the median: that of its middle four fifths.</param>
/// <param name="VoicedDuration">Seconds of voiced sound.</param>
/// <param name="LoudLevel">Level of the loudest half second, in decibels below full scale.</param>
/// <param name="NoiseFloor">Level of the quietest tenth, in decibels below full scale; −100 at least.</param>
internal sealed record VoiceMeasurement(
    double? MedianPitch, double PitchSpread, double VoicedDuration, double LoudLevel, double NoiseFloor)
{
    /// <summary>Sound this much below the loudest parts is room, hum or breath, not the voice.</summary>
    public const double VoiceRange = 35;

    /// <summary>Frames of the shortest sound that counts as loud: a knock is shorter.</summary>
    private const int LoudFrames = VoiceFrames.PerSecond / 2;

    /// <summary>A voice glides from one frame to the next; what jumps is noise that looks voiced by chance.</summary>
    private const double LargestStep = 0.15;

    public static VoiceMeasurement Measure(ReadOnlySpan<VoiceFrame> frames)
    {
        if (frames.IsEmpty) return new VoiceMeasurement(null, 0, 0, VoiceFrames.SilenceLevel, VoiceFrames.SilenceLevel);

        List<float> levels = new();
        foreach (VoiceFrame frame in frames)
            levels.Add(frame.Level);
        levels.Sort();
        float loud = LoudOf(levels);
        List<double> pitches = new();
        for (int i = 0; i < frames.Length; i++)
        {
            if (frames[i].Level > loud - VoiceRange && IsVoiced(frames, i)) pitches.Add(frames[i].Pitch);
        }

        pitches.Sort();
        return new VoiceMeasurement(
            pitches.Count == 0 ? null : pitches[pitches.Count / 2],
            pitches.Count == 0 ? 0 : (pitches[pitches.Count * 9 / 10] - pitches[pitches.Count / 10]) / pitches[pitches.Count / 2],
            (double)pitches.Count / VoiceFrames.PerSecond,
            loud,
            levels[levels.Count / 10]);
    }

    /// <summary>Whether a frame and one beside it are voiced alike.</summary>
    public static bool IsVoiced(ReadOnlySpan<VoiceFrame> frames, int index)
    {
        float pitch = frames[index].Pitch;
        return pitch > 0
            && ((index > 0 && IsNear(frames[index - 1].Pitch)) || (index + 1 < frames.Length && IsNear(frames[index + 1].Pitch)));

        bool IsNear(float other) => Math.Abs(other - pitch) < LargestStep * pitch;
    }

    /// <summary>The level that the loudest half second reaches, of levels in ascending order.</summary>
    public static float LoudOf(List<float> ascending) => ascending[Math.Max(0, ascending.Count - LoudFrames)];
}
