using System.Text.RegularExpressions;

namespace Understudy.MediaEngine.Speech.Japanese;

/// <summary>Reads dates and times that are written in figures, in hiragana.</summary>
internal static partial class JapaneseDates
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const string Month = @"(?<m>0?[1-9]|1[0-2])";
    private const string Day = @"(?<d>[12]\d|3[01]|0?[1-9])";

    /// <summary>What is said of a shop or a line that never rests; the usual words for 24/7.</summary>
    private const string AlwaysOpen = "にじゅーよじかんねんじゅーむきゅー";

    /// <summary>The date or time at a place of a text; null if there is none.</summary>
    /// <param name="text">Folded text.</param>
    /// <param name="at">Where to read.</param>
    /// <param name="afterFigure">Whether a figure ends there.</param>
    public static Figure? At(string text, int at, bool afterFigure)
    {
        if (Try(AllDay(), text, at) is { } allDay)
        {
            string yearRound = Counters.Count("24", "時間") + Counters.Count("365", "日");
            return new Figure(allDay.Length, allDay.Groups["d"].Success ? yearRound : AlwaysOpen);
        }

        if (Try(FullDate(), text, at) is { } full)
            return new Figure(full.Length, Counters.Count(full.Groups["y"].Value, "年") + MonthAndDay(full));
        if (Try(EraDate(), text, at) is { } era)
        {
            string year = Era(era.Groups["e"].Value) + Counters.Count(era.Groups["y"].Value, "年");
            return new Figure(era.Length, era.Groups["m"].Success ? year + MonthAndDay(era) : year);
        }

        if (Try(YearAndMonth(), text, at) is { } month)
        {
            string year = Counters.Count(month.Groups["y"].Value, "年");
            return new Figure(month.Length, year + Counters.Count(month.Groups["m"].Value, "月"));
        }

        if (Try(ShortDate(), text, at) is { } date && IsDate(date, text))
            return new Figure(date.Length, MonthAndDay(date));
        if (afterFigure && Try(Weekday(), text, at) is { } weekday)
        {
            string name = WeekdayName(weekday.Groups["w"].Value[0]) + "よーび" + Holiday(weekday.Groups["h"].Value);
            return new Figure(weekday.Length, name, Leans: true);
        }

        if (Try(Weekdays(), text, at) is { } days)
            return new Figure(days.Length, string.Concat(days.Groups["w"].Value.Select(WeekdayOrJoint)) + Holiday(days.Groups["h"].Value));
        if (Try(Duration(), text, at) is { } duration)
            return new Figure(duration.Length, Measured(duration, "h", "時間") + Measured(duration, "mi", "分") + Measured(duration, "s", "秒"));
        if (Try(Time(), text, at) is { } time) return new Figure(time.Length, TimeOfDay(time));
        return Try(Half(), text, at) is { } half ? new Figure(half.Length, HalfDay(half.Value)) : null;
    }

    private static Match? Try(Regex pattern, string text, int at) =>
        pattern.Match(text, at) is { Success: true } match ? match : null;

    private static string MonthAndDay(Match date) =>
        Counters.Count(date.Groups["m"].Value, "月") + Counters.Count(date.Groups["d"].Value, "日");

    /// <summary>Two figures with a stroke between them are a date if a weekday, a time or a particle of time is near, or if
    /// nobody would write such a fraction.</summary>
    private static bool IsDate(Match date, string text)
    {
        int month = int.Parse(date.Groups["m"].Value, System.Globalization.CultureInfo.InvariantCulture);
        int day = int.Parse(date.Groups["d"].Value, System.Globalization.CultureInfo.InvariantCulture);
        bool looksLikeFraction = month < day && (month == 1 || day <= 10);
        return !looksLikeFraction || DateFollows().IsMatch(text, date.Index + date.Length)
            || DatePrecedes().IsMatch(text[..date.Index]);
    }

    private static string TimeOfDay(Match time)
    {
        string minutes = time.Groups["mi"].Value;
        string hour = Counters.Count(time.Groups["h"].Value, "時");
        string half = time.Groups["half"].Success ? HalfDay(time.Groups["half"].Value.Trim()) : "";
        if (!time.Groups["mi"].Success) return half + hour;
        string seconds = time.Groups["s"].Success ? Counters.Count(time.Groups["s"].Value, "秒") : "";
        return half + hour + (minutes == "00" && seconds.Length == 0 ? "" : Counters.Count(minutes, "分")) + seconds;
    }

    private static string HalfDay(string written) => char.ToUpperInvariant(written[0]) == 'A' ? "ごぜん" : "ごご";

    private static string Measured(Match duration, string part, string unit) =>
        duration.Groups[part] is { Success: true, Value: string number } ? Counters.Count(number, unit) : "";

    private static string WeekdayName(char kanji) => kanji switch
    {
        '月' => "げつ",
        '火' => "か",
        '水' => "すい",
        '木' => "もく",
        '金' => "きん",
        '土' => "ど",
        _ => "にち",
    };

    /// <summary>A character of days in a row or apart: 月〜金, 火・木.</summary>
    private static string WeekdayOrJoint(char c) => c switch
    {
        '月' or '火' or '水' or '木' or '金' or '土' or '日' => WeekdayName(c),
        '・' or '/' or ' ' => "",
        _ => "から",
    };

    private static string Holiday(string written) => written switch
    {
        "" => "",
        "休" => "きゅーじつ",
        _ => "しゅくじつ",
    };

    private static string Era(string letter) => letter switch
    {
        "M" => "めーじ",
        "T" => "たいしょー",
        "S" => "しょーわ",
        "H" => "へーせー",
        _ => "れーわ",
    };

    [GeneratedRegex(@"\G(?<!\d)24/(7|(?<d>365))(?![\d/])", Options)]
    private static partial Regex AllDay();

    [GeneratedRegex(
        @"\G(?<!\d)(?<y>\d{4}|(?<=令和|平成|昭和|大正|明治)\d{1,2})(?<s>[-/.])" + Month + @"\k<s>" + Day
        + @"(?![\d/])(T(?=\d\d:))?",
        Options)]
    private static partial Regex FullDate();

    [GeneratedRegex(
        @"\G(?<![A-Za-z])(?<e>[MTSHR])\.?(?<y>\d{1,2})((?<s>[-/.])" + Month + @"\k<s>" + Day
        + @"(?![\d/])|年(?!\p{IsKatakana}))",
        Options)]
    private static partial Regex EraDate();

    [GeneratedRegex(@"\G(?<!\d)(?<y>(19|20)\d\d)/" + Month + @"(?![\d/])", Options)]
    private static partial Regex YearAndMonth();

    [GeneratedRegex(@"\G(?<![\d/.])" + Month + "/" + Day + @"(?![\d/])", Options)]
    private static partial Regex ShortDate();

    [GeneratedRegex(@"\G\s*(\([月火水木金土日]|から|まで|より|以降|以前|現在|時点|付|締|開|発売|公開|頃|ごろ|[〜~–-]\s*\d{1,2}/|\d{1,2}[:時])", Options)]
    private static partial Regex DateFollows();

    [GeneratedRegex(@"(\d/\d{1,2}(\([月火水木金土日]\))?\s*[〜~–-]|から|年)\s*\z", Options)]
    private static partial Regex DatePrecedes();

    [GeneratedRegex(@"\G\s?\((?<w>[月火水木金土日])([・/]?(?<h>祝日?|休))?\)", Options)]
    private static partial Regex Weekday();

    /// <summary>Weekdays by their first kanji; before other kanji they may be anything (土・日本), except where hours are told.</summary>
    [GeneratedRegex(
        @"\G(?<![\dー々\p{IsCJKUnifiedIdeographs}-[週日営業休各]])(?<![\d一二三四五六七八九十]日)(?!月[/・]日(?![・〜月火水木金土]))"
        + @"(?<w>[月火水木金土日](\s?[〜~–—―−ー・/-]\s?[月火水木金土日](?!本))+)([・/](?<h>祝日?))?"
        + @"(?![々\p{IsCJKUnifiedIdeographs}-[曜祝営限開定休放配除朝昼夜夕午]])",
        Options)]
    private static partial Regex Weekdays();

    [GeneratedRegex(
        @"\G(?<![\dA-Za-z.])((?<h>\d{1,4})h\s?(?<mi>\d{1,2})m(in)?(\s?(?<s>\d{1,2})s(ec)?)?|(?<mi>\d{1,4})m(in)?\s?(?<s>\d{1,2})s(ec)?)"
        + "(?![A-Za-z0-9])",
        Options)]
    private static partial Regex Duration();

    [GeneratedRegex(
        @"\G(?<!\d:?)((?<h>[012]?\d):(?<mi>[0-5]\d)(:(?<s>[0-5]\d))?(?![\d:])(?<half>\s?[AaPp]\.?[Mm]\b\.?)?"
        + @"|(?<h>[01]?\d)(?<half>\s?([ap]\.?m\b\.?|[AP]M\b)))",
        Options)]
    private static partial Regex Time();

    [GeneratedRegex(@"\G(?<![A-Za-z])(AM|PM|am|pm)(?=\s?[012]?\d[:時])", Options)]
    private static partial Regex Half();
}
