using System.Globalization;
using System.Text.RegularExpressions;

namespace Understudy.MediaEngine.Speech.Languages;

/// <summary>Dates and times of the day.</summary>
internal sealed class LanguageDates
{
    /// <summary>Behind these words a German day ends in -n.</summary>
    private static readonly string[] _inflecting = ["am", "dem", "vom", "zum", "bis", "den", "ab", "seit"];

    private readonly LanguageTable _table;
    private readonly string[] _months;
    private readonly string[]? _days;

    public LanguageDates(LanguageTable table)
    {
        _table = table;
        _months = table.Row("months")!;
        _days = table.Row("day");
    }

    public IEnumerable<LanguageForm> Forms
    {
        get
        {
            string start = _table.Start;
            yield return LanguageForm.Of($@"{start}(?<y>\d{{4}})[-/.](?<m>\d{{1,2}})[-/.](?<d>\d{{1,2}})(?![\d/-])", SayDate);
            if (_table.Row("order") is ["dmy"])
                yield return LanguageForm.Of(
                    $@"{start}(?<d>\d{{1,2}})[-/.]\s?(?<m>\d{{1,2}})[-/.]\s?(?<y>\d{{4}})(?![\d/-])", SayDate);
            if (_days is not null)
            {
                yield return LanguageForm.Of($@"{start}(?<d>\d{{1,2}})\.\s?(?<m>\d{{1,2}})\.(?![\d])", SayDay);
                yield return LanguageForm.Of($@"{start}(?<d>\d{{1,2}})\.(?=\s?({LanguageTable.AnyOf(_months)}))", SayDay);
            }

            if (_table.Language == SpokenLanguage.Chinese)
                yield return LanguageForm.Of(
                    @"\G(?<y>\d{4}|\d{2})年", match => _table.Numbers.SayDigits(match.Groups["y"].Value) + "年");
            yield return LanguageForm.Of(
                $@"{start}(?<h>\d{{1,2}})(:|\s?h\s?)(?<m>[0-5]\d)(:(?<s>[0-5]\d))?(\s?(h|Uhr))?{_table.End}", SayTime);
        }
    }

    private string? SayDate(Match match) => Day(match) is { } day
        ? _table.Row("date")![0]
            .Replace("{o}", day, StringComparison.Ordinal)
            .Replace("{d}", day, StringComparison.Ordinal)
            .Replace("{m}", _months[Number(match, "m") - 1], StringComparison.Ordinal)
            .Replace(
                "{y}", Year(match.Groups["y"].Value), StringComparison.Ordinal)
        : null;

    private string Year(string figures) =>
        _table.Language == SpokenLanguage.Chinese ? _table.Numbers.SayDigits(figures) : figures;

    private string? SayDay(Match match) => Day(match) is { } day
        ? match.Groups["m"].Success ? $"{day} {_months[Number(match, "m") - 1]}" : day
        : null;

    /// <summary>The day in its form; null if it is none, or the month is none.</summary>
    private string? Day(Match match)
    {
        int day = Number(match, "d");
        if (day is < 1 or > 31 || (match.Groups["m"].Success && Number(match, "m") is < 1 or > 12)) return null;
        if (_days is not null)
        {
            string before = match.Result("$`").TrimEnd();
            string word = before[(before.LastIndexOf(' ') + 1)..].ToLowerInvariant();
            return _days[day - 1] + (word is "der" or "die" or "das" ? "" : _inflecting.Contains(word) ? "n" : "r");
        }

        return day == 1 && _table.Row("first") is [_, var first]
            ? first
            : _table.Numbers.Say(day.ToString(CultureInfo.InvariantCulture));
    }

    private string? SayTime(Match match)
    {
        int hour = Number(match, "h");
        int minute = Number(match, "m");
        if (hour > 24) return null;
        string[] hours = _table.Row("hour")!;
        bool han = _table.Language == SpokenLanguage.Chinese;
        string said = Say(hour);
        string minutes = han && minute < 10 ? "零" + Say(minute) : Say(minute);
        if (minute == 0) return hour == 1 ? hours[0] : han ? said + hours[1] : $"{said} {hours[1]}";
        string time = _table.Row("time")![0]
            .Replace("{h}", said, StringComparison.Ordinal).Replace("{m}", minutes, StringComparison.Ordinal);
        return !match.Groups["s"].Success ? time
            : han ? $"{time}{Say(Number(match, "s"))}秒"
            : $"{time} {Say(Number(match, "s"))}";

        string Say(int number) => _table.Numbers.Say(number.ToString(CultureInfo.InvariantCulture));
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
}
