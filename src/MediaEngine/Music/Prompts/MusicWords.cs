using System.Text;
using System.Text.RegularExpressions;

namespace Understudy.MediaEngine.Music.Prompts;

/// <summary>A word of a prompt that means something.</summary>
/// <param name="Words">As it was written, but in small letters.</param>
/// <param name="Kind">For instance "mood".</param>
/// <param name="Meaning">For instance "sad".</param>
public sealed record MusicWord(string Words, string Kind, string Meaning);

/// <summary>Finds the words that mean something to music, from <c>music-words.txt</c>: whole ones in English, the longest that
/// stand somewhere in Japanese and Chinese.</summary>
internal static partial class MusicWords
{
    private static readonly Dictionary<string, List<MusicWord>> _english = [];
    private static readonly Dictionary<string, List<MusicWord>> _han = [];
    private static readonly int _mostWords;
    private static readonly int _longest;

    static MusicWords()
    {
        using StreamReader reader = new(typeof(MusicWords).Assembly.GetManifestResourceStream("music-words.txt")!);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            string[] columns = line.Split('\t');
            Add(_english, columns[2], columns);
            Add(_han, columns[3], columns);
        }
        _mostWords = _english.Keys.Max(phrase => phrase.Count(character => character == ' ') + 1);
        _longest = _han.Keys.Max(phrase => phrase.Length);
    }

    /// <summary>The words of a prompt that mean something, in its order.</summary>
    public static IReadOnlyList<MusicWord> Of(string prompt)
    {
        string text = prompt.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        return [.. InEnglish(text), .. InHan(text)];
    }

    private static IEnumerable<MusicWord> InEnglish(string text)
    {
        string[] words = [.. Words().Matches(text).Select(match => match.Value)];
        for (int at = 0; at < words.Length; at++)
        {
            for (int length = Math.Min(_mostWords, words.Length - at); length > 0; length--)
            {
                if (!_english.TryGetValue(string.Join(' ', words[at..(at + length)]), out List<MusicWord>? found)) continue;
                // "Not sad" says nothing of what it is instead.
                if (at == 0 || words[at - 1] is not ("no" or "not" or "without" or "never"))
                    foreach (MusicWord word in found) yield return word;
                at += length - 1;
                break;
            }
        }
    }

    private static IEnumerable<MusicWord> InHan(string text)
    {
        for (int at = 0; at < text.Length; at++)
        {
            for (int length = Math.Min(_longest, text.Length - at); length > 0; length--)
            {
                if (!_han.TryGetValue(text.Substring(at, length), out List<MusicWord>? found)) continue;
                foreach (MusicWord word in found) yield return word;
                at += length - 1;
                break;
            }
        }
    }

    private static void Add(Dictionary<string, List<MusicWord>> phrases, string column, string[] row)
    {
        foreach (string phrase in column.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!phrases.TryGetValue(phrase, out List<MusicWord>? words)) phrases[phrase] = words = [];
            words.Add(new MusicWord(phrase, row[0], row[1]));
        }
    }

    [GeneratedRegex(@"[a-z0-9]+(?:[-/'][a-z0-9]+)*")]
    private static partial Regex Words();
}
