using System.Globalization;

namespace Understudy.MediaEngine.Speech;

/// <summary>
/// Brings a synthetic voice near a person's by pitch and, to a part, formants. The result is a pitch-matched voice, not
/// a clone of the person's.
/// </summary>
internal static class VoiceMatch
{
    /// <summary>Beyond ±3 semitones a shifted voice sounds unnatural.</summary>
    private const double LargestShift = 3;

    private const double SmallestShift = 0.15;

    /// <summary>The factor by which to raise the synthetic voice.</summary>
    /// <param name="wanted">Median pitch of the person, in hertz.</param>
    /// <param name="synthetic">Median pitch of the synthetic speech, in hertz; null if it has none.</param>
    public static double Ratio(double wanted, double? synthetic)
    {
        if (synthetic is not > 0 || wanted <= 0) return 1;
        double semitones = 12 * Math.Log2(wanted / synthetic.Value);
        return Math.Pow(2, Math.Clamp(semitones, -LargestShift, LargestShift) / 12);
    }

    /// <summary>ffmpeg filters, each followed by a comma; empty if the shift would not be heard. A third of the shift
    /// moves the formants too, as a larger or smaller throat does.</summary>
    public static string Filters(double ratio) => Math.Abs(12 * Math.Log2(ratio)) < SmallestShift
        ? ""
        : string.Create(
            CultureInfo.InvariantCulture,
            $"rubberband=pitch={Math.Pow(ratio, 1 / 3.0):0.#####}:formant=shifted:pitchq=quality,"
            + $"rubberband=pitch={Math.Pow(ratio, 2 / 3.0):0.#####}:formant=preserved:pitchq=quality,");
}
