namespace Understudy.LocalRuntime.Timers;

/// <summary>
/// An NCRONTAB expression: second, minute, hour, day, month, day of the week; with five fields the second is 0. All
/// fields must match: unlike in crontab(5), a day and a day of the week that are both restricted must both hold.
/// </summary>
internal sealed class CronSchedule : ITimerSchedule
{
    // February the 29th on a given day of the week comes back after at most 40 years.
    private const int SearchedYears = 41;

    private static readonly string[] _months =
    [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ];

    private static readonly string[] _days =
        ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    private readonly CronField _second;
    private readonly CronField _minute;
    private readonly CronField _hour;
    private readonly CronField _day;
    private readonly CronField _month;
    private readonly CronField _dayOfWeek;

    private CronSchedule(string[] fields)
    {
        _second = CronField.Parse(fields[0], 0, 59);
        _minute = CronField.Parse(fields[1], 0, 59);
        _hour = CronField.Parse(fields[2], 0, 23);
        _day = CronField.Parse(fields[3], 1, 31);
        _month = CronField.Parse(fields[4], 1, 12, _months);
        _dayOfWeek = CronField.Parse(fields[5], 0, 6, _days);
    }

    /// <exception cref="FormatException">It is no such expression.</exception>
    public static CronSchedule Parse(string expression)
    {
        string[] fields = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return fields.Length switch
        {
            6 => new CronSchedule(fields),
            5 => new CronSchedule(["0", .. fields]),
            _ => throw new FormatException($"'{expression}' has {fields.Length} fields; NCRONTAB has 6, or 5."),
        };
    }

    public DateTime? Next(DateTime after)
    {
        DateTime from = new DateTime(after.Ticks - (after.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc)
            .AddSeconds(1);
        if (TimeOfDayFrom(from.TimeOfDay) is { } today && IsOn(from))
            return from.Date + today;

        TimeSpan earliest = TimeOfDayFrom(TimeSpan.Zero)!.Value;
        DateTime end = after.Year + SearchedYears > DateTime.MaxValue.Year
            ? DateTime.MaxValue.Date
            : from.Date.AddYears(SearchedYears);
        for (DateTime day = from.Date.AddDays(1); day < end; day = day.AddDays(1))
        {
            if (IsOn(day))
                return day + earliest;
        }

        return null;
    }

    private bool IsOn(DateTime day) =>
        _month.Contains(day.Month) && _day.Contains(day.Day) && _dayOfWeek.Contains((int)day.DayOfWeek);

    /// <summary>The first matching time of the day that is not before the given one, or null.</summary>
    private TimeSpan? TimeOfDayFrom(TimeSpan time)
    {
        int hour = _hour.AtLeast(time.Hours);
        if (hour < 0)
            return null;
        if (hour > time.Hours)
            return new TimeSpan(hour, _minute.AtLeast(0), _second.AtLeast(0));

        int minute = _minute.AtLeast(time.Minutes);
        if (minute == time.Minutes)
        {
            int second = _second.AtLeast(time.Seconds);
            if (second >= 0)
                return new TimeSpan(hour, minute, second);
            minute = _minute.AtLeast(time.Minutes + 1);
        }

        if (minute >= 0)
            return new TimeSpan(hour, minute, _second.AtLeast(0));
        hour = _hour.AtLeast(time.Hours + 1);
        return hour < 0 ? null : new TimeSpan(hour, _minute.AtLeast(0), _second.AtLeast(0));
    }
}
