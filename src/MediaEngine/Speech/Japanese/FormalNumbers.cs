using System.Text;
using System.Text.RegularExpressions;

namespace Understudy.MediaEngine.Speech.Japanese;

/// <summary>Numbers as deeds, receipts and gravestones have them: 弐拾万, 廿日, 金壱百萬円也. Most of their kanji also stand in
/// words (参加, 拾う, 陸地), so they are numbers only beside another number or a counter.</summary>
internal static partial class FormalNumbers
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const string Formal = "壱壹弌弐貳貮弍参參弎肆伍陸漆柒捌玖拾廿卄卅卌佰陌仟阡";
    private const string Any = Formal + "〇零一二三四五六七八九十百千万萬億兆";
    private const string Sizes = "拾廿卄卅卌佰陌仟阡十百千万萬億兆";

    /// <summary>How far behind a number its counter and what belongs to it reach.</summary>
    private const int Behind = 12;

    /// <summary>A number with formal kanji in it.</summary>
    /// <param name="text">Folded text.</param>
    /// <param name="at">Where to read.</param>
    /// <param name="plain">The text around the number as the dictionary writes it; from the character before it, if any.</param>
    /// <param name="length">How many characters the number has.</param>
    /// <returns>Its digits; null if there is none.</returns>
    public static string? At(string text, int at, out string plain, out int length)
    {
        plain = "";
        length = 0;
        if (!Any.Contains(text[at]) || Number().Match(text, at) is not { Success: true } number
            || !number.Value.Any(Formal.Contains))
            return null;
        int start = Math.Max(0, at - 1);
        int end = Math.Min(text.Length, at + number.Length + Behind);
        plain = string.Concat(text[start..end].Select(Standard));
        length = number.Length;
        bool alone = length == 1 ? !Counter().IsMatch(text, at + 1)
            : !number.Value.Any(Sizes.Contains) && Counters.At(plain, at - start + length).Length == 0;
        return alone ? null : KanjiNumbers.Digits(string.Concat(number.Value.Select(Plain)));
    }

    /// <summary>What stands around a sum: 金 before it and 也 behind it; null if neither is there.</summary>
    public static Figure? Frame(string text, int at) => text[at] switch
    {
        '金' when Gold().IsMatch(text, at) => new Figure(1, "きん"),
        '也' when Exactly().IsMatch(text, at) => new Figure(1, "なり", Leans: true),
        _ => null,
    };

    private static char Standard(char c) =>
        !char.IsSurrogate(c) && KanjiForms.Standard(new Rune(c)) is { IsBmp: true } standard ? (char)standard.Value : c;

    private static string Plain(char kanji) => kanji switch
    {
        '零' => "〇",
        '壱' or '壹' or '弌' => "一",
        '弐' or '貳' or '貮' or '弍' => "二",
        '参' or '參' or '弎' => "三",
        '肆' => "四",
        '伍' => "五",
        '陸' => "六",
        '漆' or '柒' => "七",
        '捌' => "八",
        '玖' => "九",
        '拾' => "十",
        '廿' or '卄' => "二十",
        '卅' => "三十",
        '卌' => "四十",
        '佰' or '陌' => "百",
        '仟' or '阡' => "千",
        '萬' => "万",
        _ => kanji.ToString(),
    };

    /// <summary>阡陌 are footpaths between fields.</summary>
    [GeneratedRegex(
        @"\G(?<![〇\p{IsCJKUnifiedIdeographs}-[第金約計各全月年日時分和成治正円圓条章巻号]])(?!阡陌)[" + Any + "]+", Options)]
    private static partial Regex Number();

    /// <summary>The counters that make a number of one kanji, as its place and its like do (第参章; 壱、弐、参); 廿日市 is a town.</summary>
    [GeneratedRegex(
        @"\G([円圓銭人名月年番号號回個箇本枚冊階丁条歳才時分秒度倍割件級段位坪畳匹頭]|日(?!市|本)|[ヶケヵカか][月所国年条]"
        + "|(?<=[壱壹弐貳参參伍])つ|(?<=第.)[部章巻節話課編]"
        + @"|(?<=[" + Formal + @"][・、,\s].)(?!\p{L})|(?=[・、,\s][" + Formal + @"](?!\p{L})))",
        Options)]
    private static partial Regex Counter();

    [GeneratedRegex(
        @"\G(?<![お々\p{IsCJKUnifiedIdeographs}]|[こそあど]の)金(?=\s?(¥?\d|[" + Any + "]+([円圓銭両]|ドル)))", Options)]
    private static partial Regex Gold();

    [GeneratedRegex(@"\G也(?<=[\d" + Any + @"]\s?[円圓銭]也)", Options)]
    private static partial Regex Exactly();
}
