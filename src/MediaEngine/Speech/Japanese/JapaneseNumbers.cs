using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Understudy.MediaEngine.Speech.Japanese;

/// <summary>Reads figures and their counters aloud, in hiragana.</summary>
internal static partial class JapaneseNumbers
{
    private const string Units = "円|ドル|ユーロ|ポンド|年間|年|ヶ月|か月|カ月|ヵ月|月|日間|日|時間|時|分間|分|秒間|秒|週間|週|人|名"
        + "|回|個|本|枚|歳|才|階|冊|匹|杯|台|頭|度|番|号|倍|点|件|社|つ|%|％|km|kg|cm|mm|m|g|GB|MB|TB";

    private static readonly string[] Digits =
        ["ぜろ", "いち", "に", "さん", "よん", "ご", "ろく", "なな", "はち", "きゅー"];

    private static readonly string[] Days =
    [
        "", "ついたち", "ふつか", "みっか", "よっか", "いつか", "むいか", "なのか", "よーか", "ここのか", "とーか",
    ];

    private static readonly string[] Things =
        ["", "ひとつ", "ふたつ", "みっつ", "よっつ", "いつつ", "むっつ", "ななつ", "やっつ", "ここのつ"];

    private static readonly Dictionary<string, string> Counters = new(StringComparer.Ordinal)
    {
        ["円"] = "えん",
        ["ドル"] = "どる",
        ["ユーロ"] = "ゆーろ",
        ["ポンド"] = "ぽんど",
        ["年間"] = "ねんかん",
        ["年"] = "ねん",
        ["ヶ月"] = "かげつ",
        ["か月"] = "かげつ",
        ["カ月"] = "かげつ",
        ["ヵ月"] = "かげつ",
        ["月"] = "がつ",
        ["日間"] = "にちかん",
        ["日"] = "にち",
        ["時間"] = "じかん",
        ["時"] = "じ",
        ["分間"] = "ふんかん",
        ["分"] = "ふん",
        ["秒間"] = "びょーかん",
        ["秒"] = "びょー",
        ["週間"] = "しゅーかん",
        ["週"] = "しゅー",
        ["人"] = "にん",
        ["名"] = "めー",
        ["回"] = "かい",
        ["個"] = "こ",
        ["本"] = "ほん",
        ["枚"] = "まい",
        ["歳"] = "さい",
        ["才"] = "さい",
        ["階"] = "かい",
        ["冊"] = "さつ",
        ["匹"] = "ひき",
        ["杯"] = "はい",
        ["台"] = "だい",
        ["頭"] = "とー",
        ["度"] = "ど",
        ["番"] = "ばん",
        ["号"] = "ごー",
        ["倍"] = "ばい",
        ["点"] = "てん",
        ["件"] = "けん",
        ["社"] = "しゃ",
        ["つ"] = "つ",
        ["%"] = "ぱーせんと",
        ["％"] = "ぱーせんと",
        ["km"] = "きろめーとる",
        ["kg"] = "きろぐらむ",
        ["cm"] = "せんち",
        ["mm"] = "みり",
        ["m"] = "めーとる",
        ["g"] = "ぐらむ",
        ["GB"] = "ぎがばいと",
        ["MB"] = "めがばいと",
        ["TB"] = "てらばいと",
    };

    /// <summary>Figures at the start of a text, with what belongs to them: currency sign, 万 and the like, counter.</summary>
    [GeneratedRegex(
        @"\G(?:(?<y>\d{4})[-/](?<mo>\d{1,2})[-/](?<d>\d{1,2})(?!\d)|(?<h>\d{1,2}):(?<mi>\d{2})(?!\d)"
        + @"|(?<sign>[¥￥$€])?(?<n>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?<f>\d+))?(?<big>[百千万億兆])?(?<unit>" + Units + ")?)",
        RegexOptions.CultureInvariant)]
    public static partial Regex Pattern();

    /// <summary>Reads what <see cref="Pattern"/> matched.</summary>
    public static string Read(Match match)
    {
        string Group(string name) => match.Groups[name].Value;
        if (match.Groups["y"].Success)
            return Count(Group("y"), "年") + Count(Group("mo"), "月") + Count(Group("d"), "日");
        if (match.Groups["h"].Success)
            return Count(Group("h"), "時") + (Group("mi") == "00" ? "" : Count(Group("mi"), "分"));

        string number = Group("n").Replace(",", "", StringComparison.Ordinal);
        string unit = Group("unit") is { Length: > 0 } written ? written : Group("sign") switch
        {
            "" => "",
            "$" => "ドル",
            "€" => "ユーロ",
            _ => "円",
        };
        if (!match.Groups["f"].Success && Group("big").Length == 0)
            return Count(number, unit);

        string fraction = match.Groups["f"].Success ? "てん" + Spell(Group("f")) : "";
        string big = Group("big") switch
        {
            "百" => "ひゃく",
            "千" => "せん",
            "万" => "まん",
            "億" => "おく",
            "兆" => "ちょー",
            _ => "",
        };
        return Integer(number) + fraction + big + Counters.GetValueOrDefault(unit, "");
    }

