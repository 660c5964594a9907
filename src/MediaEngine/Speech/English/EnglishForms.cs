using System.Text.RegularExpressions;
using Understudy.MediaEngine.Speech.Reading;

namespace Understudy.MediaEngine.Speech.English;

/// <summary>Every form that English knows, the most particular first.</summary>
internal static partial class EnglishForms
{
    /// <summary>Units, currencies and abbreviations in small letters are shorter.</summary>
    private const int ShortestPlainWord = 4;

    private static readonly Dictionary<string, string> _fixed = new(StringComparer.OrdinalIgnoreCase)
    {
        ["24/7"] = "24 7",
        ["24/7/365"] = "24 7 3 65",
        ["50/50"] = "50 50",
        ["20/20"] = "20 20",
        ["9/11"] = "9 11",
        ["7-eleven"] = "7 eleven",
        ["wwi"] = "World War 1",
        ["wwii"] = "World War 2",
        ["w/o"] = "without",
        ["w/"] = "with",
        ["c/o"] = "care of",
        ["a/c"] = "A C",
        ["n/a"] = "N A",
        ["and/or"] = "and or",
    };

    private static readonly EnglishForm[] _all =
    [
        new(Addresses.Address(), match => SpellAddress(match.Groups["name"].Value)),
        new(Addresses.Handle(), SayHandle),
        new(
            new Regex(
                EnglishForm.Start + $@"({EnglishTable.Pattern(_fixed.Keys)})(?![\p{{L}}\p{{Nd}}/])",
                EnglishForm.Options | RegexOptions.IgnoreCase),
            match => _fixed[match.Value]),
        EnglishPhones.Called,
        EnglishCodes.Hardware,
        EnglishCodes.Hexadecimal,
        EnglishDates.YearFirst,
        EnglishDates.Slashed,
        EnglishDates.Dotted,
        EnglishDates.Season,
        EnglishDates.MonthOfYear,
        EnglishPhones.NetworkAddress,
        EnglishPhones.Phone,
        EnglishPhones.Groups,
        EnglishMath.Verses,
        EnglishDates.Time,
        EnglishDates.Hour,
        EnglishDates.Offset,
        EnglishDates.Decade,
        EnglishDates.ShortYear,
        EnglishDates.DayFirst,
        EnglishDates.MonthFirst,
        EnglishDates.MonthAlone,
        EnglishDates.WeekdayRange,
        EnglishDates.WeekdayBeforeDate,
        EnglishMath.Version,
        EnglishMath.Scientific,
        EnglishMoney.Before,
        EnglishMoney.After,
        EnglishUnits.Angle,
        EnglishUnits.Height,
        EnglishMath.MixedFraction,
        EnglishMath.Fraction,
        EnglishUnits.Measure,
        EnglishUnits.FeetOrInches,
        EnglishUnits.Bare,
        EnglishUnits.PerUnit,
        EnglishMath.Ratio,
        EnglishMath.Ordinal,
        EnglishMath.Number,
        EnglishMath.Operator,
        EnglishMath.Range,
        EnglishMath.Minus,
        EnglishMath.Power,
        RomanNumerals.Ruler,
        RomanNumerals.Division,
        RomanNumerals.Other,
        EnglishAbbreviations.Known,
        EnglishAbbreviations.Initials,
        EnglishAbbreviations.Bare,
        EnglishAbbreviations.Ampersand,
    ];

    /// <summary>How the form that begins at a place of a sentence is said, and how long it is.</summary>
    /// <returns>Null if none begins there.</returns>
    public static (string Spoken, int Length)? At(string sentence, int start)
    {
        if (IsPlainWord(sentence, start)) return null;
        foreach (EnglishForm form in _all)
        {
            Match match = form.Pattern.Match(sentence, start);
            if (match.Success && match.Length > 0 && form.Say(match) is { } spoken) return (spoken, match.Length);
        }

        return null;
    }

    /// <summary>Most words are nothing but words, and need not be held against every form.</summary>
    private static bool IsPlainWord(string sentence, int start)
    {
        int end = start;
        while (end < sentence.Length && char.IsAsciiLetterLower(sentence[end])) end++;
        return end - start >= ShortestPlainWord && (end == sentence.Length || sentence[end] is ' ' or ',');
    }

    /// <summary>Names and numbers as they are, and the signs between them by name.</summary>
    private static string SpellAddress(string address)
    {
        List<string> parts = [];
        string name = address.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? address[4..] : address;
        if (name.Length < address.Length) parts.Add("w w w dot");
        for (int i = 0; i < name.Length;)
        {
            int end = i;
            while (end < name.Length && char.IsLetter(name[end])) end++;
            if (end == i)
            {
                while (end < name.Length && char.IsAsciiDigit(name[end])) end++;
                parts.Add(end > i ? SayFigures(name[i..end]) : EnglishSigns.InAddress(name[i++]));
                i = Math.Max(i, end);
                continue;
            }

            parts.Add(EnglishLetters.Say(name[i..end].ToLowerInvariant()));
            i = end;
        }

        return string.Join(' ', parts.Where(part => part.Length > 0));
    }

    private static string SayFigures(string figures) =>
        figures.Length > 4 || figures[0] == '0' ? EnglishNumbers.SayDigits(figures) : figures;

    private static string? SayHandle(Match match)
    {
        string name = match.Groups["name"].Value;
        bool inWord = match.Result("$`") is [.., char before] && char.IsLetterOrDigit(before);
        if (inWord || !name.All(c => char.IsAscii(c) || char.IsLetter(c))) return null;
        string spaced = Regex.Replace(name, @"(?<=\p{Ll})(?=\p{Lu})|(?<=\p{L})(?=[0-9])"
            + @"|(?<=[0-9])(?=\p{L})(?!(s|st|nd|rd|th)(?![\p{L}0-9]))|[_.]", " ", EnglishForm.Options);
        IEnumerable<string> words = spaced.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.All(char.IsAsciiDigit) ? SayFigures(word)
                : char.IsAsciiDigit(word[0]) ? word : EnglishLetters.Say(word));
        string said = string.Join(' ', words.Where(word => word.Length > 0));
        if (said.Length == 0) return null;
        if (match.Groups["sign"].Value == "@") return "at " + said;
        return (char.IsAsciiDigit(name[0]) || Counted().IsMatch(match.Result("$`")) ? "number " : "hashtag ") + said;
    }

    /// <summary>What has a number rather than a subject.</summary>
    [GeneratedRegex(
        @"\b(order|ticket|invoice|case|issue|item|ref|reference|room|unit|apt|suite|account|tracking|serial|part|model|flight)s? $",
        EnglishForm.Options | RegexOptions.IgnoreCase)]
    private static partial Regex Counted();
}
