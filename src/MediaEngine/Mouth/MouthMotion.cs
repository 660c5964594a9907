using Understudy.MediaEngine.Speech;

namespace Understudy.MediaEngine.Mouth;

/// <summary>Plans how a mouth moves with a speech.</summary>
public static class MouthMotion
{
    private const int Substeps = 10;

    /// <summary>Seconds by which lips move ahead of the sound, as people's do.</summary>
    private const double Anticipation = 0.03;

    /// <summary>Blurs, in frames, that let neighbouring sounds colour each other; rounding spreads further than
    /// opening.</summary>
    private const float OpeningBlur = 0.62f;
    private const float RoundingBlur = 1.1f;

    /// <summary>How much of the opening follows the loudness of the moment.</summary>
    private const float LoudnessShare = 0.5f;

    /// <summary>Makes up for the extremes that the blur takes away.</summary>
    private const float Emphasis = 1.25f;

    /// <summary>One pose a frame.</summary>
    /// <param name="speech">Whose phones and loudness lead the mouth.</param>
    /// <param name="frames">How many frames.</param>
    /// <param name="frameRate">Frames a second.</param>
    /// <param name="lead">Seconds before the speech begins.</param>
    public static MouthPose[] Plan(SynthesizedSpeech speech, int frames, int frameRate, double lead)
    {
        double perSecond = frameRate * Substeps;
        int steps = frames * Substeps;
        float[] open = new float[steps];
        float[] wide = new float[steps];
        foreach (TimedPhone phone in speech.Phones)
        {
            MouthPose shape = Visemes.Of(phone.Name);
            int from = Math.Clamp((int)((phone.Start + lead - Anticipation) * perSecond), 0, steps);
            int to = Math.Clamp((int)((phone.End + lead - Anticipation) * perSecond), from, steps);
            open.AsSpan(from..to).Fill(shape.Open);
            wide.AsSpan(from..to).Fill(shape.Wide);
        }

        float[] loudness = speech.Audio.Envelope(steps, perSecond, lead - Anticipation);
        for (int i = 0; i < steps; i++)
            open[i] *= 1 - LoudnessShare + (LoudnessShare * MathF.Min(1, loudness[i] * 1.3f));
        open = PoseBlur.Blur(open, OpeningBlur * Substeps);
        wide = PoseBlur.Blur(wide, RoundingBlur * Substeps);

        var poses = new MouthPose[frames];
        for (int frame = 0; frame < frames; frame++)
        {
            int middle = (frame * Substeps) + (Substeps / 2);
            poses[frame] = new MouthPose(MathF.Min(1, open[middle] * Emphasis), wide[middle]);
        }

        CloseLips(poses, speech.Phones, frameRate, lead - Anticipation);
        return poses;
    }

    /// <summary>A closure may fall between two frames; the nearest one shows it, or the sound would look wrong.</summary>
    private static void CloseLips(MouthPose[] poses, TimedPhone[] phones, int frameRate, double lead)
    {
        foreach (TimedPhone phone in phones)
        {
            float ceiling = Visemes.Ceiling(phone.Name);
            int frame = (int)(((phone.Start + phone.End) / 2 + lead) * frameRate);
            if (ceiling < 1 && frame >= 0 && frame < poses.Length)
                poses[frame] = poses[frame] with { Open = MathF.Min(poses[frame].Open, ceiling) };
        }
    }
}
