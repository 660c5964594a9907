using System.Globalization;
using Understudy.MediaEngine.Models;

namespace Understudy.MediaEngine.Speech.Voices;

/// <summary>Brings the long-term spectrum of a synthetic voice near that of a person's.</summary>
internal static class ToneMatch
{
    /// <summary>Beyond this a filter makes noise, not likeness, in decibels.</summary>
    public const double LargestGain = 9;

    // Quicker or slower than this, a synthesizer speaks less clearly.
    private const double SlowestPace = 0.85;
    private const double QuickestPace = 1.2;

    /// <summary>The gain of each third of an octave, in decibels.</summary>
    public static double[] Gains(VoiceTimbre wanted, VoiceTimbre synthetic)
    {
        double[] difference = [.. wanted.Bands.Zip(synthetic.Bands, (level, from) => level - from)];
        double[] gains = new double[difference.Length];
        for (int i = 0; i < gains.Length; i++)
        {
            // Single harmonics make single bands high or low; a throat does not.
            double before = difference[Math.Max(0, i - 1)];
            double after = difference[Math.Min(difference.Length - 1, i + 1)];
            gains[i] = Math.Clamp((before + (2 * difference[i]) + after) / 4, -LargestGain, LargestGain);
        }

        return gains;
    }

    /// <summary>The ffmpeg filter that has these gains.</summary>
    public static string Filter(double[] gains) =>
        "firequalizer=zero_phase=on:gain_entry='"
        + string.Join(';', gains.Select((gain, band) =>
            string.Create(CultureInfo.InvariantCulture, $"entry({TimbreMeter.Centre(band):0.#},{gain:0.#})")))
        + "'";

    /// <summary>How much quicker the synthetic voice has to speak.</summary>
    public static double Pace(VoiceTimbre wanted, VoiceTimbre synthetic) =>
        Math.Clamp(wanted.SyllablesPerSecond / synthetic.SyllablesPerSecond, SlowestPace, QuickestPace);
}
