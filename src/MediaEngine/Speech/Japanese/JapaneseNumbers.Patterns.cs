using System.Text.RegularExpressions;

namespace Understudy.MediaEngine.Speech.Japanese;

/// <content>What figures look like.</content>
internal static partial class JapaneseNumbers
{
    [GeneratedRegex(@"\G\s?([〜~–—‒―]\s?(?=[¥$€£+\d-])|[〜~]|-(?=[¥$€£\d]))", Options)]
    private static partial Regex RangeSign();

    [GeneratedRegex(@"\G\s?[xX×*]\s?(?=\d)", Options)]
    private static partial Regex TimesSign();

    [GeneratedRegex(@"\G(?<![A-Za-z])((?<v>v|V|(v|V)er|VER)\.?|No\.?|NO\.|№|#)\s?(?=\d)", Options)]
    private static partial Regex NumberSign();

    [GeneratedRegex(
        @"\G(?<![\d-])(\+(?=([ ()-]?\d){9,15}(?!\d))\d{1,3}([ -]?\(?\d{1,4}\)?){2,6}"
        + @"|\+(?=(\.?\d){9,15}(?![\d.]))\d{1,3}(\.\d{1,4}){2,6}|(?=(\.?\d){10,11}(?!\.?\d))0\d{1,4}\.\d{1,4}\.\d{3,4}"
        + @"|\(?0\d{1,4}\)?[- ]?\(?\d{1,4}\)?[- ]\d{3,4}|0\d{1,4}\(\d{1,4}\)\d{4}"
        + @"|(?<=〒\s?)\d{7})(?![\d-])",
        Options)]
    private static partial Regex Phone();

    [GeneratedRegex(@"\G\d{1,9}(\.\d{1,9}){2,}(?!\d)", Options)]
    private static partial Regex Version();

    [GeneratedRegex(@"\G(?<![A-Za-z])\d{1,9}([-−]\d{1,9}){1,7}(?![\d.,/:])", Options)]
    private static partial Regex Hyphens();

    [GeneratedRegex(@"\G\s*=", Options)]
    private static partial Regex Equation();

    [GeneratedRegex(@"\G[百千万億兆京]", Options)]
    private static partial Regex Big();

    [GeneratedRegex(@"\d+", Options)]
    private static partial Regex Digits();

    [GeneratedRegex(
        @"\G(((?<w>\d{1,9})\s)?(?<n>\d{1,9})⁄(?<d>\d{1,9})|(?<n>\d{1,9})/(?<d>\d{1,9})"
        + @"|(?<d>\d{1,9})分の(?<n>\d{1,9}))(?![\d/.])",
        Options)]
    private static partial Regex Fraction();

    [GeneratedRegex(
        @"\G([⁺⁻]?((?<n>[⁰¹²³⁴-⁹]+)|ⁿ)|(?<=[\dA-Za-z)])\^(?<b>\()?[-−+]?((?<d>\d{1,9})(?![\d^]|\.\d)|n(?![A-Za-z]))(?(b)\)))", Options)]
    private static partial Regex Power();

    /// <summary>A stroke behind a sum or a count, not behind a bare number.</summary>
    [GeneratedRegex(
        @"\G/\s?(?=[^\d\s])((?<counted>(?<=[\d一二三四五六七八九十百千万億]\s?[円圓個件回本枚人台]\s?/\s?))"
        + @"|(?<=[¥$€£₩₹]\s?\d[\d,.]*/\s?|[^\d\s]/\s?))",
        Options)]
    private static partial Regex Per();

    /// <summary>What may stand behind the unit of a rate; another kanji makes it another word: 円/月額.</summary>
    [GeneratedRegex(@"\G(?![ァ-ヺー々\p{IsCJKUnifiedIdeographs}-[以未程前税]])", Options)]
    private static partial Regex AfterRate();

    [GeneratedRegex(@"\G\d{1,9}(:\d{1,9}){1,3}(?![\d:])", Options)]
    private static partial Regex Ratio();

    [GeneratedRegex(
        @"\G((?<u>[Ⅰ-Ⅻⅰ-ⅻ])|(?<=第\s?)[IVXLC]+(?![A-Za-z])|(?<![A-Za-z])[IVX]+(?=[世章部期巻型級編類種相度])"
        + @"|(?<plain>(?<=[ァ-ヺー])[IVX]{2,}(?![A-Za-z])|(?<![A-Za-z])[IVX]{2,}(?![A-Za-z0-9.'’])))",
        Options)]
    private static partial Regex RomanNumeral();

    [GeneratedRegex(@"\G[〇一二三四五六七八九]*〇[〇一二三四五六七八九]*", Options)]
    private static partial Regex KanjiNumber();

    [GeneratedRegex(@"\G((?<![A-Za-z0-9ァ-ヺー)\]])[-−–]|[+±▲△])\s?(?=[^\s\w]{0,3}[A-Z]{0,3}[^\s\w]?\s?[\d.])", Options)]
    private static partial Regex Sign();

    [GeneratedRegex(
        @"\G((?<n>\d{1,3}(,\d{3})+(?!\d)|\d+)(\.(?<f>\d+))?|(?<n>)\.(?<f>\d+))"
        + @"(?<big>[百千]?(?<myriad>[万億兆京])|[百千])?", Options)]
    private static partial Regex Number();

    /// <summary>What makes 1日 a day's length instead of the first of a month.</summary>
    [GeneratedRegex(@"\G(\d|に[\d一二三四五六七八九十]|あたり|当たり|おき|置き|限り|平均|以上|以内)", Options)]
    private static partial Regex LengthOfDays();
}
