using System.Globalization;

namespace Understudy.MediaEngine.Speech.Japanese;

/// <summary>Numbers in kanji. The dictionary reads each figure and counter by itself (いち にん); here they meet (ひとり).</summary>
internal static class KanjiNumbers
{
    private const string Figures = "〇一二三四五六七八九";
    private const int Longest = 16;

    private static readonly Dictionary<char, long> _sizes = new()
    {
        ['十'] = 10,
        ['百'] = 100,
        ['千'] = 1000,
        ['万'] = 1_0000,
        ['億'] = 1_0000_0000,
        ['兆'] = 1_0000_0000_0000,
    };

    /// <summary>Replaces the figures of each number, and its counter, by one word.</summary>
    public static List<Morpheme> Join(Morpheme[] morphemes)
    {
        List<Morpheme> joined = [];
        for (int i = 0; i < morphemes.Length;)
        {
            int end = i;
            while (end < morphemes.Length && IsFigure(morphemes[end])) end++;
            int taken = end > i ? JoinAt(morphemes, i, end, joined) : 0;
            if (taken == 0) joined.Add(morphemes[i]);
            i += Math.Max(1, taken);
        }

        return joined;
    }

    /// <returns>How many words were taken for one.</returns>
    private static int JoinAt(Morpheme[] morphemes, int start, int end, List<Morpheme> joined)
    {
        string figures = string.Concat(morphemes[start..end].Select(morpheme => morpheme.Surface));
        if (Digits(figures) is not { } digits) return 0;
        string rest = string.Concat(morphemes[end..].Select(morpheme => morpheme.Surface));
        string unit = Counters.At(rest, 0);
        (string tail, string tailKana) = unit.Length > 0 ? Counters.TailAt(rest, unit.Length) : ("", "");
        bool isLength = start == 0 || !morphemes[start - 1].Surface.EndsWith('月');
        if (unit.Length > 0 && Words(morphemes, end, unit.Length + tail.Length) is { } withTail)
        {
            joined.Add(Word(figures + unit + tail, Counters.Count(digits, unit, isLength) + tailKana));
            return withTail - start;
        }

        if (unit.Length > 0 && Words(morphemes, end, unit.Length) is { } withUnit)
        {
            joined.Add(Word(figures + unit, Counters.Count(digits, unit, isLength)));
            return withUnit - start;
        }

        if (figures.Length == 1) return 0;
        joined.Add(Word(figures, Numerals.Integer(digits)));
        return end - start;
    }

    private static Morpheme Word(string surface, string kana) => new(surface, "名詞", "数", kana);

    /// <summary>Which word comes after those that hold so many characters; null if none begins there.</summary>
    private static int? Words(Morpheme[] morphemes, int from, int characters)
    {
        while (characters > 0 && from < morphemes.Length)
            characters -= morphemes[from++].Surface.Length;
        return characters == 0 ? from : null;
    }

    private static bool IsFigure(Morpheme morpheme) =>
        morpheme.Subclass == "数" && morpheme.Surface.All(c => Figures.Contains(c) || _sizes.ContainsKey(c));

    /// <summary>二十四 and 二四 are 24; null for what is no number (百十百) or too long.</summary>
    public static string? Digits(string figures)
    {
        if (figures.Length > Longest) return null;
        if (figures.All(c => Figures.Contains(c)))
            return string.Concat(figures.Select(c => Figures.IndexOf(c, StringComparison.Ordinal)));

        long total = 0;
        long group = 0;
        long figure = 0;
        long smallest = long.MaxValue;
        long smallestGroup = long.MaxValue;
        foreach (char c in figures)
        {
            if (!_sizes.TryGetValue(c, out long size))
            {
                if (figure > 0) return null;
                figure = Figures.IndexOf(c, StringComparison.Ordinal);
                continue;
            }

            if (size < 1_0000)
            {
                if (size >= smallest) return null;
                group += Math.Max(1, figure) * size;
                smallest = size;
            }
            else
            {
                if (size >= smallestGroup || group + figure == 0) return null;
                total += (group + figure) * size;
                group = 0;
                smallest = long.MaxValue;
                smallestGroup = size;
            }

            figure = 0;
        }

        return (total + group + figure).ToString(CultureInfo.InvariantCulture);
    }
}
