using System.Text.RegularExpressions;

namespace Understudy.MediaEngine.Scenes.Prompts;

/// <summary>
/// Reads a prompt in English, Japanese or Chinese: which concepts it speaks of, and what it says of each. It knows words, not
/// meaning; what it does not know it tells, and it adds nothing.
/// </summary>
internal static partial class PromptReader
{
    /// <summary>Reads a prompt.</summary>
    public static PromptReading Read(string prompt)
    {
        string[] sentences = [.. Sentences().Matches(prompt).Select(match => match.Value.Trim()).Where(text => text.Length > 0)];
        string language = LanguageOf(prompt);
        List<SentenceReading> readings = [];
        List<string> unknown = [];
        foreach (string sentence in sentences)
        {
            Word[] words = language switch
            {
                "ja" => [.. HanWords.Of(sentence, Lexicon.Japanese)],
                "zh" => [.. HanWords.Of(sentence, Lexicon.Chinese)],
                _ => [.. EnglishWords.Of(sentence)],
            };
            (IReadOnlyList<Mention> mentions, IEnumerable<string> strange) = Mentions.Of(words, OrderOf(language));
            unknown.AddRange(strange);
            readings.Add(new SentenceReading(sentence, mentions));
        }
        return new PromptReading(language, readings, [.. unknown.Distinct(StringComparer.OrdinalIgnoreCase)]);
    }

    /// <summary>Kana is Japanese; Han characters alone are whichever language knows more of them.</summary>
    private static string LanguageOf(string prompt)
    {
        if (prompt.Any(character => character is >= 'ぁ' and <= 'ヿ')) return "ja";
        if (!prompt.Any(character => character is >= '一' and <= '鿿')) return "en";
        return Unknown(Lexicon.Japanese) < Unknown(Lexicon.Chinese) ? "ja" : "zh";

        int Unknown(Lexicon lexicon) =>
            HanWords.Of(prompt, lexicon).Where(word => word.Role == WordRole.Unknown).Sum(word => word.Written.Length);
    }

    private static WordOrder OrderOf(string language) => language switch
    {
        "ja" => WordOrder.Japanese,
        "zh" => WordOrder.Chinese,
        _ => WordOrder.English,
    };

    // Up to a mark that ends a sentence; a dot within a number or an abbreviation ends none.
    [GeneratedRegex(@"(?:[^.!?。！？\n]|[.](?=\S))+")]
    private static partial Regex Sentences();
}
