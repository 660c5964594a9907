using System.Globalization;
using NCrontab;

namespace Understudy.LocalRuntime.Timers;

/// <summary>When a timer function runs, in UTC: as an NCRONTAB expression says, or at a distance from the last run.</summary>
internal sealed class TimerSchedule
{
    private readonly CrontabSchedule? _cron;
    private readonly TimeSpan _interval;

    /// <exception cref="FormatException">It is neither.</exception>
    public TimerSchedule(string text)
    {
        // As the Functions host reads it: five fields are without seconds, and what is no expression may be a time span.
        int fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        string? mistake = null;
        _cron = CrontabSchedule.TryParse(
            text,
            new CrontabSchedule.ParseOptions { IncludingSeconds = fields != 5 },
            static schedule => schedule,
            error =>
            {
                mistake = error().Message;
                return null!;
            });
        if (mistake is null || (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out _interval) && _interval > TimeSpan.Zero))
            return;
        throw new FormatException($"'{text}' is no positive time span, and no NCRONTAB expression: {mistake}");
    }

    /// <summary>The first run after an instant; null if there is none any more.</summary>
    public DateTime? Next(DateTime after)
    {
        if (_cron is null) return after + _interval;
        DateTime next = _cron.GetNextOccurrence(after);
        return next == DateTime.MaxValue ? null : next;
    }
}
