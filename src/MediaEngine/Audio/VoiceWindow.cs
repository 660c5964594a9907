namespace Understudy.MediaEngine.Audio;

/// <summary>The part of a recording that a voice is learned from: one channel of it, for a minute at most.</summary>
/// <param name="Channel">The channel's index.</param>
/// <param name="Start">Where it begins in seconds.</param>
/// <param name="Duration">Its length in seconds.</param>
/// <param name="Voice">What is heard there.</param>
/// <param name="ClippedShare">The share of samples that are cut off, 0 to 1.</param>
/// <remarks>
/// Channels are never mixed: inverted ones would cancel each other out, and whatever is on the others only covers the voice.
/// </remarks>
internal sealed record VoiceWindow(
    int Channel, double Start, double Duration, VoiceMeasurement Voice, double ClippedShare)
{
    /// <summary>A minute tells all that is measured, in seconds.</summary>
    public const int LongestDuration = 60;

    private const int LongestBlocks = LongestDuration * VoiceFrames.PerSecond / ChannelSurvey.BlockFrames;

    /// <summary>Blocks before and after that show how a block's level moves.</summary>
    private const int Surroundings = 2;

    // The level of speech moves by more than 20 dB within two seconds, that of tones and noise by less than 4.
    private const double SteadyMovement = 4;
    private const double SpeechMovement = 20;

    // From one frame to the next the pitch of a voice glides by a hundredth or so, that of an instrument is held.
    private const double SpeechGlide = 0.006;

    /// <summary>How much clipped sound, whistling and music count as against clear speech.</summary>
    private const double LeastWeight = 0.02;

    /// <summary>A block with less of the score of the best one holds no speech to speak of.</summary>
    private const double LeastScore = 0.05;

    /// <summary>The longest and loudest clear speech of all channels.</summary>
    public static VoiceWindow Choose(RecordingSurvey survey)
    {
        double[][] clarity = survey.Channels.Select(Clarity).ToArray();
        double loud = LoudSpeech(survey, clarity);
        double[][] scores =
            survey.Channels.Select((channel, index) => Scores(channel.Frames, clarity[index], loud)).ToArray();
        (double Score, int Channel, int Block) best = (Score: -1.0, Channel: 0, Block: 0);
        for (int channel = 0; channel < scores.Length; channel++)
        {
            double sum = 0;
            for (int block = 0; block < scores[channel].Length; block++)
            {
                sum += scores[channel][block] - (block >= LongestBlocks ? scores[channel][block - LongestBlocks] : 0);
                if (sum > best.Score * 1.0001) best = (sum, channel, Math.Max(0, block + 1 - LongestBlocks));
            }
        }

        (int first, int end) = Trim(scores[best.Channel], best.Block);
        return At(survey, best.Channel, first, end - first);
    }

    /// <summary>Leaves out what comes before and after the speech, but for a block of its quiet surroundings.</summary>
    private static (int First, int End) Trim(double[] scores, int first)
    {
        int end = Math.Min(scores.Length, first + LongestBlocks);
        double least = scores[first..end].DefaultIfEmpty().Max() * LeastScore;
        if (least == 0) return (first, end);

        while (scores[first] < least && scores[first + 1] < least)
            first++;
        while (scores[end - 1] < least && scores[end - 2] < least)
            end--;
        return (first, end);
    }

    private static VoiceWindow At(RecordingSurvey survey, int index, int block, int blocks)
    {
        ChannelSurvey channel = survey.Channels[index];
        ReadOnlySpan<VoiceFrame> frames = channel.Frames[(block * ChannelSurvey.BlockFrames)..];
        frames = frames[..Math.Min(frames.Length, blocks * ChannelSurvey.BlockFrames)];
        double blockDuration = (double)channel.BlockLength / survey.SampleRate;
        return new VoiceWindow(
            index,
            block * blockDuration,
            blocks * blockDuration,
            VoiceMeasurement.Measure(frames),
            channel.ClippedShare(block, blocks));
    }

    /// <summary>How much each block is like clear speech, 0 to 1.</summary>
    private static double[] Clarity(ChannelSurvey channel)
    {
        ReadOnlySpan<VoiceFrame> frames = channel.Frames;
        double[] clarity = new double[(frames.Length + ChannelSurvey.BlockFrames - 1) / ChannelSurvey.BlockFrames];
        for (int block = 0; block < clarity.Length; block++)
        {
            int from = Math.Max(0, block - Surroundings) * ChannelSurvey.BlockFrames;
            int to = Math.Min(frames.Length, (block + Surroundings + 1) * ChannelSurvey.BlockFrames);
            ReadOnlySpan<VoiceFrame> surroundings = frames[from..to];
            clarity[block] = Weight((Movement(surroundings) - SteadyMovement) / (SpeechMovement - SteadyMovement))
                * Weight(Glide(surroundings) / SpeechGlide)
                * Weight(1 - (10 * channel.ClippedShare(block, 1)));
        }

        return clarity;
    }

    private static double Movement(ReadOnlySpan<VoiceFrame> frames)
    {
        float[] levels = new float[frames.Length];
        for (int i = 0; i < levels.Length; i++)
            levels[i] = frames[i].Level;
        Array.Sort(levels);
        return levels[levels.Length * 9 / 10] - levels[levels.Length / 10];
    }

    /// <summary>The median step of the pitch between voiced frames.</summary>
    private static double Glide(ReadOnlySpan<VoiceFrame> frames)
    {
        List<double> steps = new();
        for (int i = 1; i < frames.Length; i++)
        {
            if (frames[i].Pitch > 0 && frames[i - 1].Pitch > 0)
                steps.Add(Math.Abs(frames[i].Pitch - frames[i - 1].Pitch) / frames[i].Pitch);
        }

        steps.Sort();
        return steps.Count == 0 ? 0 : steps[steps.Count / 2];
    }

    /// <summary>The level of the loudest half second of voice on any channel, if there is one that is clear.</summary>
    private static double LoudSpeech(RecordingSurvey survey, double[][] clarity)
    {
        foreach (double leastClarity in new[] { 0.3, 0 })
        {
            List<float> levels = new();
            for (int channel = 0; channel < clarity.Length; channel++)
            {
                ReadOnlySpan<VoiceFrame> frames = survey.Channels[channel].Frames;
                for (int i = 0; i < frames.Length; i++)
                {
                    if (clarity[channel][i / ChannelSurvey.BlockFrames] >= leastClarity && VoiceMeasurement.IsVoiced(frames, i))
                        levels.Add(frames[i].Level);
                }
            }

            levels.Sort();
            if (levels.Count > 0) return VoiceMeasurement.LoudOf(levels);
        }

        return VoiceFrames.SilenceLevel;
    }

    private static double[] Scores(ReadOnlySpan<VoiceFrame> frames, double[] clarity, double loud)
    {
        double[] scores = new double[clarity.Length];
        for (int i = 0; i < frames.Length; i++)
        {
            double loudness = (frames[i].Level - loud + VoiceMeasurement.VoiceRange) / VoiceMeasurement.VoiceRange;
            int block = i / ChannelSurvey.BlockFrames;
            if (VoiceMeasurement.IsVoiced(frames, i)) scores[block] += clarity[block] * Math.Clamp(loudness, 0, 1);
        }

        return scores;
    }

    private static double Weight(double value) => Math.Clamp(value, LeastWeight, 1);
}
