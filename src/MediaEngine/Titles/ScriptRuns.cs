using System.Globalization;
using System.Text;

namespace Understudy.MediaEngine.Titles;

/// <summary>Letters that follow each other and are set in one font, in one direction.</summary>
internal sealed record ScriptRun(string Text, TitleFont Font, bool IsRightToLeft);

/// <summary>Divides a text by the scripts that it is written in.</summary>
internal sealed class ScriptRuns
{
    private readonly bool _isJapanese;

    /// <param name="text">The whole text, which shows whether its Chinese characters are Japanese.</param>
    public ScriptRuns(string text)
    {
        _isJapanese = text.Any(letter => letter is >= '\u3040' and <= '\u30FF');
        IsRightToLeft = text.EnumerateRunes().FirstOrDefault(rune => Rune.IsLetter(rune)) is { } first && RunsLeft(first.Value);
    }

    /// <summary>Whether its lines begin at the right.</summary>
    public bool IsRightToLeft { get; }

    /// <summary>The runs of a line, from left to right as they are seen.</summary>
    public List<ScriptRun> Of(string line)
    {
        List<ScriptRun> runs = Divide(line);
        // Where the other direction holds for some runs, they change places among themselves.
        if (IsRightToLeft) runs.Reverse();
        for (int from = 0; from < runs.Count; from++)
        {
            if (runs[from].IsRightToLeft == IsRightToLeft) continue;
            int to = from;
            while (to + 1 < runs.Count && runs[to + 1].IsRightToLeft != IsRightToLeft) to++;
            runs.Reverse(from, to - from + 1);
            from = to;
        }
        return runs;
    }

    private List<ScriptRun> Divide(string line)
    {
        List<ScriptRun> runs = [];
        StringBuilder text = new();
        TitleFont? font = null;
        bool runsLeft = false;
        foreach (Rune rune in line.EnumerateRunes())
        {
            TitleFont? own = FontOf(rune, font);
            if (own is null) continue;
            bool goesLeft = RunsLeft(rune.Value) || (runsLeft && own == font && GoesAlong(rune));
            if ((own != font || goesLeft != runsLeft) && text.Length > 0) Close();
            (font, runsLeft) = (own, goesLeft);
            text.Append(rune.ToString());
        }
        if (text.Length > 0) Close();
        return runs;

        void Close()
        {
            string run = text.ToString();
            // The space after words of the other direction is one of the line, not of those words.
            string words = runsLeft == IsRightToLeft ? run : run.TrimEnd();
            if (words.Length > 0) runs.Add(new ScriptRun(words, font!, runsLeft));
            if (words.Length < run.Length) runs.Add(new ScriptRun(run[words.Length..], font!, IsRightToLeft));
            text.Clear();
        }
    }

    private TitleFont? FontOf(Rune rune, TitleFont? before)
    {
        int value = rune.Value;
        // Joiners and marks belong to the letter before them, spaces and points to the run.
        if (before is not null && GoesAlong(rune) && (before.Has(value) || IsJoiner(value))) return before;
        TitleFont wanted = IsArabic(value) ? TitleFont.Arabic
            : value is >= 0x0900 and <= 0x097F or >= 0xA8E0 and <= 0xA8FF ? TitleFont.Devanagari
            : IsEastAsian(value) ? _isJapanese ? TitleFont.Japanese : TitleFont.Chinese
            : TitleFont.Western;
        if (wanted.Has(value)) return wanted;
        TitleFont[] others = [TitleFont.Western, TitleFont.Chinese, TitleFont.Japanese, TitleFont.Signs];
        return Array.Find(others, font => font.Has(value));
    }

    private static bool GoesAlong(Rune rune) => IsJoiner(rune.Value) || IsNeutral(rune);

    private static bool RunsLeft(int value) => IsArabic(value) || value is >= 0x0590 and <= 0x05FF or >= 0xFB1D and <= 0xFB4F;

    private static bool IsArabic(int value) =>
        value is >= 0x0600 and <= 0x06FF or >= 0x0750 and <= 0x077F or >= 0x08A0 and <= 0x08FF
        or >= 0xFB50 and <= 0xFDFF or >= 0xFE70 and <= 0xFEFF;

    private static bool IsEastAsian(int value) =>
        value is >= 0x1100 and <= 0x11FF or >= 0x2E80 and <= 0x9FFF or >= 0xAC00 and <= 0xD7AF
        or >= 0xF900 and <= 0xFAFF or >= 0xFF00 and <= 0xFFEF or >= 0x20000 and <= 0x3FFFF;

    private static bool IsJoiner(int value) => value is 0x200C or 0x200D;

    private static bool IsNeutral(Rune rune) => Rune.IsWhiteSpace(rune) || Rune.IsPunctuation(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
