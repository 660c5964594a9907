namespace Understudy.MediaEngine.Speech.Voices;

/// <summary>The catalogue of stock voices.</summary>
public static class StockVoices
{
    private const string Warm = "bass=g=3:f=220,treble=g=-1.5:f=5000";
    private const string Bright = "treble=g=2.5:f=3500,acompressor=threshold=-24dB:ratio=2:attack=8:release=120";
    private const string Soft = "treble=g=-1.5:f=4500";
    private const string Deep = "bass=g=2:f=160";

    /// <summary>An old voice has less of its heights, and trembles a little.</summary>
    private const string Frail = "treble=g=-2.5:f=4000,vibrato=f=5.2:d=0.03";

    private static readonly (StockVoice Voice, VoiceSound Sound)[] _catalogue =
    [
        Man("Leo", VoiceAge.Young, VoiceStyle.Energetic, new(EnglishVoice.Rms, 3.2, VoiceSound.Man, 68, 1.12, 0.9, Bright)),
        Man("Noah", VoiceAge.Young, VoiceStyle.Calm, new(EnglishVoice.Rms, 2.2, VoiceSound.Man, 62, 0.96, 0.6, Soft)),
        Man("Callum", VoiceAge.Young, VoiceStyle.Warm, new(EnglishVoice.Awb, 0, VoiceSound.Man, 65, 1, 0.4, Warm)),
        Man("Daniel", VoiceAge.Adult, VoiceStyle.Neutral, new(EnglishVoice.Rms, 0, VoiceSound.Man, 50, 1)),
        Man("Marcus", VoiceAge.Adult, VoiceStyle.Energetic, new(EnglishVoice.Rms, 1.3, VoiceSound.Man, 57, 1.1, 0, Bright)),
        Man("Thomas", VoiceAge.Adult, VoiceStyle.Warm, new(EnglishVoice.Rms, -0.6, VoiceSound.Man, 46, 0.97, 0, Warm)),
        Man("Victor", VoiceAge.Adult, VoiceStyle.Serious, new(EnglishVoice.Rms, -1.6, VoiceSound.Man, 40, 0.93, -0.5, Deep)),
        Man("Arthur", VoiceAge.Elder, VoiceStyle.Calm, new(EnglishVoice.Rms, -1, VoiceSound.Man, 44, 0.87, -0.4, Frail)),
        Woman("Mia", VoiceAge.Young, VoiceStyle.Energetic, new(EnglishVoice.Slt, 2, VoiceSound.Woman, 60, 1.1, 0.3, Bright)),
        Woman("Lily", VoiceAge.Young, VoiceStyle.Calm, new(EnglishVoice.Slt, 1.2, VoiceSound.Woman, 55, 0.96, 0.3, Soft)),
        Woman("Sarah", VoiceAge.Adult, VoiceStyle.Neutral, new(EnglishVoice.Slt, 0, VoiceSound.Woman, 44, 1)),
        Woman("Nora", VoiceAge.Adult, VoiceStyle.Energetic, new(EnglishVoice.Slt, 1.2, VoiceSound.Woman, 50, 1.08, 0, Bright)),
        Woman("Grace", VoiceAge.Adult, VoiceStyle.Warm, new(EnglishVoice.Slt, -0.7, VoiceSound.Woman, 40, 0.97, 0, Warm)),
        Woman("Helen", VoiceAge.Adult, VoiceStyle.Serious, new(EnglishVoice.Slt, -1.5, VoiceSound.Woman, 35, 0.94, -0.5, Deep)),
        Woman("Ruth", VoiceAge.Elder, VoiceStyle.Calm, new(EnglishVoice.Slt, -2.4, VoiceSound.Woman, 31, 0.87, -0.8, Frail)),
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<StockVoice> All { get; } = [.. _catalogue.Select(entry => entry.Voice)];

    /// <summary>The voice of an id; null if there is none.</summary>
    public static StockVoice? Find(string id) => All.FirstOrDefault(voice => voice.Id == id);

    /// <summary>How the sound of a voice is made.</summary>
    internal static VoiceSound SoundOf(string id) => _catalogue.First(entry => entry.Voice.Id == id).Sound;

    private static (StockVoice Voice, VoiceSound Sound) Man(string name, VoiceAge age, VoiceStyle style, VoiceSound sound) =>
        Of(name, VoiceGender.Male, age, style, sound);

    private static (StockVoice Voice, VoiceSound Sound) Woman(string name, VoiceAge age, VoiceStyle style, VoiceSound sound) =>
        Of(name, VoiceGender.Female, age, style, sound);

    private static (StockVoice Voice, VoiceSound Sound) Of(
        string name, VoiceGender gender, VoiceAge age, VoiceStyle style, VoiceSound sound) =>
        (new StockVoice($"{gender}-{age}-{style}".ToLowerInvariant(), name, gender, age, style), sound);
}
