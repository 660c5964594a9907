namespace Understudy.MediaEngine.Music.Melodies;

/// <summary>Invents themes: few motifs, which come again.</summary>
internal static class ThemeWriter
{
    // Which motif each bar of a phrase has: the first, the second, the first again but higher or lower, a third one.
    private static readonly string[] _layouts = ["abac", "aabc", "abab", "aaba", "abcb"];

    // Where the phrase goes, in semitones from its middle.
    private static readonly int[][] _arcs = [[0, 3, 5, 1], [2, 0, 4, -1], [-2, 2, 5, 0], [4, 2, 0, -3], [0, 4, 2, 0]];

    /// <summary>A theme of rhythms of a kind.</summary>
    public static Theme Write(Chance chance, Rhythms rhythms, int beats)
    {
        (string[] bars, string[] closes) = beats == 3
            ? (rhythms.Three, rhythms.ThreeClose)
            : (rhythms.Four, rhythms.FourClose);
        Dictionary<char, Motif> motifs = [];
        string layout = chance.Pick(_layouts);
        int[] arc = chance.Pick(_arcs);
        foreach (char letter in "abc") motifs[letter] = Invent(chance, chance.Pick(bars));
        return new Theme([.. layout.Select(letter => motifs[letter])], arc, Invent(chance, chance.Pick(closes)));
    }

    // Mostly steps; after a leap it turns back.
    private static Motif Invent(Chance chance, string rhythm)
    {
        int[] lengths = Rhythms.Read(rhythm);
        int[] steps = new int[lengths.Count(length => length > 0)];
        int direction = chance.Of(0.5) ? 1 : -1;
        for (int i = 1; i < steps.Length; i++)
        {
            int leap = chance.Of(0.22) ? 2 + chance.Below(2) : chance.Of(0.12) ? 0 : 1;
            steps[i] = steps[i - 1] + (direction * leap);
            if (leap > 1 || Math.Abs(steps[i]) > 3 || chance.Of(0.25)) direction = -direction;
        }
        return new Motif(lengths, steps);
    }
}
