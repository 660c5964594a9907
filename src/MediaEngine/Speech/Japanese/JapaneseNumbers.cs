using System.Text.RegularExpressions;
using Understudy.MediaEngine.Speech.Reading;

namespace Understudy.MediaEngine.Speech.Japanese;

/// <summary>Reads figures and what belongs to them aloud, in hiragana: signs, money, counters, numbers with hyphens.</summary>
internal static partial class JapaneseNumbers
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private const string KanjiDigits = "〇一二三四五六七八九";

    /// <summary>The highest roman numeral that is one without a word beside it that says so.</summary>
    private const int PlainRoman = 19;

    /// <summary>Where numbers with a hyphen between them are a place, not a range: 5-3番地.</summary>
    private static readonly string[] _places = ["番", "番地", "号", "号室", "丁目"];

    /// <summary>The figures at a place of a text; null if there are none.</summary>
    /// <param name="text">Folded text.</param>
    /// <param name="at">Where to read.</param>
    /// <param name="afterFigure">Whether a figure ends there.</param>
    public static Figure? At(string text, int at, bool afterFigure) =>
        Joint(text, at, afterFigure)
        ?? JapaneseDates.At(text, at, afterFigure)
        ?? Spelled(text, at)
        ?? Hyphenated(text, at)
        ?? Related(text, at)
        ?? Roman(text, at)
        ?? FormalNumbers.Frame(text, at)
        ?? Formal(text, at)
        ?? Kanji(text, at)
        ?? Amount(text, at, afterFigure);

    /// <summary>What stands between two figures: a range, a product.</summary>
    private static Figure? Joint(string text, int at, bool afterFigure)
    {
        if (afterFigure && Try(RangeSign(), text, at) is { } range) return new Figure(range.Length, "から", Leans: true);
        if (afterFigure && Try(TimesSign(), text, at) is { } times) return new Figure(times.Length, "かける");
        if (Try(Per(), text, at) is { } per && (afterFigure || per.Groups["counted"].Success)
            && Rate(text, at, at + per.Length) is { } rate)
            return rate;
        return Try(NumberSign(), text, at) is { } number
            ? new Figure(number.Length, number.Groups["v"].Success ? "ばーじょん" : "なんばー")
            : null;
    }

    /// <summary>By what an amount is told: 500円/月, 3個/人.</summary>
    private static Figure? Rate(string text, int at, int next)
    {
        string unit = Counters.At(text, next);
        if (unit.Length == 0 || !AfterRate().IsMatch(text, next + unit.Length)) return null;
        string said = unit switch
        {
            "月" or "か月" or "カ月" or "ヶ月" or "ヵ月" => "まいつき",
            "日" => "まいにち",
            "年" => "まいとし",
            "週" or "週間" => "まいしゅー",
            "時" or "時間" or "h" => "まいじ",
            "分" or "min" => "まいふん",
            "秒" => "まいびょー",
            _ => Counters.Count("1", unit) + "あたり",
        };
        return new Figure(next + unit.Length - at, said);
    }

    /// <summary>Telephone and other numbers that are said digit by digit, and versions.</summary>
    private static Figure? Spelled(string text, int at)
    {
        if (Try(Phone(), text, at) is { } phone) return new Figure(phone.Length, DigitByDigit(phone.Value));
        return Try(Version(), text, at) is { } version
            ? new Figure(version.Length, JoinAll(version.Value, '.', "てん"))
            : null;
    }

    private static Figure? Hyphenated(string text, int at)
    {
        if (Try(Hyphens(), text, at) is not { } match) return null;
        string[] parts = match.Value.Split('-', '−');
        int end = at + match.Length;
        if (parts.Length == 2 && IsRange(parts, text, end))
            return new Figure(parts[0].Length + 1, Numerals.Integer(parts[0]) + "から");
        if (parts.Length == 2 && Equation().IsMatch(text, end))
            return new Figure(match.Length, Numerals.Integer(parts[0]) + "まいなす" + Numerals.Integer(parts[1]));
        bool spelled = parts.Any(IsPadded)
            || (parts.Length > 2 ? parts.Any(part => part.Length > 2) : parts.All(part => part.Length > 2));
        if (spelled) return new Figure(match.Length, DigitByDigit(match.Value));
        string unit = Counters.At(text, end);
        string last = unit.Length > 0 ? Counters.Count(parts[^1], unit) : Numerals.Integer(parts[^1]);
        return new Figure(match.Length + unit.Length, string.Join("の", parts[..^1].Select(Numerals.Integer).Append(last)));
    }

    private static bool IsRange(string[] parts, string text, int end)
    {
        if (parts.Any(IsPadded)) return false;
        string unit = Counters.At(text, end);
        bool counted = unit.Length > 0 || Currencies.At(text, end, before: false).Length > 0 || Big().IsMatch(text, end);
        bool years = parts.All(part => part is { Length: 4 } and ['1' or '2', ..])
            && string.CompareOrdinal(parts[0], parts[1]) < 0;
        return (counted && !_places.Contains(unit)) || (years && unit.Length == 0);
    }

    private static bool IsPadded(string digits) => digits.Length > 1 && digits[0] == '0';

    private static string DigitByDigit(string written) =>
        (written[0] == '+' ? "ぷらす" : "")
        + string.Join("の", Digits().Matches(written).Select(match => Numerals.Spell(match.Value)));

    /// <summary>Fractions, ratios and powers.</summary>
    private static Figure? Related(string text, int at)
    {
        if (Try(Power(), text, at) is { } power)
        {
            string sign = power.Value.AsSpan().ContainsAny("⁻-−") ? "まいなす" : power.Value.AsSpan().ContainsAny("⁺+") ? "ぷらす" : "";
            string exponent = power.Groups["d"].Success ? Numerals.Integer(power.Groups["d"].Value)
                : power.Groups["n"].Success ? Numerals.Integer(Values(power.Groups["n"].Value, Superscripts))
                : "えぬ";
            return new Figure(power.Length, "の" + sign + exponent + "じょー", Leans: true);
        }

        if (Try(Fraction(), text, at) is { } fraction)
        {
            string whole = fraction.Groups["w"].Success ? Numerals.Integer(fraction.Groups["w"].Value) + "と" : "";
            string below = Numerals.Integer(fraction.Groups["d"].Value);
            return new Figure(fraction.Length, whole + below + "ぶんの" + Numerals.Integer(fraction.Groups["n"].Value));
        }

        return Try(Ratio(), text, at) is { } ratio
            ? new Figure(ratio.Length, JoinAll(ratio.Value, ':', "たい"))
            : null;
    }

    private static Figure? Roman(string text, int at)
    {
        if (Try(RomanNumeral(), text, at) is not { } match) return null;
        int? value = match.Groups["u"].Success ? ((match.ValueSpan[0] - 'Ⅰ') % 16) + 1 : RomanNumber.Parse(match.Value);
        return value is not { } number || (match.Groups["plain"].Success && number > PlainRoman)
            ? null
            : Counted(text, at, at + match.Length, number.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static Figure? Formal(string text, int at) => FormalNumbers.At(text, at, out string plain, out int length) is { } digits
        ? Counted(plain, Math.Min(at, 1), Math.Min(at, 1) + length, digits)
        : null;

    /// <summary>二〇二六 is a number; 〇〇 stands for a name that is not told.</summary>
    private static Figure? Kanji(string text, int at)
    {
        if (Try(KanjiNumber(), text, at) is not { } match) return null;
        return match.Value.All(digit => digit == '〇')
            ? new Figure(match.Length, string.Concat(Enumerable.Repeat("まる", match.Length)))
            : Counted(text, at, at + match.Length, Values(match.Value, KanjiDigits));
    }

    private static Figure? Amount(string text, int at, bool afterFigure)
    {
        int next = at;
        string sign = "";
        string currency = "";
        // A sign stands before the currency or behind it.
        for (int i = 0; i < 2; i++)
        {
            if (sign.Length == 0 && !afterFigure && Try(Sign(), text, next) is { } signed)
            {
                sign = signed.ValueSpan[0] switch { '+' => "ぷらす", '±' => "ぷらすまいなす", _ => "まいなす" };
                next += signed.Length;
            }

            if (currency.Length > 0 || Currencies.At(text, next, before: true) is not { Length: > 0 } written) continue;
            currency = written;
            next += written.Length;
            if (next < text.Length && text[next] == ' ') next++;
        }

        if (Try(Number(), text, next) is not { } match) return null;
        string said = "";
        while (true)
        {
            next += match.Length;
            if (match.Groups["big"].Length == 0) break;
            said += Pieces(match);
            if (!match.Groups["myriad"].Success || Try(Number(), text, next) is not { } following)
                return Finish(text, at, next, sign + said, null, currency);
            match = following;
        }

        string digits = match.Groups["n"].Value.Replace(",", "", StringComparison.Ordinal);
        bool plain = !match.Groups["f"].Success && said.Length == 0;
        return plain
            ? Finish(text, at, next, sign, digits, currency)
            : Finish(text, at, next, sign + said + Pieces(match), null, currency);
    }

    /// <summary>A number without its counter: 1.5億, 3千.</summary>
    private static string Pieces(Match match)
    {
        string digits = match.Groups["n"].Value.Replace(",", "", StringComparison.Ordinal);
        string whole = digits.Length == 0 ? "ぜろ" : Numerals.Integer(digits);
        if (match.Groups["f"].Success) whole = SoundChange.Join(whole, "てん") + Numerals.Spell(match.Groups["f"].Value);
        foreach (char big in match.Groups["big"].Value)
        {
            whole = (big, whole) switch
            {
                ('百', "さん") => "さんびゃく",
                ('千', "さん") => "さんぜん",
                ('百', _) => SoundChange.Join(whole, "ひゃく", "百"),
                ('千', _) => SoundChange.Join(whole, "せん"),
                ('万', _) => whole + "まん",
                ('億', _) => whole + "おく",
                ('兆', _) => SoundChange.Join(whole, "ちょー"),
                _ => SoundChange.Join(whole, "けー"),
            };
        }

        return whole;
    }

    private static Figure Finish(string text, int at, int next, string said, string? digits, string currency)
    {
        string number = said + (digits is null ? "" : Numerals.Integer(digits));
        if (currency.Length > 0) return new Figure(next - at, number + Currencies.KanaOf(currency));
        int behind = next < text.Length && text[next] == ' ' ? next + 1 : next;
        if (Counters.At(text, next).Length == 0 && Currencies.At(text, behind, before: false) is { Length: > 0 } money)
            return new Figure(behind + money.Length - at, number + Currencies.KanaOf(money));
        if (digits is not null)
        {
            Figure counted = Counted(text, at, next, digits);
            return counted with { Kana = said + counted.Kana };
        }

        string unit = Counters.At(text, next);
        return unit.Length == 0
            ? new Figure(next - at, said)
            : WithTail(text, at, next + unit.Length, Counters.Join(said, unit));
    }

    /// <summary>Plain digits with the counter behind them.</summary>
    private static Figure Counted(string text, int at, int next, string digits)
    {
        string unit = Counters.At(text, next);
        if (unit.Length == 0) return new Figure(next - at, Numerals.Integer(digits));
        next += unit.Length;
        if (unit == "h") unit = "時間";
        bool isLength = unit == "日" && (LengthOfDays().IsMatch(text, next) || Counters.TailAt(text, next).Written.Length > 0)
            && (at == 0 || text[at - 1] != '月');
        return WithTail(text, at, next, Counters.Count(digits, unit, isLength));
    }

    private static Figure WithTail(string text, int at, int next, string said)
    {
        (string written, string kana) = Counters.TailAt(text, next);
        bool throughout = written == "中" && (text[next - 1] == '年' || said == "いちにち");
        return new Figure(next + written.Length - at, said + (throughout ? "じゅー" : kana));
    }

    private static Match? Try(Regex pattern, string text, int at) =>
        pattern.Match(text, at) is { Success: true } match ? match : null;

    private static string JoinAll(string written, char separator, string joint) =>
        written.Split(separator).Select(Numerals.Integer).Aggregate((a, b) => SoundChange.Join(a, joint) + b);

    private static string Values(string digits, string inOrder) =>
        string.Concat(digits.Select(digit => inOrder.IndexOf(digit, StringComparison.Ordinal)));
}
