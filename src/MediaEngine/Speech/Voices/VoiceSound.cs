using System.Globalization;

namespace Understudy.MediaEngine.Speech.Voices;

/// <summary>The synthesizer of English that a voice is made of; the others speak English worse.</summary>
internal enum EnglishVoice
{
    /// <summary>flite's, the clearest man's.</summary>
    Rms,

    /// <summary>flite's, a Scot's.</summary>
    Awb,

    /// <summary>festival's, the clearest woman's.</summary>
    Slt,
}

/// <summary>How the sound of a voice is made of a synthesizer's.</summary>
/// <param name="English">Who speaks English.</param>
/// <param name="EnglishShift">By how many semitones English is raised.</param>
/// <param name="Timbre">The variant of espeak-ng that speaks all other languages.</param>
/// <param name="Pitch">How high that one speaks, 0 to 99.</param>
/// <param name="Pace">How many times as quick as the synthesizer by itself.</param>
/// <param name="Formants">By how many semitones the throat seems smaller.</param>
/// <param name="Tone">ffmpeg filters, separated by commas; empty for none.</param>
internal sealed record VoiceSound(
    EnglishVoice English, double EnglishShift, string Timbre, int Pitch, double Pace, double Formants = 0, string Tone = "")
{
    /// <summary>By recognition of English the clearest variants of espeak-ng.</summary>
    public const string Man = "+adam";

    public const string Woman = "+f5";

    /// <summary>What is shifted less is not heard, and every shift costs clarity.</summary>
    private const double SmallestShift = 0.15;

    /// <summary>The ffmpeg filters that make this voice of the synthesizer's; empty for none.</summary>
    public string Filters(SpokenLanguage language)
    {
        double shift = language == SpokenLanguage.English ? EnglishShift : 0;
        IEnumerable<string> filters = [Shift(Formants, "shifted"), Shift(shift - Formants, "preserved"), Tone];
        return string.Join(',', filters.Where(filter => filter.Length > 0));
    }

    private static string Shift(double semitones, string formant) => Math.Abs(semitones) < SmallestShift
        ? ""
        : string.Create(
            CultureInfo.InvariantCulture,
            $"rubberband=pitch={Math.Pow(2, semitones / 12):0.#####}:formant={formant}:pitchq=quality");
}
