using System.Globalization;
using System.Text.RegularExpressions;

namespace Understudy.MediaEngine.Speech.English;

/// <summary>Numbers in the form in which the synthesizer says them.</summary>
internal static partial class EnglishNumbers
{
    /// <summary>A number without a sign: figures, with separators of thousands and decimals as people write them.</summary>
    public const string Pattern = @"(\d{1,3}(,\d{3})+(\.\d+)?|\d{1,2}(,\d{2})+,\d{3}(\.\d+)?"
        + @"|\d{1,3}([ '’]\d{3})+(\.\d+|,\d{2})?|\d{1,3}(\.\d{3})+,\d{1,2}|\d{1,3}(\.\d{3}){2,}"
        + @"|\d+,\d{2}(?=\s?[€$£]|\s?[A-Z]{3}\b)|\d+,\d{1,2}(?=\s?([kmc]?[gm]|km|mm|m?[lL]|%|°)(?!\p{L}))"
        + @"|\d+(\.\d+)?|\.\d+)(?!\d)";

    /// <summary>The synthesizer says more figures than these one by one.</summary>
    private const int MostFigures = 9;

    private static readonly string[] _groups = ["", " thousand", " million", " billion", " trillion"];

    private static readonly string[] _ordinals =
    [
        "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
        "eleventh", "twelfth",
    ];

    /// <summary>The number without separators of thousands and with a point before its decimals.</summary>
    public static string Plain(string written)
    {
        string plain = Grouping().Replace(written, "");
        if (EuropeanNumber().IsMatch(plain))
            plain = plain.Replace(".", "", StringComparison.Ordinal).Replace(',', '.');
        else if (plain.Count(c => c == '.') > 1)
            plain = plain.Replace(".", "", StringComparison.Ordinal);
        else
            plain = plain.Replace(",", "", StringComparison.Ordinal);
        return plain[0] == '.' ? "0" + plain : plain;
    }

    /// <summary>A number as it was written becomes one that is said.</summary>
    public static string Say(string written)
    {
        string[] parts = Plain(written).Split('.');
        // 1,200 is no year.
        bool grouped = parts[0].Length == 4 && !char.IsAsciiDigit(written[1]);
        string whole = SayWhole(parts[0], grouped);
        return parts.Length == 1 ? whole
            : whole.All(c => char.IsAsciiDigit(c) || c == ',') ? $"{whole}.{parts[1]}"
            : $"{whole} point {SayDigits(parts[1])}";
    }

    /// <summary>Figures one by one.</summary>
    public static string SayDigits(string figures) => string.Join(' ', figures.Where(char.IsAsciiDigit));

    /// <summary>1st, 22nd, 113th.</summary>
    public static string Ordinal(int number) => number + ((number % 100) is >= 11 and <= 13 ? "th" : (number % 10) switch
    {
        1 => "st",
        2 => "nd",
        3 => "rd",
        _ => "th",
    });

    /// <summary>A part of a whole: one half, 3 quarters, 5 over 37.</summary>
    public static string Fraction(string top, string bottom)
    {
        int parts = int.Parse(bottom, CultureInfo.InvariantCulture);
        string? name = parts switch
        {
            2 => "half",
            4 => "quarter",
            100 => "hundredth",
            >= 3 and <= 12 => _ordinals[parts],
            16 => "16th",
            _ => null,
        };
        if (name is null || int.Parse(top, CultureInfo.InvariantCulture) >= parts * 10) return $"{top} over {bottom}";
        if (top == "1") return $"one {name}";
        return $"{top} {(name == "half" ? "halve" : name)}s";
    }

    private static string SayWhole(string figures, bool grouped)
    {
        if (figures.Length > 1 && figures[0] == '0') return SayDigits(figures);
        if (figures.Length > _groups.Length * 3) return SayDigits(figures);
        if (figures.Length > MostFigures) return SayGroups(figures);
        return grouped || figures.Length > 4
            ? int.Parse(figures, CultureInfo.InvariantCulture).ToString("N0", CultureInfo.InvariantCulture)
            : figures;
    }

    private static string SayGroups(string figures)
    {
        long number = long.Parse(figures, CultureInfo.InvariantCulture);
        List<string> said = [];
        for (int group = 0; number > 0; group++, number /= 1000)
        {
            if (number % 1000 > 0) said.Insert(0, number % 1000 + _groups[group]);
        }

        return string.Join(' ', said);
    }

    [GeneratedRegex("[ '’]", RegexOptions.CultureInvariant)]
    private static partial Regex Grouping();

    [GeneratedRegex(@"^\d{1,3}(\.\d{3})*,\d{1,2}$|^\d+,\d{1,2}$", EnglishForm.Options | RegexOptions.NonBacktracking)]
    private static partial Regex EuropeanNumber();
}
