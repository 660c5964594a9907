using System.Globalization;
using System.Text.RegularExpressions;

namespace Understudy.MediaEngine.Scenes.Prompts;

/// <summary>Finds the words of a sentence in a language that writes spaces between them.</summary>
internal static partial class EnglishWords
{
    private static readonly NumberFormatInfo _numbers = new() { NegativeSign = "-" };

    /// <summary>The words of a sentence, in its order.</summary>
    public static IEnumerable<Word> Of(string sentence)
    {
        string[] written = [.. Words().Matches(sentence.Replace('’', '\'').Replace('−', '-')).Select(match => match.Value)];
        for (int at = 0; at < written.Length;)
        {
            (Word word, int length) = Longest(written, at);
            yield return word;
            at += length;
        }
    }

    private static (Word Word, int Length) Longest(string[] written, int at)
    {
        for (int length = Math.Min(Lexicon.English.MostWords, written.Length - at); length > 0; length--)
        {
            string[] words = [.. written[at..(at + length)].Select(word => word.ToLowerInvariant())];
            if (Find(words) is { } found) return (found with { Written = string.Join(' ', written[at..(at + length)]) }, length);
        }
        string only = written[at];
        if (only.Length == 1 && !char.IsLetterOrDigit(only[0])) return (new Word(WordRole.Break, only), 1);
        // Fewer than none are none.
        return int.TryParse(only, NumberStyles.AllowLeadingSign, _numbers, out int count) && count < 1000
            ? (new Word(WordRole.Count, only) { Count = Math.Max(0, count) }, 1)
            : (new Word(WordRole.Unknown, only), 1);
    }

    // As it is written, with the last word in the singular, and with all words in it; a hyphen may be a space.
    private static Word? Find(string[] words)
    {
        string phrase = string.Join(' ', words);
        return Lexicon.English.Find(phrase)
            ?? Lexicon.English.Find(string.Join(' ', [.. words[..^1], Singular(words[^1])]))
            ?? (words.Length > 1 ? Lexicon.English.Find(string.Join(' ', words.Select(Singular))) : null)
            ?? (phrase.Contains('-') ? Lexicon.English.Find(phrase.Replace('-', ' ')) : null);
    }

    private static string Singular(string word)
    {
        if (word.EndsWith("'s", StringComparison.Ordinal)) return word[..^2];
        if (word.Length < 4 || word[^1] != 's' || word[^2] is 's' or 'u' or 'i') return word;
        if (word.EndsWith("ies", StringComparison.Ordinal)) return word[..^3] + "y";
        return word.EndsWith("ches", StringComparison.Ordinal) || word.EndsWith("shes", StringComparison.Ordinal)
            || word.EndsWith("xes", StringComparison.Ordinal) || word.EndsWith("sses", StringComparison.Ordinal)
            ? word[..^2]
            : word[..^1];
    }

    [GeneratedRegex(@"(?<![\p{L}\p{N}])-\p{Nd}+|[\p{L}\p{N}]+(?:[-'][\p{L}\p{N}]+)*|[,;:()—–]")]
    private static partial Regex Words();
}
