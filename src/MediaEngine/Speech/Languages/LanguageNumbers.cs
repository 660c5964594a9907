namespace Understudy.MediaEngine.Speech.Languages;

/// <summary>Numbers as a language writes them, and as its voice reads them right.</summary>
/// <param name="decimalSign">What stands before decimals: a comma or a point.</param>
/// <param name="inHan">Whether numbers are said by Chinese characters; else the voice reads figures.</param>
internal sealed class LanguageNumbers(char decimalSign, bool inHan)
{
    /// <summary>More figures than these are said one by one.</summary>
    private const int MostFigures = 12;

    private static readonly char[] _groupSigns = [' ', '\u00A0', '\u202F', '\'', '’'];

    /// <summary>A number without a sign of its own, with groups of thousands as they are written anywhere.</summary>
    public string Pattern { get; } = decimalSign == ','
        ? @"(\d{1,3}([. \u00A0\u202F'’]\d{3})+(,\d+)?|\d{1,3}(,\d{3})+\.\d+|\d+([.,]\d+)?)(?!\d)"
        : @"(\d{1,3}(,\d{2,3})*,\d{3}(\.\d+)?|\d{1,3}(\.\d{3})+,\d+|\d{1,3}([ \u00A0\u202F'’]\d{3})+(\.\d+)?"
            + @"|\d+([.,]\d+)?)(?!\d)";

    /// <summary>The figures before and behind the decimal sign; the latter are empty where there are none.</summary>
    public (string Whole, string Decimals) Parse(string written)
    {
        string plain = written;
        foreach (char sign in _groupSigns)
            plain = plain.Replace(sign.ToString(), "", StringComparison.Ordinal);
        int last = plain.LastIndexOfAny([',', '.']);
        if (last < 0) return (plain, "");
        bool mixed = plain.Contains('.') && plain.Contains(',');
        bool repeated = plain.IndexOf(plain[last]) != last;
        // One sign alone with three figures behind it groups them, unless it is the one that this language decides by.
        bool isGroup = last <= 3 && plain.Length - last == 4 && plain[0] != '0';
        bool groups = !mixed && (repeated || (plain[last] != decimalSign && isGroup));
        string whole = groups ? plain : plain[..last];
        return (
            whole.Replace(",", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal),
            groups ? "" : plain[(last + 1)..]);
    }

    /// <summary>How a number is said.</summary>
    public string Say(string written)
    {
        (string whole, string decimals) = Parse(written);
        if (inHan) return HanNumbers.Say(whole) + (decimals.Length > 0 ? "点" + HanNumbers.SayDigits(decimals) : "");
        bool apart = (whole.Length > 1 && whole[0] == '0') || whole.Length > MostFigures;
        string said = apart ? SayDigits(whole) : whole;
        return decimals.Length > 0 ? $"{said}{decimalSign}{decimals}" : said;
    }

    /// <summary>Figures one by one.</summary>
    public string SayDigits(string figures) =>
        inHan ? HanNumbers.SayDigits(figures) : string.Join(' ', figures.Where(char.IsAsciiDigit));
}