    private static string Count(string number, string unit)
    {
        if (unit.Length == 0)
            return Integer(number);
        number = number is ['0', char only] ? only.ToString() : number;
        return Irregular(number, unit) ?? Join(Integer(number), Counters[unit]);
    }

    private static string? Irregular(string number, string unit)
    {
        string counter = Counters[unit];
        return (number, unit) switch
        {
            ("10" or [>= '1' and <= '9'], "日") => Days[int.Parse(number, CultureInfo.InvariantCulture)],
            ("14" or "24", "日") => Integer(number[..1] + "0") + "よっか",
            ("20", "日") => "はつか",
            ([>= '1' and <= '9'], "つ") => Things[number[0] - '0'],
            ("1", "人") => "ひとり",
            ("2", "人") => "ふたり",
            ("4", "月") => "しがつ",
            ("7", "月") => "しちがつ",
            ("9", "月") => "くがつ",
            ("20", "歳" or "才") => "はたち",
            ([.., '4'], "時" or "時間" or "年" or "年間" or "人" or "円") => Tens(number) + "よ" + counter,
            ([.., '7'], "時" or "時間") => Tens(number) + "しち" + counter,
            ([.., '9'], "時" or "時間") => Tens(number) + "く" + counter,
            _ => null,
        };
    }

    private static string Tens(string number) => number.Length == 1 ? "" : Integer(number[..^1] + "0");

    /// <summary>The sound changes where a number meets its counter: いち + かい = いっかい, さん + ほん = さんぼん.</summary>
    private static string Join(string number, string counter)
    {
        const string K = "か き く け こ";
        const string Soft = "さ し す せ そ た ち つ て と";
        const string H = "は ひ ふ へ ほ";
        char first = counter[0];
        bool h = H.Contains(first);
        if (K.Contains(first) || Soft.Contains(first) || h)
        {
            bool afterSix = !Soft.Contains(first);
            string closed = number.EndsWith("いち", StringComparison.Ordinal) ? number[..^1] + "っ"
                : number.EndsWith("はち", StringComparison.Ordinal) ? number[..^1] + "っ"
                : number.EndsWith("じゅー", StringComparison.Ordinal) ? number[..^1] + "っ"
                : afterSix && number.EndsWith("ろく", StringComparison.Ordinal) ? number[..^1] + "っ"
                : afterSix && number.EndsWith("ひゃく", StringComparison.Ordinal) ? number[..^1] + "っ"
                : number;
            if (h && (closed != number || counter.StartsWith("ふん", StringComparison.Ordinal) && number.EndsWith('ん')))
                counter = (char)(first + 2) + counter[1..];
            else if (h && number.EndsWith("さん", StringComparison.Ordinal))
                counter = (char)(first + 1) + counter[1..];
            number = closed;
        }

        return number + counter;
    }

    private static string Spell(string digits) => string.Concat(digits.Select(digit => Digits[digit - '0']));

    private static string Integer(string number)
    {
        if (number.Length > 16 || (number.Length > 1 && number[0] == '0'))
            return Spell(number);
        long value = long.Parse(number, CultureInfo.InvariantCulture);
        if (value == 0)
            return "ぜろ";

        StringBuilder read = new();
        foreach ((long size, string name) in (ReadOnlySpan<(long, string)>)
            [(1_0000_0000_0000, "ちょー"), (1_0000_0000, "おく"), (1_0000, "まん"), (1, "")])
        {
            int group = (int)(value / size % 10_000);
            if (group > 0)
                read.Append(name == "ちょー" ? Join(UpTo9999(group), name) : UpTo9999(group) + name);
        }

        return read.ToString();
    }

    private static string UpTo9999(int value)
    {
        string thousands = (value / 1000) switch
        {
            0 => "",
            1 => "せん",
            3 => "さんぜん",
            8 => "はっせん",
            int n => Digits[n] + "せん",
        };
        string hundreds = (value / 100 % 10) switch
        {
            0 => "",
            1 => "ひゃく",
            3 => "さんびゃく",
            6 => "ろっぴゃく",
            8 => "はっぴゃく",
            int n => Digits[n] + "ひゃく",
        };
        string tens = (value / 10 % 10) switch
        {
            0 => "",
            1 => "じゅー",
            int n => Digits[n] + "じゅー",
        };
        return thousands + hundreds + tens + (value % 10 == 0 ? "" : Digits[value % 10]);
    }
}
