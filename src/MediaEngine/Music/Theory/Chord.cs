namespace Understudy.MediaEngine.Music.Theory;

/// <summary>A chord.</summary>
/// <param name="Name">For instance "Dm7".</param>
/// <param name="Root">Semitones above C, 0 to 11.</param>
/// <param name="Intervals">Semitones above the root, from 0 upwards.</param>
internal sealed record Chord(string Name, int Root, int[] Intervals)
{
    private static readonly string[] _numerals = ["VII", "VI", "IV", "V", "III", "II", "I"];
    private static readonly int[] _degrees = [6, 5, 3, 4, 2, 1, 0];

    /// <summary>Its notes as semitones above C, the root first.</summary>
    public IEnumerable<int> Tones => Intervals.Select(interval => (Root + interval) % 12);

    /// <summary>Whether a pitch is one of its notes, in any octave.</summary>
    public bool Has(int pitch) => Array.Exists(Intervals, interval => (Root + interval - pitch) % 12 == 0);

    /// <summary>Reads a numeral such as "ii7" or "♭VIImaj7": a degree of the key's own scale, in small letters for minor.</summary>
    public static Chord Of(string numeral, Key key)
    {
        int shift = numeral[0] == '♭' ? -1 : 0;
        string rest = numeral[-shift..];
        int kind = Array.FindIndex(_numerals, one => rest.StartsWith(one, StringComparison.OrdinalIgnoreCase));
        string suffix = rest[_numerals[kind].Length..];
        bool minor = char.IsLower(rest[0]);
        int root = (key.Tonic + key.Steps[_degrees[kind]] + shift + 12) % 12;
        int third = minor ? 3 : 4;
        int[] intervals = suffix switch
        {
            "" => [0, third, 7],
            "5" => [0, 7],
            "6" => [0, third, 7, 9],
            "7" => [0, third, 7, 10],
            "9" => [0, third, 7, 10, 14],
            "13" => [0, third, 10, 14, 21],
            "maj7" => [0, third, 7, 11],
            "maj9" => [0, third, 7, 11, 14],
            "add9" => [0, third, 7, 14],
            "sus2" => [0, 2, 7],
            "sus4" => [0, 5, 7],
            "7sus4" => [0, 5, 7, 10],
            "ø" => [0, 3, 6, 10],
            "o7" => [0, 3, 6, 9],
            _ => throw new ArgumentException($"There is no chord {numeral}.", nameof(numeral)),
        };
        string quality = minor && suffix is not ("5" or "ø" or "o7" or "sus2" or "sus4" or "7sus4") ? "m" : "";
        return new Chord(key.NameOf(root) + quality + suffix, root, intervals);
    }
}
