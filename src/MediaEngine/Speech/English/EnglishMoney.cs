using System.Globalization;
using System.Text.RegularExpressions;

namespace Understudy.MediaEngine.Speech.English;

/// <summary>Sums of money: a currency's sign or ISO 4217 code before or after a number.</summary>
internal static class EnglishMoney
{
    private const string Code = "[A-Z]{3}";

    private const string Magnitude = @"(?<mag>\s?(thousand|million|billion|trillion|lakh|crore)|[kK]|[mM]n?"
        + @"|[bB]n?|[tT]n?|\s(mn|bn|tn|[MB]))(?![\p{L}\p{Nd}])";

    private static readonly Dictionary<string, string[]> _currencies = EnglishTable.Load("english-currencies.txt");

    private static readonly string[] _signs = [.. _currencies.Keys.Where(key => !IsCode(key))];

    /// <summary>$500, US$ 5.50, EUR 1,234.56, £3m, $5–10.</summary>
    public static EnglishForm Before { get; } = new(
        new Regex(
            EnglishForm.Start + $@"((?<unit>{EnglishTable.Pattern(_signs)})\s?"
                + $@"|(?<unit>{Code})\s)(?<sign>[-−])?(?<n>{EnglishNumbers.Pattern})"
                + $@"(\s?{EnglishForm.To}\s?\k<unit>?(?<to>{EnglishNumbers.Pattern}))?({Magnitude})?",
            EnglishForm.Options),
        Say);

    /// <summary>500 USD, 5,50 €, 20–30 EUR, 3m GBP.</summary>
    public static EnglishForm After { get; } = new(
        new Regex(
            EnglishForm.Start + $@"(?<!\d[.,])(?<n>{EnglishNumbers.Pattern})(\s?{EnglishForm.To}\s?(?<to>{EnglishNumbers.Pattern}))?({Magnitude})?"
                + $@"\s?((?<unit>{EnglishTable.Pattern(_signs)})(?![\p{{L}}\p{{Nd}}])(?!\s?\d)"
                + $@"|(?<unit>{Code})(?![\p{{L}}\p{{Nd}}]))",
            EnglishForm.Options),
        Say);

    private static string? Say(Match match)
    {
        if (!_currencies.TryGetValue(match.Groups["unit"].Value, out string[]? currency)) return null;
        string minus = match.Groups["sign"].Success ? "minus " : "";
        string number = EnglishNumbers.Say(match.Groups["n"].Value);
        string magnitude = match.Groups["mag"].Success ? " " + Name(match.Groups["mag"].Value.Trim()) : "";
        if (match.Groups["to"].Success)
            return $"{minus}{number} to {EnglishNumbers.Say(match.Groups["to"].Value)}{magnitude} {currency[1]}";
        if (magnitude.Length > 0) return $"{minus}{number}{magnitude} {currency[1]}";

        string[] parts = EnglishNumbers.Plain(match.Groups["n"].Value).Split('.');
        int decimals = int.Parse(currency[4], CultureInfo.InvariantCulture);
        if (parts.Length == 1 || parts[1].Length != decimals)
        {
            bool dollars = match.Groups["unit"].Value == "$" && parts.Length == 1;
            return minus + (dollars ? "$" + number : $"{number} {(number == "1" ? currency[0] : currency[1])}");
        }

        return minus + SayBoth(number.Split('.')[0], int.Parse(parts[1], CultureInfo.InvariantCulture), currency, match);
    }

    private static string SayBoth(string whole, int minor, string[] currency, Match match)
    {
        string cents = $"{minor} {(minor == 1 ? currency[2] : currency[3])}";
        if (whole == "0" && minor > 0) return cents;
        // The synthesizer knows dollars.
        if (match.Groups["unit"].Value == "$" && minor > 0 && whole.All(c => char.IsAsciiDigit(c) || c == ','))
            return string.Create(CultureInfo.InvariantCulture, $"${whole}.{minor:00}");
        return $"{whole} {(whole == "1" ? currency[0] : currency[1])}" + (minor == 0 ? "" : " " + cents);
    }

    private static string Name(string magnitude) => magnitude switch
    {
        "k" or "K" => "thousand",
        "m" or "M" or "mn" or "Mn" => "million",
        "b" or "B" or "bn" or "Bn" => "billion",
        "t" or "T" or "tn" or "Tn" => "trillion",
        _ => magnitude,
    };

    private static bool IsCode(string key) => key.Length == 3 && key.All(char.IsAsciiLetterUpper);
}
