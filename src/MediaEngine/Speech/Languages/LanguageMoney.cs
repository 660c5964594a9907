using System.Globalization;
using System.Text.RegularExpressions;

namespace Understudy.MediaEngine.Speech.Languages;

/// <summary>Sums of money, the sign before or behind the number.</summary>
internal sealed class LanguageMoney
{
    private readonly LanguageTable _table;
    private readonly Dictionary<string, string[]> _currencies;
    private readonly Dictionary<string, string> _magnitudes;

    public LanguageMoney(LanguageTable table)
    {
        _table = table;
        _currencies = table.Rows("money")
            .SelectMany(row => row[0].Split(' ').Select(sign => (Sign: sign, Names: row[1..])))
            .ToDictionary(row => row.Sign, row => row.Names, StringComparer.Ordinal);
        _magnitudes = table.Pairs("magnitude");
    }

    public IEnumerable<LanguageForm> Forms
    {
        get
        {
            string sign = $"(?<sign>{LanguageTable.AnyOf(_currencies.Keys)})";
            string size = $@"(\s?(?<size>{LanguageTable.AnyOf(_magnitudes.Keys)}))?";
            string number = $"(?<n>{_table.Numbers.Pattern})";
            yield return LanguageForm.Of($@"{_table.Start}{sign}\s?{number}{size}(?!\p{{M}})", Say);
            yield return LanguageForm.Of($@"\G(?<![\p{{Nd}}.,]){number}{size}\s?{sign}{_table.End}", Say);
        }
    }

    private string Say(Match match)
    {
        string[] names = _currencies[match.Groups["sign"].Value];
        (string whole, string decimals) = _table.Numbers.Parse(match.Groups["n"].Value);
        bool han = _table.Language == SpokenLanguage.Chinese;
        string gap = han ? "" : " ";
        if (match.Groups["size"].Success)
            return $"{_table.Numbers.Say(match.Groups["n"].Value)}{gap}{_magnitudes[match.Groups["size"].Value]}{gap}{names[1]}";
        if (decimals.Length is < 1 or > 2 || !_table.Words.TryGetValue("cents", out string? template))
            return whole == "1" && decimals.Length == 0
                ? names[0]
                : $"{_table.Numbers.Say(match.Groups["n"].Value)}{gap}{names[1]}";
        string said = whole == "1" ? names[0] : $"{_table.Numbers.Say(whole)}{gap}{names[1]}";
        int cents = int.Parse(decimals.PadRight(2, '0'), CultureInfo.InvariantCulture);
        if (cents == 0) return said;
        bool one = cents == 1 && template.Contains("{minor}", StringComparison.Ordinal);
        string minor = one
            ? template.Replace("{c} {minor}", names[2], StringComparison.Ordinal)
            : template
                .Replace("{c}", cents.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("{minor}", names[3], StringComparison.Ordinal);
        return said + minor;
    }
}
