using System.Globalization;
using System.Text.RegularExpressions;

namespace Understudy.MediaEngine.Speech.English;

/// <summary>Dates and times of day.</summary>
internal static class EnglishDates
{
    private const string End = @"(?![\p{L}\p{Nd}])(?![-/.:]\d)";

    private const string Month = @"(?<month>Jan(uary|\.)?|Feb(ruary|\.)?|Mar(ch|\.)?|Apr(il|\.)?|May|June?|July?"
        + @"|Jun\.|Jul\.|Aug(ust|\.)?|Sept?(ember|\.)?|Oct(ober|\.)?|Nov(ember|\.)?|Dec(ember|\.)?)";

    private const string Weekday = @"(Mon|Tues?|Wed|Thu(rs?)?|Fri|Sat|Sun)(day|sday|nesday|rsday|urday)?";

    private static readonly string[] _months =
    [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ];

    private static readonly string[] _weekdays =
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    /// <summary>2026-11-27, 2026/11/27, with a time behind it too.</summary>
    public static EnglishForm YearFirst { get; } = Form(
        @"(?<y>\d{4})(?<s>[-/.])(?<m>\d{1,2})\k<s>(?<d>\d{1,2})((T"
            + @"| )(?<h>\d{1,2}):(?<min>\d{2})(:\d{2}(\.\d+)?)?(?<zone>Z|[-+]\d{2}:?\d{2})?)?" + End,
        match => Date(match, "m", "d") is not { } date ? null
            : match.Groups["h"].Success ? $"{date} {Clock(match)}{Zone(match.Groups["zone"].Value)}" : date);

    /// <summary>11/27/2026, and 27/11/2026 where that is the only way; 11/27/26.</summary>
    public static EnglishForm Slashed { get; } = Form(
        @"(?<m>\d{1,2})(?<s>[-/])(?<d>\d{1,2})\k<s>(?<y>\d{4}|\d{2})" + End,
        match => Date(match, "m", "d") ?? Date(match, "d", "m"));

    /// <summary>27.11.2026.</summary>
    public static EnglishForm Dotted { get; } = Form(
        @"(?<d>\d{1,2})\.(?<m>\d{1,2})\.(?<y>\d{4})" + End,
        match => Date(match, "m", "d"));

