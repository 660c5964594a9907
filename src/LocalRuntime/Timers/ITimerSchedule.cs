using System.Globalization;

namespace Understudy.LocalRuntime.Timers;

/// <summary>When a timer function runs, in UTC.</summary>
internal interface ITimerSchedule
{
    /// <summary>The first run after an instant; null if there is none any more.</summary>
    DateTime? Next(DateTime after);

    /// <summary>A time span between runs, or an NCRONTAB expression.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    static ITimerSchedule Parse(string text) =>
        text.Contains(':', StringComparison.Ordinal) ? IntervalSchedule.Parse(text) : CronSchedule.Parse(text);
}

/// <summary>Runs at a fixed distance from the last run.</summary>
internal sealed class IntervalSchedule(TimeSpan interval) : ITimerSchedule
{
    public static IntervalSchedule Parse(string text) =>
        TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan interval) && interval > TimeSpan.Zero
            ? new IntervalSchedule(interval)
            : throw new FormatException($"'{text}' is no positive time span.");

    public DateTime? Next(DateTime after) => after.Add(interval);
}
