using System.Collections.Frozen;
using System.Globalization;

namespace Understudy.MediaEngine.Scenes.Prompts;

/// <summary>
/// The words of one language that mean something to a picture, from <c>lexicon.txt</c>: for concepts, for numbers, for "none",
/// for what joins things, for what people wear, and those that mean nothing.
/// </summary>
internal sealed class Lexicon
{
    private static readonly string[] _lines = ReadLines();

    private readonly FrozenDictionary<string, Word> _phrases;

    private Lexicon(int column)
    {
        Dictionary<string, Word> phrases = [];
        foreach (string[] row in _lines.Select(line => line.Split('\t')))
        {
            foreach (string phrase in row[column].Split(';', StringSplitOptions.RemoveEmptyEntries))
            {
                Word word = WordOf(row[0], row[1], phrase);
                if (phrases.TryGetValue(phrase, out Word? same))
                {
                    // It stands for both; and where it stands for anything, it is not silent.
                    word = same.Role == WordRole.Concept && word.Role == WordRole.Concept
                        ? same with { Concepts = [.. same.Concepts, .. word.Concepts] }
                        : same.Role == WordRole.Concept ? same : word;
                }
                phrases[phrase] = word;
            }
        }
        _phrases = phrases.ToFrozenDictionary();
        LongestPhrase = phrases.Keys.Max(phrase => phrase.Length);
        MostWords = phrases.Keys.Max(phrase => phrase.Count(character => character == ' ') + 1);
    }

    /// <summary>English; phrases are lowercase words in the singular, with one space between them.</summary>
    public static Lexicon English { get; } = new(2);

    /// <summary>Japanese.</summary>
    public static Lexicon Japanese { get; } = new(3);

    /// <summary>Chinese, in simplified characters.</summary>
    public static Lexicon Chinese { get; } = new(4);

    /// <summary>All concepts.</summary>
    public static IReadOnlyList<Concept> Concepts { get; } =
        [.. English.Words.SelectMany(word => word.Concepts).DistinctBy(concept => concept.Id)];

    /// <summary>All words.</summary>
    public IEnumerable<Word> Words => _phrases.Values;

    /// <summary>How many characters the longest phrase has.</summary>
    public int LongestPhrase { get; }

    /// <summary>How many words, divided by spaces, the phrase with the most has.</summary>
    public int MostWords { get; }

    /// <summary>What a phrase is, or null for one that is not in the lexicon.</summary>
    public Word? Find(string phrase) => _phrases.GetValueOrDefault(phrase);

    private static Word WordOf(string kind, string id, string phrase) => kind switch
    {
        "count" => new Word(WordRole.Count, phrase) { Count = int.Parse(id, CultureInfo.InvariantCulture) },
        "none" => new Word(WordRole.None, phrase),
        "link" => new Word(WordRole.Link, phrase),
        "but" => new Word(WordRole.Break, phrase),
        "silent" => new Word(WordRole.Silent, phrase) { IsNoun = id == "noun" },
        "worn" => new Word(WordRole.Worn, phrase),
        _ => new Word(WordRole.Concept, phrase) { Concepts = [new Concept(id, Enum.Parse<ConceptKind>(kind, ignoreCase: true))] },
    };

    private static string[] ReadLines()
    {
        using StreamReader reader = new(typeof(Lexicon).Assembly.GetManifestResourceStream("lexicon.txt")!);
        return
        [
            .. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#'),
        ];
    }
}
