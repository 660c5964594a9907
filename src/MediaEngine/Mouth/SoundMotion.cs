using System.Runtime.InteropServices;
using Understudy.MediaEngine.Speech;

namespace Understudy.MediaEngine.Mouth;

/// <summary>
/// Plans how a mouth moves with a recording of which nobody knows the words: loudness opens it, formants shape it, hiss shuts
/// the teeth, silence closes it. All is measured against the recording itself, whoever speaks into whatever microphone.
/// </summary>
public static class SoundMotion
{
    private const int PerSecond = 100;

    /// <summary>Decibels under the loud parts of the recording at which lips are closed, and at which they are free.</summary>
    private const float Silence = -34;
    private const float Speech = -8;

    /// <summary>Below this, in decibels of full scale, a whole recording is taken for silence.</summary>
    private const float Quietest = -45;

    /// <summary>Seconds by which lips move ahead of the sound, as people's do.</summary>
    private const double Anticipation = 0.03;

    /// <summary>Blurs in seconds; rounding spreads further than opening.</summary>
    private const float OpeningBlur = 0.03f;
    private const float RoundingBlur = 0.05f;

    /// <summary>The most that a hissing mouth is open.</summary>
    private const float Teeth = 0.16f;

    /// <summary>Makes up for the extremes that the blur takes away.</summary>
    private const float Emphasis = 1.25f;

    /// <summary>One pose a frame.</summary>
    /// <param name="sound">The recording, at <see cref="SoundBands.SampleRate"/>.</param>
    /// <param name="frames">How many frames.</param>
    /// <param name="frameRate">Frames a second.</param>
    public static MouthPose[] Plan(PcmAudio sound, int frames, double frameRate)
    {
        ArgumentNullException.ThrowIfNull(sound);
        if (sound.SampleRate != SoundBands.SampleRate)
            throw new ArgumentException($"The sound has {SoundBands.SampleRate} samples a second.", nameof(sound));

        var bands = new SoundBands[(int)Math.Ceiling(frames / frameRate * PerSecond) + 1];
        for (int i = 0; i < bands.Length; i++)
            bands[i] = SoundBands.Around(sound.Samples, (int)((((double)i / PerSecond) + Anticipation) * sound.SampleRate));
        (float[] open, float[] wide) = Shape(bands);
        open = PoseBlur.Blur(open, OpeningBlur * PerSecond);
        wide = PoseBlur.Blur(wide, RoundingBlur * PerSecond);

        var poses = new MouthPose[frames];
        for (int frame = 0; frame < frames; frame++)
        {
            int at = Math.Min(bands.Length - 1, (int)Math.Round((frame + 0.5) / frameRate * PerSecond));
            poses[frame] = new MouthPose(Math.Clamp(open[at] * Emphasis, 0, 1), Math.Clamp(wide[at], -1, 1));
        }

        return poses;
    }

    private static (float[] Open, float[] Wide) Shape(SoundBands[] bands)
    {
        float[] open = new float[bands.Length];
        float[] wide = new float[bands.Length];
        float loud = Range.Of(bands.Select(step => step.Level)).Most;
        SoundBands[] voiced = [.. bands.Where(step => step.Level > loud + Speech - 8 && step.Hiss < step.Level - 3)];
        if (loud < Quietest || voiced.Length == 0) return (open, wide);

        var opening = Range.Of(voiced.Select(step => step.Opening - step.Murmur));
        var front = Range.Of(voiced.Select(step => step.Front - MathF.Max(step.Opening, step.Back)));
        for (int i = 0; i < bands.Length; i++)
        {
            SoundBands step = bands[i];
            float heard = MouthShape.Smooth(Silence, Speech, step.Level - loud);
            float hissing = MouthShape.Smooth(-6, 0, step.Hiss - step.Level);
            float formant = opening.Share(step.Opening - step.Murmur);
            float shape = front.Share(step.Front - MathF.Max(step.Opening, step.Back));
            open[i] = heard * float.Lerp(0.08f + (0.8f * MathF.Pow(formant, 1.6f)), Teeth, hissing);
            // What is far open is neither spread nor round.
            wide[i] = heard * float.Lerp(((1.5f * shape) - 0.75f) * (1 - (0.6f * formant)), 0.2f, hissing);
        }

        return (open, wide);
    }

    /// <summary>What a recording has of something, without its extremes.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Range(float Least, float Most)
    {
        public static Range Of(IEnumerable<float> values)
        {
            float[] ordered = [.. values.Order()];
            return new Range(ordered[ordered.Length / 20], ordered[ordered.Length * 19 / 20]);
        }

        /// <summary>0 for the least of the recording, 1 for the most; a recording of one vowel has neither.</summary>
        public float Share(float value)
        {
            const float Narrowest = 6;
            float middle = (Least + Most) / 2;
            float breadth = MathF.Max(Narrowest, Most - Least);
            return Math.Clamp(((value - middle) / breadth) + 0.5f, 0, 1);
        }
    }
}
