using Understudy.MediaEngine.Audio;
using Understudy.MediaEngine.Models;

namespace Understudy.MediaEngine.Speech.Voices;

/// <summary>Measures how a voice sounds.</summary>
internal static class TimbreMeter
{
    /// <summary>Samples a second of what is measured.</summary>
    public const int SampleRate = 16_000;

    /// <summary>Thirds of an octave from 100 Hz.</summary>
    public const int BandCount = 19;

    private const int Stretch = 2048;
    private const double LowestBand = 100;

    /// <summary>What is this much below the loud parts is no speech, in decibels.</summary>
    private const double SpeechRange = 25;

    /// <summary>Between two syllables the level sinks by so much, in decibels.</summary>
    private const double Dip = 2;

    /// <summary>The middle of a band in hertz.</summary>
    public static double Centre(int band) => LowestBand * Math.Pow(2, band / 3.0);

    /// <summary>Measures mono sound of <see cref="SampleRate"/>.</summary>
    /// <returns>Null if there is too little of a voice in it.</returns>
    public static VoiceTimbre? Measure(ReadOnlySpan<short> samples)
    {
        VoiceFrames frames = new(SampleRate);
        foreach (short sample in samples)
            frames.Add(sample / 32768f);
        frames.Complete();
        if (frames.Frames.Length < VoiceFrames.PerSecond) return null;
        List<float> levels = [.. frames.Frames.ToArray().Select(frame => frame.Level).Order()];
        double loud = VoiceMeasurement.LoudOf(levels);
        double rate = SyllablesPerSecond(frames.Frames, loud);
        return rate == 0 ? null : new VoiceTimbre(Bands(samples, frames, loud), Math.Round(rate, 2));
    }

    private static double[] Bands(ReadOnlySpan<short> samples, VoiceFrames frames, double loud)
    {
        double[] power = new double[Stretch / 2];
        PowerSpectrum spectrum = new(Stretch);
        // A stretch is as long as some frames; it counts by the one in its middle.
        int middle = Stretch / 2 / frames.Hop;
        for (int frame = 0; (frame * frames.Hop) + Stretch <= samples.Length; frame += 2)
        {
            int counts = Math.Min(frame + middle, frames.Frames.Length - 1);
            if (frames.Frames[counts].Level > loud - SpeechRange)
                spectrum.AddTo(power, samples.Slice(frame * frames.Hop, Stretch));
        }

        double[] bands = new double[BandCount];
        for (int band = 0; band < BandCount; band++)
        {
            int from = Bin(Centre(band) / Math.Pow(2, 1 / 6.0));
            int to = Math.Max(from + 1, Bin(Centre(band) * Math.Pow(2, 1 / 6.0)));
            bands[band] = 10 * Math.Log10(power[from..to].Sum() + 1e-9);
        }

        double mean = bands.Average();
        return [.. bands.Select(level => Math.Round(level - mean, 1))];
    }

    private static double SyllablesPerSecond(ReadOnlySpan<VoiceFrame> frames, double loud)
    {
        int syllables = 0;
        int spoken = 0;
        double lowest = double.MaxValue;
        double highest = double.MinValue;
        bool voiced = false;
        for (int i = 1; i + 1 < frames.Length; i++)
        {
            double level = (frames[i - 1].Level + (2 * frames[i].Level) + frames[i + 1].Level) / 4;
            if (level > loud - SpeechRange) spoken++;
            if (level > lowest + Dip && level > loud - SpeechRange)
            {
                voiced |= frames[i].Pitch > 0;
                highest = Math.Max(highest, level);
            }

            lowest = Math.Min(lowest, level);
            if (level > highest - Dip) continue;
            // The peak is over.
            if (voiced && highest > double.MinValue) syllables++;
            (lowest, highest, voiced) = (level, double.MinValue, false);
        }

        return spoken == 0 ? 0 : (double)syllables * VoiceFrames.PerSecond / spoken;
    }

    private static int Bin(double frequency) => (int)Math.Round(frequency * Stretch / SampleRate);
}
