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
    /// <summary>The kind of an instrument that is wanted.</summary>
    public const string Instrument = "instrument";

    /// <summary>The kind of an instrument that shall not play.</summary>
    public const string Without = "without";

    // Of words that mean nothing to music, so that they are not told as unknown.
    private const string Silent = "silent";

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

    /// <summary>The words of a prompt that mean something, in its order, and those that are not known.</summary>
    public static (IReadOnlyList<MusicWord> Known, IReadOnlyList<string> Unknown) Of(string prompt)
    {
        string text = prompt.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        List<MusicWord> known = [];
        List<string> unknown = [];
        FindEnglish(text, known, unknown);
        FindHan(text, known, unknown);
        return ([.. known.Where(word => word.Kind != Silent)], unknown);
    }

    private static void FindEnglish(string text, List<MusicWord> known, List<string> unknown)
    {
        Match[] matches = Words().Matches(text).ToArray();
        string[] words = [.. matches.Select(match => match.Value)];
        MusicDenials denials = new(
            [.. words.Select((word, at) => (word, at == 0 ? "" : Mark(text[(matches[at - 1].Index + matches[at - 1].Length)..matches[at].Index])))],
            word => InstrumentsOf(word).Length > 0 || !_english.ContainsKey(word));
        for (int at = 0; at < words.Length; at++)
        {
            if (denials.IsDenied(at) && Denied(words, at) is (var denied, var many))
            {
                known.AddRange(denied);
                denials.Pass(at, many, describes: false);
                at += many - 1;
                continue;
            }
            (List<MusicWord>? meanings, int length) = Longest(words, at);
            denials.Pass(at, length, describes: meanings?[0].Kind is "mood" or "tempo" or "genre");
            if (meanings is null)
            {
                unknown.Add(words[at]);
                continue;
            }
            // "Not sad" says nothing of what it is instead.
            if (at == 0 || words[at - 1] is not ("no" or "not" or "without" or "never")) known.AddRange(meanings);
            at += length - 1;
        }
    }

    // What the longest phrase means that begins there, and how many words it has.
    private static (List<MusicWord>? Meanings, int Length) Longest(string[] words, int at)
    {
        for (int length = Math.Min(_mostWords, words.Length - at); length > 0; length--)
        {
            string phrase = string.Join(' ', words[at..(at + length)]);
            if (_english.TryGetValue(phrase, out List<MusicWord>? meanings)) return (meanings, length);
        }
        return (null, 1);
    }

    private static string Mark(string between) =>
        between.Any(letter => letter is '.' or ';' or ':' or '!' or '?' or '\n') ? "." : between.Contains(',') ? "," : "";

    // Of an instrument that is denied, the words; many of one are denied as well ("no guitars").
    private static (MusicWord[] Words, int Length)? Denied(string[] words, int at)
    {
        for (int length = Math.Min(_mostWords, words.Length - at); length > 0; length--)
        {
            string phrase = string.Join(' ', words[at..(at + length)]);
            if (phrase is "drum" or "drums" or "percussion") return ([new MusicWord(phrase, "drums", "without")], length);
            if (InstrumentsOf(phrase) is { Length: > 0 } instruments)
                return ([.. instruments.Select(word => word with { Words = phrase, Kind = Without })], length);
        }
        return null;
    }

    private static MusicWord[] InstrumentsOf(string phrase) =>
    [
        .. (_english.GetValueOrDefault(phrase) ?? (phrase.EndsWith('s') ? _english.GetValueOrDefault(phrase[..^1]) : null) ?? [])
            .Where(word => word.Kind == Instrument),
    ];

    private static void FindHan(string text, List<MusicWord> known, List<string> unknown)
    {
        int from = 0;
        List<(int Start, int End)> places = [];
        List<MusicWord> instruments = [];
        for (int at = 0; at <= text.Length; at++)
        {
            int length = Math.Min(_longest, text.Length - at);
            while (length > 0 && !_han.ContainsKey(text.Substring(at, length))) length--;
            bool isWritten = at < text.Length && IsHan(text[at]);
            if (length == 0 && isWritten) continue;
            // Hiragana between words are endings, and mean nothing by themselves.
            string before = text[from..at];
            if (before.Any(letter => letter is not (>= 'ぁ' and <= 'ゟ'))) unknown.Add(before);
            if (length > 0)
            {
                List<MusicWord> found = _han[text.Substring(at, length)];
                known.AddRange(found);
                if (found[0].Kind == Instrument)
                {
                    places.Add((at, at + length));
                    instruments.Add(found[0]);
                }
                at += length - 1;
            }
            from = at + 1;
        }
        bool[] isDenied = HanMusicDenials.Of(text, places);
        // What stands twice in a prompt is denied wherever it is denied once.
        foreach (MusicWord denied in instruments.Where((_, n) => isDenied[n]))
            for (int n = 0; n < known.Count; n++)
                if (known[n] == denied) known[n] = denied with { Kind = Without };
    }

    private static bool IsHan(char letter) => letter is >= 'ぁ' and <= 'ヿ' or >= '一' and <= '鿿';

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
