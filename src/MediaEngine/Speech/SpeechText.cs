using System.Globalization;
using System.Text;
using Understudy.MediaEngine.Speech.Reading;

namespace Understudy.MediaEngine.Speech;

/// <summary>Prepares what a user typed for speaking: harmless characters only, cut into sentences.</summary>
public static class SpeechText
{
    /// <summary>Sentences are cut that have more characters.</summary>
    internal const int LongestSentence = 400;

    private const string Terminators = ".!?…。！？｡";
    private const string Closers = "\"'”’)]」』）";
    private const string PhraseEnds = ",;:、，；：—";

    /// <summary>Drops invisible characters (control, direction and joiner characters, broken surrogates,
    /// private use), except those that belong to an emoji, and turns runs of white space into one space, keeping line
    /// ends as <c>\n</c>.</summary>
    public static string Clean(string text)
    {
        StringBuilder clean = new(text.Length);
        bool inPicture = false;
        bool takesStyle = false;
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool joins = (inPicture && Pictures.Joins(rune)) || (takesStyle && Pictures.IsStyle(rune));
            if (rune.Value is '\n' or '\r' or 0x2028 or 0x2029 or 0x0B or 0x0C)
                AppendGap(clean, '\n');
            else if (Rune.IsWhiteSpace(rune))
                AppendGap(clean, ' ');
            else if (joins || IsVisible(rune))
                clean.Append(rune.ToString());
            inPicture = joins || Pictures.IsPicture(rune);
            takesStyle = Pictures.TakesStyle(rune);
        }

        return clean.ToString().Trim();
    }

    /// <summary>Whether a character stands for nothing that everybody sees alike: private use, unassigned, broken.</summary>
    internal static bool IsUnknown(Rune rune) => rune.Value == 0xFFFD
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate
            or UnicodeCategory.OtherNotAssigned;

    /// <summary>Cuts cleaned text after each sentence and at each line end. Sentences longer than 400 characters are cut
    /// at a comma or a space, or anywhere if there is none.</summary>
    public static IEnumerable<string> Sentences(string clean) => SentenceRanges(clean).Select(range => clean[range]);

    /// <summary>Where in cleaned text its <see cref="Sentences"/> are.</summary>
    public static IEnumerable<Range> SentenceRanges(string clean)
    {
        int start = 0;
        for (int i = 0; i < clean.Length; i++)
        {
            if (clean[i] != '\n' && !IsSentenceEnd(clean, i)) continue;
            foreach (Range part in Shorten(clean, start, i + 1))
                yield return part;
            start = i + 1;
        }

        foreach (Range part in Shorten(clean, start, clean.Length))
            yield return part;
    }

    /// <summary>What pause the end of this piece of text asks for.</summary>
    public static WordBreak BreakAfter(string text)
    {
        string bare = text.TrimEnd(Closers.ToCharArray());
        if (bare.Length == 0) return WordBreak.None;
        return Terminators.Contains(bare[^1]) ? WordBreak.Sentence
            : PhraseEnds.Contains(bare[^1]) ? WordBreak.Phrase
            : WordBreak.None;
    }

    private static bool IsVisible(Rune rune) => !IsUnknown(rune) && rune.Value is not (>= 0xFE00 and <= 0xFE0F)
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format);

    private static void AppendGap(StringBuilder clean, char gap)
    {
        if (clean.Length == 0 || clean[^1] is not (' ' or '\n'))
            clean.Append(gap);
        else if (gap == '\n')
            clean[^1] = '\n';
    }

    private static bool IsSentenceEnd(string text, int i)
    {
        bool atEnd = i + 1 == text.Length;
        if (!Terminators.Contains(text[i]) && !(Closers.Contains(text[i]) && i > 0 && Terminators.Contains(text[i - 1])))
            return false;
        if (!atEnd && (Terminators.Contains(text[i + 1]) || Closers.Contains(text[i + 1]))) return false;
        if (text[i] > 0x2FFF || (Closers.Contains(text[i]) && text[i] > 0x2FFF)) return true;
        // A full stop inside a word (3.5, example.com) or after an abbreviation ends nothing.
        return atEnd || (char.IsWhiteSpace(text[i + 1]) && (text[i] != '.' || !English.EnglishAbbreviations.StopsNothing(text, i)));
    }

    private static IEnumerable<Range> Shorten(string text, int start, int end)
    {
        while (true)
        {
            while (start < end && char.IsWhiteSpace(text[start]))
                start++;
            while (start < end && char.IsWhiteSpace(text[end - 1]))
                end--;
            if (end - start <= LongestSentence) break;
            int last = start + LongestSentence - 1;
            int cut = text.LastIndexOfAny([.. PhraseEnds], last, LongestSentence / 2) + 1;
            if (cut == 0) cut = text.LastIndexOf(' ', last, LongestSentence / 2) + 1;
            if (cut == 0) cut = char.IsHighSurrogate(text[last]) ? last : last + 1;
            yield return start..(text[cut - 1] == ' ' ? cut - 1 : cut);
            start = cut;
        }

        if (start < end) yield return start..end;
    }
}
