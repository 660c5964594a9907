using System.Globalization;
using System.Text.RegularExpressions;

namespace Understudy.MediaEngine.Speech.Japanese;

/// <summary>The words by which things, times and measures are counted.</summary>
internal static partial class Counters
{
    private static readonly string[] _days =
    [
        "", "ついたち", "ふつか", "みっか", "よっか", "いつか", "むいか", "なのか", "よーか", "ここのか", "とーか",
    ];

    private static readonly string[] _things = ["", "ひとつ", "ふたつ", "みっつ", "よっつ", "いつつ", "むっつ", "ななつ", "やっつ", "ここのつ"];

    /// <summary>Counted in the old way up to two: ひとり, ふたり.</summary>
    private static readonly string[] _old = ["", "ひと", "ふた"];

    private static readonly Dictionary<string, string> _kana = ReadingTable.Load("japanese-counters");
    private static readonly Dictionary<string, string> _tails = ReadingTable.Load("japanese-counter-tails");
    private static readonly int _longest = _kana.Keys.Max(written => written.Length);

    /// <summary>The longest counter that stands at a place of a text; empty if there is none. One in Latin letters must be
    /// a word of its own, or have another measure behind it: 2m30cm, 5m20.</summary>
    public static string At(string text, int start)
    {
        for (int length = Math.Min(_longest, text.Length - start); length > 0; length--)
        {
            string written = text.Substring(start, length);
            if (_kana.ContainsKey(written) && IsWhole(written, text, start + length)) return written;
        }

        return "";
    }

    private static bool IsWhole(string written, string text, int end)
    {
        if (!char.IsAsciiLetterOrDigit(written[^1]) || end == text.Length || !char.IsAsciiLetterOrDigit(text[end]))
            return true;
        if (!char.IsAsciiLetter(written[^1]) || !char.IsAsciiDigit(text[end])) return false;
        Match rest = Rest().Match(text, end);
        return rest.Success && (written is "m" or "h" && rest.Length == 2 && IsEnd(text, end + 2)
            || At(text, end + rest.Length) is [>= 'A' and <= 'z', ..]);
    }

    private static bool IsEnd(string text, int at) => at == text.Length || !(char.IsAsciiLetterOrDigit(text[at]) || text[at] == '.');

    [GeneratedRegex(@"\G\d+(\.\d+)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Rest();

    /// <summary>What stands behind a counter and is said otherwise than alone (三日<b>間</b>, 五時<b>半</b>), and how.</summary>
    public static (string Written, string Kana) TailAt(string text, int start)
    {
        foreach ((string written, string rule) in _tails)
        {
            if (string.CompareOrdinal(text, start, written, 0, written.Length) != 0) continue;
            int slash = rule.IndexOf('/', StringComparison.Ordinal);
            int next = start + written.Length;
            bool ownWord = next < text.Length && rule.IndexOf(text[next], slash) >= 0;
            return ownWord ? ("", "") : (written, rule[..slash]);
        }

        return ("", "");
    }

    /// <summary>How a counter is said behind a number that is no plain one: 1.5本, 3万人.</summary>
    public static string Join(string number, string written) => SoundChange.Join(number, _kana[written], written);

    /// <summary>A number of things.</summary>
    /// <param name="number">Digits only.</param>
    /// <param name="written">A counter that <see cref="At"/> found.</param>
    /// <param name="isLength">Whether days are counted, not called by their dates.</param>
    public static string Count(string number, string written, bool isLength = false)
    {
        number = number is ['0', char only] ? only.ToString() : number;
        return Irregular(number, written, isLength) ?? Join(Numerals.Integer(number), written);
    }

    private static string? Irregular(string number, string written, bool isLength)
    {
        string rest = _kana[written];
        return (number, written) switch
        {
            ("1", ['日', ..]) when isLength || written.Length > 1 => null,
            ("10" or [>= '1' and <= '9'], ['日', ..]) =>
                _days[int.Parse(number, CultureInfo.InvariantCulture)] + rest[2..],
            ("14" or "24", ['日', ..]) => Numerals.Integer(number[..1] + "0") + "よっか" + rest[2..],
            ("20", ['日', ..]) => "はつか" + rest[2..],
            ([>= '1' and <= '9'], "つ") => _things[number[0] - '0'],
            ("1" or "2", "人") => _old[number[0] - '0'] + "り",
            ("1" or "2", "組" or "箱" or "袋" or "切れ" or "束" or "粒" or "玉" or "皿" or "口") => _old[number[0] - '0'] + rest,
            ("4", ['月', ..]) => "し" + rest,
            ("7", ['月', ..]) => "しち" + rest,
            ("9", ['月', ..]) => "く" + rest,
            ("0", "時") => "れー" + rest,
            ("20", "歳" or "才") => "はたち",
            ([.., '4'], ['時' or '年', ..] or "h" or "人" or "人前" or "人組" or "円" or "圓") => Tens(number) + "よ" + rest,
            ([.., '7'], ['時', ..] or "h") => Tens(number) + "しち" + rest,
            ([.., '9'], ['時', ..] or "h") => Tens(number) + "く" + rest,
            _ => null,
        };
    }

    private static string Tens(string number) => number.Length == 1 ? "" : Numerals.Integer(number[..^1] + "0");
}
