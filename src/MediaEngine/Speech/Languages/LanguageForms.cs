using System.Globalization;
using System.Text.RegularExpressions;
using Understudy.MediaEngine.Speech.Reading;

namespace Understudy.MediaEngine.Speech.Languages;

/// <summary>Every form that a language knows, the most particular first.</summary>
internal sealed class LanguageForms
{
    private static readonly Dictionary<SpokenLanguage, LanguageForms> _all = new();

    private readonly LanguageTable _table;
    private readonly LanguageNumbers _numbers;
    private readonly LanguageForm[] _forms;

    private LanguageForms(LanguageTable table)
    {
        _table = table;
        _numbers = table.Numbers;
        LanguageDates dates = new(table);
        LanguageMoney money = new(table);
        _forms =
        [
            .. Shorts(), .. dates.Forms, .. Ordinals(), .. money.Forms, .. Measures(), .. Fractions(), .. Magnitudes(),
            LanguageForm.Of($@"{table.Start}(?<n>\d{{1,4}})\s?[-–—~∼〜～]\s?(?=(?<to>\d{{1,4}})(?![-–—]?\d))", Range),
            LanguageForm.Of(@"\G(?<=^|[\s(（]|\p{IsCJKUnifiedIdeographs})[-−–](?=\d)", _ => table.Words["minus"]),
            LanguageForm.Of($@"\G{_numbers.Pattern}", match => _numbers.Say(match.Value)),
        ];
    }

    public static LanguageForms Of(SpokenLanguage language)
    {
        lock (_all)
        {
            if (!_all.TryGetValue(language, out LanguageForms? forms))
                _all[language] = forms = new LanguageForms(LanguageTable.Of(language));
            return forms;
        }
    }

    /// <summary>How the form that begins at a place of a text is said, and how long it is.</summary>
    /// <returns>Null if none begins there.</returns>
    public (string Spoken, int Length)? At(string text, int start)
    {
        foreach (LanguageForm form in _forms)
        {
            Match match = form.Pattern.Match(text, start);
            if (match.Success && match.Length > 0 && form.Say(match) is { } spoken) return (spoken, match.Length);
        }

        return null;
    }

    private IEnumerable<LanguageForm> Shorts()
    {
        Dictionary<string, string> shorts = new(StringComparer.Ordinal);
        foreach (string[] row in _table.Rows("short"))
        {
            shorts[row[0]] = row[1];
            // A sentence may begin with it.
            shorts.TryAdd(char.ToUpperInvariant(row[0][0]) + row[0][1..], row[1]);
        }

        if (shorts.Count > 0)
            yield return LanguageForm.Of(
                $"{_table.Start}({LanguageTable.AnyOf(shorts.Keys)}){_table.End}", match => shorts[match.Value]);
        if (_table.Row("spell") is [var most])
            yield return LanguageForm.Of(
                $@"{_table.Start}\p{{Lu}}{{2,{most}}}{_table.End}(?!\s\p{{Lu}}{{2,}})",
                match => string.Join(' ', match.Value.ToCharArray()));
    }

    private IEnumerable<LanguageForm> Ordinals()
    {
        string[][] rows = [.. _table.Rows("ordinal")];
        if (rows.Length == 0) yield break;
        var names = rows
            .SelectMany(row => row[0].Split(' ').Select(suffix =>
                (Suffix: suffix, Number: int.Parse(row[1], CultureInfo.InvariantCulture), Name: row[2])))
            .ToDictionary(row => (row.Suffix, row.Number), row => row.Name);
        string suffixes = LanguageTable.AnyOf(names.Keys.Select(key => key.Suffix).Distinct());
        yield return LanguageForm.Of(
            $@"{_table.Start}((?<n>\d{{1,2}})|(?<roman>[IVXL]+))\.?(?<suffix>{suffixes}){_table.End}",
            match => Number(match) is { } number ? names.GetValueOrDefault((match.Groups["suffix"].Value, number)) : null);

        static int? Number(Match match) => match.Groups["n"].Success
            ? int.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture)
            : RomanNumber.Parse(match.Groups["roman"].Value);
    }

    private IEnumerable<LanguageForm> Measures()
    {
        var units = _table.Rows("unit").ToDictionary(row => row[0], row => row[1..]);
        string any = LanguageTable.AnyOf(units.Keys);
        yield return LanguageForm.Of(
            $@"\G(?<![\p{{Nd}}.,])(?<n>{_numbers.Pattern})[ \u00A0\u202F-]?(?<unit>{any}){_table.End}(?![²³])",
            match => match.Groups["n"].Value == "1"
                ? units[match.Groups["unit"].Value][0]
                : Join(_numbers.Say(match.Groups["n"].Value), units[match.Groups["unit"].Value][1]));
        string compound = LanguageTable.AnyOf(
            units.Keys.Where(key => key.Length > 1 && key.IndexOfAny(['/', '°', '²', '³']) >= 0));
        yield return LanguageForm.Of($"{_table.Start}({compound}){_table.End}", match => units[match.Value][1]);

        Dictionary<string, string> before = _table.Pairs("before");
        if (before.Count > 0)
            yield return LanguageForm.Of(
                $@"\G(?<n>{_numbers.Pattern})\s?(?<unit>{LanguageTable.AnyOf(before.Keys)})",
                match => before[match.Groups["unit"].Value] + _numbers.Say(match.Groups["n"].Value));
    }

    private IEnumerable<LanguageForm> Fractions()
    {
        Dictionary<string, string> names = _table.Pairs("fraction");
        yield return LanguageForm.Of(
            $@"{_table.Start}(?<n>\d+/\d+)(?![\d/]){_table.End}",
            match => names.GetValueOrDefault(match.Groups["n"].Value));
    }

    private IEnumerable<LanguageForm> Magnitudes()
    {
        Dictionary<string, string> names = _table.Pairs("magnitude");
        string dotted = LanguageTable.AnyOf(names.Keys.Where(key => key.EndsWith('.')));
        if (dotted.Length > 0)
            yield return LanguageForm.Of(
                $@"\G(?<n>{_numbers.Pattern})\s?(?<size>{dotted})",
                match => Join(_numbers.Say(match.Groups["n"].Value), names[match.Groups["size"].Value]));
    }

    private string? Range(Match match)
    {
        int from = int.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture);
        int to = int.Parse(match.Groups["to"].Value, CultureInfo.InvariantCulture);
        return to > from ? Join(_numbers.Say(match.Groups["n"].Value), _table.Words["range"]) : null;
    }

    private string Join(string number, string unit) =>
        _table.Language == SpokenLanguage.Chinese ? number + unit : $"{number} {unit}";
}