    /// <summary>2020/21, 2020/2021: years that follow each other.</summary>
    public static EnglishForm Season { get; } = Form(
        @"(?<y>(19|20)\d{2})/(?<to>(19|20)?\d{2})" + End,
        match => (int.Parse(match.Groups["y"].ValueSpan, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture)
            .EndsWith(match.Groups["to"].Value, StringComparison.Ordinal)
            ? $"{match.Groups["y"].Value} to {match.Groups["to"].Value}"
            : null);

    /// <summary>2026-11, 11/2026.</summary>
    public static EnglishForm MonthOfYear { get; } = Form(
        @"((?<y>(19|20)\d{2})[-/](?<m>0[1-9]|1[0-2])|(?<m>0?[1-9]|1[0-2])/(?<y>(19|20)\d{2}))" + End,
        match => $"{_months[int.Parse(match.Groups["m"].ValueSpan, CultureInfo.InvariantCulture) - 1]}"
            + $" {match.Groups["y"].Value}");

    /// <summary>Nov 27th, November 27–29, 2026.</summary>
    public static EnglishForm MonthFirst { get; } = Form(
        Month + $@" (?<d>\d{{1,2}})(st|nd|rd|th)?(\s?{EnglishForm.To}\s?(?<to>\d{{1,2}})(st|nd|rd"
            + $@"|th)?)?(?![\d:%°]|[.,]\d)(?=\W|$)",
        match => Day(match) is not { } day ? null : $"{MonthName(match)} {day}");

    /// <summary>27 November, 27th of Nov.</summary>
    public static EnglishForm DayFirst { get; } = Form(
        $@"(?<d>\d{{1,2}})(st|nd|rd|th)?(\s?{EnglishForm.To}\s?(?<to>\d{{1,2}})(st|nd|rd"
            + $@"|th)?)?[ -](of )?" + Month + @"(?![\p{L}])",
        match => Day(match) is not { } day ? null : $"{day} of {MonthName(match)}");

    /// <summary>Nov 2026, Sept.</summary>
    public static EnglishForm MonthAlone { get; } = Form(
        @"(?<month>Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(\.|(?= \d{4}))(?! \d{1,2}(?!\d))",
        MonthName);

    /// <summary>Mon–Fri.</summary>
    public static EnglishForm WeekdayRange { get; } = Form(
        $@"(?<a>{Weekday})\.?\s?{EnglishForm.To}\s?(?<b>{Weekday})(?![\p{{L}}])",
        match => $"{DayName(match.Groups["a"].Value)} to {DayName(match.Groups["b"].Value)}");

    /// <summary>Fri, Nov 27.</summary>
    public static EnglishForm WeekdayBeforeDate { get; } = Form(
        @"(?<a>Mon|Tues?|Wed|Thu(rs?)?|Fri|Sat|Sun)\.?(?=,? (\d|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))",
        match => DayName(match.Groups["a"].Value));

    /// <summary>14:30, 2:05pm, 07:00, 10:30:15.</summary>
    public static EnglishForm Time { get; } = Form(
        @"(?<h>\d{1,2}):(?<min>[0-5]\d)(:(?<sec>[0-5]\d))?(\s?(?<half>[aApP])\.?[mM](?![\p{L}\p{Nd}]))?(?![\d:]|,\d{3}(?!\d))",
        match => int.Parse(match.Groups["h"].ValueSpan, CultureInfo.InvariantCulture) > 24 ? null : Clock(match));

    /// <summary>3 p.m., 3pm.</summary>
    public static EnglishForm Hour { get; } = Form(
        @"(?<h>1[0-2]|0?[1-9])\s?(?<half>[aApP])\.?[mM](?![\p{L}\p{Nd}])",
        match => $"{int.Parse(match.Groups["h"].ValueSpan, CultureInfo.InvariantCulture)} {Half(match)}");

    /// <summary>UTC+2, GMT−05:30.</summary>
    public static EnglishForm Offset { get; } = Form(
        @"(?<name>UTC|GMT)(?<zone>[-+−±]\d{1,2}(:?\d{2})?)(?!\d)",
        match => $"{string.Join(' ', match.Groups["name"].Value.AsEnumerable())}{Zone(match.Groups["zone"].Value)}");

    /// <summary>The '90s, the 1990s, the 80s; the synthesizer knows how to say them.</summary>
    public static EnglishForm Decade { get; } = new(
        new Regex(@"\G(?<![\p{L}\p{Nd}])['’‘]?(?<y>(\d{2})?\d0)['’]?s(?![\p{L}\p{Nd}])", EnglishForm.Options),
        match => match.Groups["y"].Value is "00" ? "two thousands" : match.Groups["y"].Value + "s");

    /// <summary>The year in '99.</summary>
    public static EnglishForm ShortYear { get; } = new(
        new Regex(@"\G(?<![\p{L}\p{Nd}])['’‘](?<y>\d{2})(?![\p{L}\p{Nd}'’""])", EnglishForm.Options),
        match => match.Groups["y"].Value is ['0', char last] ? $"oh {last}" : match.Groups["y"].Value);

    private static EnglishForm Form(string pattern, Func<Match, string?> say) =>
        new(new Regex(EnglishForm.Start + pattern, EnglishForm.Options), say);

    private static string? Date(Match match, string monthGroup, string dayGroup)
    {
        int month = int.Parse(match.Groups[monthGroup].ValueSpan, CultureInfo.InvariantCulture);
        int day = int.Parse(match.Groups[dayGroup].ValueSpan, CultureInfo.InvariantCulture);
        if (month is < 1 or > 12 || day is < 1 or > 31) return null;
        string year = match.Groups["y"].Value;
        if (year.Length == 2) year = (year[0] < '7' ? "20" : "19") + year;
        return $"{_months[month - 1]} {EnglishNumbers.Ordinal(day)} {year}";
    }

    private static string? Day(Match match)
    {
        int day = int.Parse(match.Groups["d"].ValueSpan, CultureInfo.InvariantCulture);
        int to = match.Groups["to"].Success ? int.Parse(match.Groups["to"].ValueSpan, CultureInfo.InvariantCulture) : day;
        if (day is < 1 or > 31 || to > 31) return null;
        return EnglishNumbers.Ordinal(day) + (match.Groups["to"].Success ? " to " + EnglishNumbers.Ordinal(to) : "");
    }

    private static string MonthName(Match match) =>
        _months.First(name => name.StartsWith(match.Groups["month"].Value[..3], StringComparison.OrdinalIgnoreCase));

    private static string DayName(string written) =>
        _weekdays.First(name => name.StartsWith(written[..3], StringComparison.OrdinalIgnoreCase));

    private static string Clock(Match match)
    {
        int hour = int.Parse(match.Groups["h"].ValueSpan, CultureInfo.InvariantCulture);
        string minutes = match.Groups["min"].Value;
        bool half = match.Groups["half"].Success;
        string clock = match.Groups["sec"].Success ? $"{hour} {Minutes(minutes)} {Minutes(match.Groups["sec"].Value)}"
            : minutes != "00" ? $"{hour}:{minutes}"
            : half ? $"{hour}"
            : hour % 24 == 0 ? "midnight"
            : $"{hour} o'clock";
        if (minutes is ['0', not '0'] && !match.Groups["sec"].Success) clock = $"{hour} {Minutes(minutes)}";
        return half ? $"{clock} {Half(match)}" : clock;
    }

    private static string Minutes(string minutes) => minutes == "00" ? "zero" : minutes[0] == '0' ? $"oh {minutes[1]}" : minutes;

    private static string Half(Match match) => char.ToLowerInvariant(match.Groups["half"].ValueSpan[0]) + " m";

    private static string Zone(string zone)
    {
        if (zone.Length == 0) return "";
        if (zone == "Z") return " U T C";
        string sign = zone[0] switch
        {
            '+' => "plus",
            '±' => "plus or minus",
            _ => "minus",
        };
        string figures = zone[1..].Replace(":", "", StringComparison.Ordinal);
        int hours = int.Parse(figures.Length > 2 ? figures[..^2] : figures, CultureInfo.InvariantCulture);
        string minutes = figures.Length > 2 && figures[^2..] != "00" ? " " + figures[^2..] : "";
        return $" {sign} {hours}{minutes}";
    }
}
