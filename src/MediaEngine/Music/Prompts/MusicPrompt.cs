using System.Globalization;
using System.Text.RegularExpressions;

namespace Understudy.MediaEngine.Music.Prompts;

/// <summary>What a prompt asks for, as far as it was understood.</summary>
internal sealed partial class MusicPrompt
{
    private const int SlowestBpm = 40;
    private const int FastestBpm = 220;

    private MusicPrompt(IReadOnlyList<MusicWord> words) => Words = words;

    /// <summary>The words that meant something.</summary>
    public IReadOnlyList<MusicWord> Words { get; }

    /// <summary>Beats a minute, if a number is told.</summary>
    public double? Bpm { get; private init; }

    /// <summary>The tonic, if a key is named.</summary>
    public int? Tonic { get; private init; }

    /// <summary>Whether it shall be minor, if that is told or follows from the mood.</summary>
    public bool? IsDark { get; private init; }

    /// <summary>Whether the scale was named, and not only a mood.</summary>
    public bool NamesMode { get; private init; }

    /// <summary>How much faster than usual.</summary>
    public double Pace { get; private init; } = 1;

    /// <summary>How much louder and fuller than usual, from −0.3 to 0.3.</summary>
    public double Drive { get; private init; }

    public int? Meter => Meanings("meter").Select(meter => (int?)int.Parse(meter, CultureInfo.InvariantCulture)).FirstOrDefault();

    /// <summary>The General MIDI programs of the instruments that are named.</summary>
    public IReadOnlyList<int> Instruments =>
        [.. Meanings(MusicWords.Instrument).Select(program => int.Parse(program, CultureInfo.InvariantCulture)).Distinct()];

    /// <summary>The General MIDI programs that shall not play.</summary>
    public IReadOnlySet<int> Unwanted => Meanings(MusicWords.Without)
        .SelectMany(program => InstrumentFamily.Of(int.Parse(program, CultureInfo.InvariantCulture)).Programs).ToHashSet();

    public bool WithoutDrums => Meanings("drums").Any();

    /// <summary>The words that may have meant something and are not known.</summary>
    public IReadOnlyList<string> NotUnderstood { get; private init; } = [];

    /// <summary>What was asked for and cannot be made.</summary>
    public IReadOnlyList<string> Impossible => [.. Meanings("impossible").Distinct()];

    /// <summary>Reads a prompt.</summary>
    public static MusicPrompt Read(string prompt)
    {
        (IReadOnlyList<MusicWord> known, IReadOnlyList<string> unknown) = MusicWords.Of(prompt);
        List<MusicWord> words = [.. known];
        (int Tonic, bool IsMinor, string Words)? key = KeyWords.Find(prompt);
        if (key is { } named) words.Add(new MusicWord(named.Words, "key", named.IsMinor ? "minor" : "major"));
        double? bpm = null;
        Match number = Beats().Match(prompt);
        if (number.Success)
        {
            double asked = double.Parse(number.Groups["bpm"].ValueSpan, CultureInfo.InvariantCulture);
            bpm = Math.Clamp(asked, SlowestBpm, FastestBpm);
            words.Add(new MusicWord(number.Value, "bpm", bpm.Value.ToString(CultureInfo.InvariantCulture)));
            if (bpm != asked) words.Add(new MusicWord(number.Value, "impossible", number.Value));
        }
        string[] moods = [.. words.Where(word => word.Kind == "mood").Select(word => word.Meaning).Distinct()];
        string? mode = words.Find(word => word.Kind == "mode")?.Meaning;
        double tempo = Product(words.Where(word => word.Kind == "tempo").Select(word => word.Meaning), PaceOfTempo);
        // What a key or a tempo is written with is no word of its own.
        string numbers = $"{key?.Words} {number.Value}";
        return new MusicPrompt(words)
        {
            NotUnderstood = [.. unknown.Where(word => !numbers.Contains(word, StringComparison.OrdinalIgnoreCase)).Distinct()],
            Bpm = bpm,
            Tonic = key?.Tonic,
            NamesMode = key is not null || mode is not null,
            IsDark = key?.IsMinor ?? (mode is null ? DarknessOf(moods) : mode == "minor"),
            Pace = Math.Clamp(tempo * Product(moods, PaceOfMood), 0.6, 1.5),
            Drive = Math.Clamp(moods.Sum(DriveOf), -0.3, 0.3),
        };
    }

    /// <summary>The genre that is named, or that fits the moods and instruments.</summary>
    public MusicGenre Genre(Chance chance)
    {
        if (Meanings("genre").FirstOrDefault() is { } named) return Enum.Parse<MusicGenre>(named);
        HashSet<string> moods = [.. Meanings("mood")];
        if (moods.Overlaps(["epic", "tense", "dark"])) return MusicGenre.Cinematic;
        if (moods.Contains("dreamy")) return MusicGenre.Ambient;
        switch (Instruments.FirstOrDefault(-1))
        {
            case 25 or 22 or 21: return MusicGenre.Folk;
            case 29: return MusicGenre.Rock;
            case 66 or 56 or 11: return MusicGenre.Jazz;
            case 81: return MusicGenre.Electronic;
            case 4: return MusicGenre.Lofi;
            case >= 0: return MusicGenre.Classical;
        }
        if (moods.Contains("energetic")) return chance.Pick([MusicGenre.Rock, MusicGenre.Electronic]);
        if (moods.Contains("calm")) return chance.Pick([MusicGenre.Ambient, MusicGenre.Lofi]);
        if (moods.Contains("sad")) return chance.Pick([MusicGenre.Classical, MusicGenre.Cinematic]);
        if (moods.Contains("romantic")) return chance.Pick([MusicGenre.Classical, MusicGenre.Folk]);
        if (moods.Contains("happy")) return chance.Pick([MusicGenre.Folk, MusicGenre.Electronic]);
        return chance.Pick(Enum.GetValues<MusicGenre>());
    }

    private static bool? DarknessOf(string[] moods)
    {
        int dark = moods.Sum(mood => mood switch
        {
            "sad" or "dark" or "tense" => 2,
            "epic" => 1,
            "happy" or "romantic" => -2,
            "calm" => -1,
            _ => 0,
        });
        return dark == 0 ? null : dark > 0;
    }

    private static double PaceOfTempo(string tempo) => tempo switch
    {
        "very-slow" => 0.68,
        "slow" => 0.8,
        "fast" => 1.2,
        "very-fast" => 1.35,
        _ => 1,
    };

    private static double PaceOfMood(string mood) => mood switch
    {
        "sad" or "calm" or "dreamy" => 0.9,
        "romantic" or "dark" => 0.95,
        "happy" or "tense" => 1.06,
        "energetic" => 1.12,
        _ => 1,
    };

    private static double DriveOf(string mood) => mood switch
    {
        "calm" or "sad" => -0.2,
        "dreamy" or "romantic" => -0.1,
        "happy" => 0.05,
        "epic" or "energetic" => 0.2,
        _ => 0,
    };

    private static double Product(IEnumerable<string> meanings, Func<string, double> factor) =>
        meanings.Distinct().Aggregate(1.0, (product, meaning) => product * factor(meaning));

    private IEnumerable<string> Meanings(string kind) => Words.Where(word => word.Kind == kind).Select(word => word.Meaning);

    [GeneratedRegex(@"(?<!\d)(?<bpm>\d{2,6})\s*(?:bpm|beats per minute|拍)|(?:bpm|テンポ|速度)\s*[:=]?\s*(?<bpm>\d{2,6})", RegexOptions.IgnoreCase)]
    private static partial Regex Beats();
}
