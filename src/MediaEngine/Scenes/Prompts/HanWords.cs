using System.Text;

namespace Understudy.MediaEngine.Scenes.Prompts;

/// <summary>Finds the words of a sentence in a language without spaces: the longest of the lexicon at each place.</summary>
internal static class HanWords
{
    private const string Breaks = "、，,；;：:（）()「」『』—";
    private const string Numerals = "一二三四五六七八九";
    private const string Counters = "羽匹頭隻艘台本軒人つ個枚輪機棟基只条條头艘辆座棵朵个架匹位名栋盏颗群座";

    /// <summary>The words of a sentence, in its order.</summary>
    public static IEnumerable<Word> Of(string sentence, Lexicon lexicon)
    {
        string text = sentence.Normalize(NormalizationForm.FormKC);
        int unknown = 0;
        for (int at = 0; at < text.Length;)
        {
            (Word? word, int length) = WordAt(text, at, lexicon);
            if (word is null)
            {
                at++;
                continue;
            }
            if (Unknown(text, unknown, at) is { } before) yield return before;
            yield return word;
            at += length;
            unknown = at;
        }
        if (Unknown(text, unknown, text.Length) is { } rest) yield return rest;
    }

    private static (Word? Word, int Length) WordAt(string text, int at, Lexicon lexicon)
    {
        if (char.IsWhiteSpace(text[at])) return (new Word(WordRole.Silent, " "), 1);
        if (Breaks.Contains(text[at])) return (new Word(WordRole.Break, text[at..(at + 1)]), 1);
        if (Count(text, at) is { } count) return count;
        for (int length = Math.Min(lexicon.LongestPhrase, text.Length - at); length > 0; length--)
        {
            string phrase = text.Substring(at, length);
            if (lexicon.Find(phrase) is not { } word) continue;
            // A month is no moon.
            if (phrase == "月" && at > 0 && (char.IsDigit(text[at - 1]) || Numerals.Contains(text[at - 1]) || text[at - 1] == '十'))
                continue;
            return (word, length);
        }
        return (null, 0);
    }

    // A number with what counts things, and perhaps what joins it to them: 三羽の, 3只.
    private static (Word? Word, int Length)? Count(string text, int at)
    {
        // Fewer than none are none.
        bool isNegative = text[at] is '-' or '−' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]);
        int end = isNegative ? at + 1 : at;
        int number = 0;
        if (char.IsAsciiDigit(text[end]))
        {
            int most = end + 3;
            while (end < text.Length && end < most && char.IsAsciiDigit(text[end])) number = number * 10 + (text[end++] - '0');
        }
        else if (text[at] is '零' or '〇' or '几' or '幾' or '数' or '數')
        {
            number = text[end++] is '零' or '〇' ? 0 : 4;
        }
        else
        {
            number = Written(text, ref end);
        }
        if (number > 0 && Dozen(text, end) is var dozen and > 0) (number, end) = (number * 12, end + dozen);
        else if (number < 0 || end >= text.Length || !Counters.Contains(text[end])) return null;
        else end++;
        if (end < text.Length && text[end] == 'の') end++;
        return (new Word(WordRole.Count, text[at..end]) { Count = isNegative ? 0 : number }, end - at);
    }

    // 三, 十二, 二十; below 0 where there is none.
    private static int Written(string text, ref int at)
    {
        int first = Numeral(text, at);
        if (first > 0) at++;
        if (at >= text.Length || text[at] != '十') return first > 0 ? first : -1;
        at++;
        int last = Numeral(text, at);
        if (last > 0) at++;
        return (Math.Max(first, 1) * 10) + last;
    }

    private static int Numeral(string text, int at) =>
        at >= text.Length ? 0 : text[at] is '两' or '兩' ? 2 : Numerals.IndexOf(text[at]) + 1;

    // 1ダース, 一打: the length of the word for a dozen, or 0. 一打开 is "once it opens".
    private static int Dozen(string text, int at)
    {
        if (string.CompareOrdinal(text, at, "ダース", 0, 3) == 0) return 3;
        return at + 1 < text.Length && text[at] == '打' && !"开開破扮断算架击ち".Contains(text[at + 1]) ? 1 : 0;
    }

    // Hiragana between words are endings, and mean nothing by themselves.
    private static Word? Unknown(string text, int from, int to)
    {
        string written = text[from..to].Trim();
        return written.Length == 0
            ? null
            : new Word(written.All(character => character is >= 'ぁ' and <= 'ゟ' or 'ー') ? WordRole.Silent : WordRole.Unknown, written);
    }
}
