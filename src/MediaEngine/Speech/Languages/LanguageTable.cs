using System.Text.RegularExpressions;
using Understudy.MediaEngine.Speech.Reading;

namespace Understudy.MediaEngine.Speech.Languages;

/// <summary>What one language says for signs, figures and short forms; a resource of this project.</summary>
internal sealed class LanguageTable
{
    private static readonly Dictionary<SpokenLanguage, LanguageTable> _tables = new(
        new[]
        {
            SpokenLanguage.Spanish, SpokenLanguage.French, SpokenLanguage.German, SpokenLanguage.Chinese, SpokenLanguage.Hindi,
        }.Select(language => KeyValuePair.Create(language, new LanguageTable(language))));

    private readonly ILookup<string, string[]> _rows;

    private LanguageTable(SpokenLanguage language)
    {
        Language = language;
        _rows = TableLines.Of($"reading-{language.Code()}.txt")
            .Select(line => line.Split(';'))
            .ToLookup(fields => fields[0], fields => fields[1..], StringComparer.Ordinal);
        Words = Pairs("word");
        Signs = Rows("sign").ToDictionary(row => row[0][0], row => row[1]);
        Numbers = new LanguageNumbers(Row("number")![0][0], language == SpokenLanguage.Chinese);
    }

    public SpokenLanguage Language { get; }

    public LanguageNumbers Numbers { get; }

    /// <summary>Small words between figures, by what they are for.</summary>
    public Dictionary<string, string> Words { get; }

    /// <summary>The names of signs.</summary>
    public Dictionary<char, string> Signs { get; }

    /// <summary>Nothing that would make what follows the middle of a word or number.</summary>
    public string Start => @"\G(?<![" + InWord + "])";

    /// <summary>Nothing that would make what precedes the beginning of a word or number.</summary>
    public string End => "(?![" + InWord + "])";

    // In Chinese a figure stands between words without spaces.
    private string InWord => Language == SpokenLanguage.Chinese ? @"A-Za-z\p{Nd}" : @"\p{L}\p{M}\p{Nd}";

    public static LanguageTable Of(SpokenLanguage language) => _tables[language];

    public IEnumerable<string[]> Rows(string kind) => _rows[kind];

    /// <summary>Rows of two fields.</summary>
    public Dictionary<string, string> Pairs(string kind) =>
        Rows(kind).ToDictionary(row => row[0], row => row[1], StringComparer.Ordinal);

    public string[]? Row(string kind) => _rows[kind].FirstOrDefault();

    /// <summary>Alternatives of a pattern, the longest first.</summary>
    public static string AnyOf(IEnumerable<string> keys) =>
        string.Join('|', keys.OrderByDescending(key => key.Length).Select(Regex.Escape));
}
