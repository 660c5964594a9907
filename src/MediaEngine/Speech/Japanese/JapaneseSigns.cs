using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Understudy.MediaEngine.Speech.Reading;

namespace Understudy.MediaEngine.Speech.Japanese;

/// <summary>Signs and what they are called, and names for what no Japanese voice says.</summary>
internal static partial class JapaneseSigns
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    /// <summary>Signs that set text apart and are not missed in speech.</summary>
    private const string Separators = "|¦<>−";

    private static readonly string[] _stars = ["", "", "ふたつ", "みっつ", "よっつ", "いつつ", "むっつ", "ななつ", "やっつ", "ここのつ"];
    private static readonly Dictionary<string, string> _names = ReadingTable.Load("japanese-signs");
    private static readonly int _longest = _names.Keys.Max(sign => sign.Length);

    /// <summary>Scripts by their blocks, and how they are called.</summary>
    private static readonly (int First, int Last, string Name)[] _scripts =
    [
        (0x370, 0x3FF, "ぎりしゃもじ"), (0x1F00, 0x1FFF, "ぎりしゃもじ"), (0x400, 0x52F, "きりるもじ"), (0x1C80, 0x1C8F, "きりるもじ"),
        (0xA640, 0xA69F, "きりるもじ"), (0x590, 0x5FF, "へぶらいもじ"), (0x600, 0x6FF, "あらびあもじ"), (0x750, 0x77F, "あらびあもじ"),
        (0x900, 0x97F, "でーばなーがりーもじ"), (0xE00, 0xE7F, "たいもじ"), (0x1100, 0x11FF, "はんぐる"), (0x3130, 0x318F, "はんぐる"),
        (0xAC00, 0xD7FF, "はんぐる"), (0x3400, 0x4DBF, "よめないかんじ"), (0x4E00, 0x9FFF, "よめないかんじ"), (0xF900, 0xFAFF, "よめないかんじ"),
        (0x20000, 0x3FFFF, "よめないかんじ"),
    ];

    /// <summary>Characters that are read here and not folded to others, nor taken for pictures: signs that have a name, the
    /// marks at which Japanese sentences end, roman numerals of one character.</summary>
    public static bool Keeps(Rune rune) =>
        rune.Value is '！' or '？' or (>= 'Ⅰ' and <= 'ⅿ')
        || _names.ContainsKey(rune.ToString()) || Currencies.KanaOf(rune.ToString()).Length > 0;

    /// <summary>The sign at a place of a text; null if there is none, or if it only sets text apart.</summary>
    public static Figure? At(string text, int at)
    {
        if (Rule().Match(text, at) is { Success: true }) return null;
        int run = 1;
        while (at + run < text.Length && text[at + run] == text[at]) run++;
        if (text[at] is '★' or '☆' && run > 1 && run < _stars.Length)
            return new Figure(run, _names[text[at].ToString()] + _stars[run]);
        if (Alone().IsMatch(text, at)) return new Figure(1, _names[text[at] == '-' ? "−" : text[at].ToString()]);
        if (Separators.Contains(text[at]) && !Comparison().IsMatch(text, at)) return null;
        if (Greek(text[at]) is { } letter) return new Figure(1, letter);
        for (int length = Math.Min(_longest, text.Length - at); length > 0; length--)
        {
            if (_names.TryGetValue(text.Substring(at, length), out string? name)) return new Figure(length, name);
        }

        string currency = Currencies.At(text, at, before: false);
        return currency.Length == 1 && !char.IsLetter(currency[0]) ? new Figure(1, Currencies.KanaOf(currency)) : null;
    }

    /// <summary>The name of a Greek letter, whatever its accents; null if it is none.</summary>
    public static string? Greek(char letter) => letter is (>= 'Ͱ' and <= 'Ͽ') or (>= 'ἀ' and <= '῿')
        ? _names.GetValueOrDefault(UnicodeFolding.WithoutMarks(new Rune(letter)).ToString())
        : null;

    /// <summary>How many characters of a sentence's start are marks of a list or of a heading; they are not said.</summary>
    public static int Bullet(string text) => BulletMark().Match(text).Length;

    /// <summary>How long a line of signs, or a face made of signs, is that starts at a place of a text; 0 if none does.</summary>
    public static int Ornament(string text, int at) => Math.Max(Rule().Match(text, at).Length, Face().Match(text, at).Length);

    /// <summary>Whether a character is told by the ear from the pause that it makes, or not at all.</summary>
    public static bool IsSilent(Rune rune) =>
        Rune.IsPunctuation(rune) || (rune.IsBmp && Separators.Contains((char)rune.Value)) || rune.Value is '゛' or '゜';

    /// <summary>What is said in place of a character of another script, or of a sign without a name.</summary>
    public static string NameOf(Rune rune)
    {
        foreach ((int first, int last, string name) in _scripts)
        {
            if (rune.Value >= first && rune.Value <= last) return name;
        }

        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.CurrencySymbol => "つーか",
            UnicodeCategory.MathSymbol or UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol => "きごー",
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => "すーじ",
            _ => "もじ",
        };
    }

    [GeneratedRegex(@"\G(?<sign>[=*_~#|^/\\+<>−-])\k<sign>{2,}", Options)]
    private static partial Regex Rule();

    [GeneratedRegex(@"(?<=[\dA-Za-z)]\s?)\G([<>−]=?|[|¦])\s?(?=[\dA-Za-z(-])|\G[<>]=", Options)]
    private static partial Regex Comparison();

    /// <summary>A sign that sets nothing apart, since there are only other signs beside it or nothing at all.</summary>
    [GeneratedRegex(
        @"\G(?<![^\s、。・,/+±×÷=≠<>−-])[<>−-](?![^\s、。・,/+±×÷=≠<>−-])((?<=[+±×÷=≠<>−][\s、・,/]*.)|(?=[\s、・,/]*[+±×÷=≠<>−])"
        + @"|(?<=\A\s*[<>−])(?=[\s。]*\z))",
        Options)]
    private static partial Regex Alone();

    [GeneratedRegex(
        @"^((?<mark>[■●◆▼])(?!\k<mark>)"
        + @"|[□○◎◇▽★☆](?=[\s\p{IsCJKUnifiedIdeographs}\p{IsKatakana}A-Za-z0-9「【\[]))\s*",
        Options)]
    private static partial Regex BulletMark();

    [GeneratedRegex(
        @"\G(m?\(_\s?_\)m?|[\\ヽヾ]?\((?=[^()]{0,12}[\^_´`・∀ωдД▽;≧≦∇°*￣])"
        + @"[^()\p{IsHiragana}\p{IsCJKUnifiedIdeographs}A-NP-SU-Za-np-uw-z0-9「」、。]{2,12}\)([ノシ/](?!\p{IsKatakana}))?)", Options)]
    private static partial Regex Face();
}
