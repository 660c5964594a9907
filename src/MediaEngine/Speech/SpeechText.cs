using System.Globalization;
using System.Text;

namespace Understudy.MediaEngine.Speech;

/// <summary>Prepares what a user typed for speaking: harmless characters only, cut into sentences.</summary>
public static class SpeechText
{
    private const int LongestSentence = 400;
    private const string Terminators = ".!?…。！？｡";
    private const string Closers = "\"'”’)]」』）";
    private const string PhraseEnds = ",;:、，；：—";

    /// <summary>Drops invisible characters (control, direction and joiner characters, broken surrogates,
    /// private use), and turns runs of white space into one space, keeping line ends as <c>\n</c>.</summary>
    public static string Clean(string text)
    {
        StringBuilder clean = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value is '\n' or '\r' or 0x2028 or 0x2029 or 0x0B or 0x0C)
                AppendGap(clean, '\n');
            else if (Rune.IsWhiteSpace(rune))
                AppendGap(clean, ' ');
            else if (IsVisible(rune))
                clean.Append(rune.ToString());
        }

        return clean.ToString().Trim();
    }

    /// <summary>Cuts cleaned text after each sentence and at each line end. Sentences longer than 400 characters are cut
    /// at a comma or a space, or anywhere if there is none.</summary>
    public static IEnumerable<string> Sentences(string clean)
    {
        int start = 0;
        for (int i = 0; i < clean.Length; i++)
        {
            if (clean[i] != '\n' && !IsSentenceEnd(clean, i))
                continue;
            foreach (string part in Shorten(clean[start..(i + 1)].Trim()))
                yield return part;
            start = i + 1;
        }

        foreach (string part in Shorten(clean[start..].Trim()))
            yield return part;
    }

    /// <summary>What pause the end of this piece of text asks for.</summary>
    public static WordBreak BreakAfter(string text)
    {
        string bare = text.TrimEnd(Closers.ToCharArray());
        if (bare.Length == 0)
            return WordBreak.None;
        return Terminators.Contains(bare[^1]) ? WordBreak.Sentence
            : PhraseEnds.Contains(bare[^1]) ? WordBreak.Phrase
            : WordBreak.None;
    }

    private static bool IsVisible(Rune rune) => rune.Value is not (0xFFFD or (>= 0xFE00 and <= 0xFE0F))
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned);

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
        if (!atEnd && (Terminators.Contains(text[i + 1]) || Closers.Contains(text[i + 1])))
            return false;
        if (text[i] > 0x2FFF || (Closers.Contains(text[i]) && text[i] > 0x2FFF))
            return true;
        // A full stop inside a word (3.5, example.com) or after an abbreviation ends nothing.
        return atEnd || (char.IsWhiteSpace(text[i + 1]) && (text[i] != '.' || !English.EnglishWords.EndsInAbbreviation(text.AsSpan(0, i + 1))));
    }

    private static IEnumerable<string> Shorten(string sentence)
    {
        while (sentence.Length > LongestSentence)
        {
            int cut = sentence.LastIndexOfAny([.. PhraseEnds], LongestSentence - 1, LongestSentence / 2) + 1;
            if (cut == 0)
                cut = sentence.LastIndexOf(' ', LongestSentence - 1, LongestSentence / 2) + 1;
            if (cut == 0)
                cut = char.IsHighSurrogate(sentence[LongestSentence - 1]) ? LongestSentence - 1 : LongestSentence;
            yield return sentence[..cut].TrimEnd();
            sentence = sentence[cut..].TrimStart();
        }

        if (sentence.Length > 0)
            yield return sentence;
    }
}
