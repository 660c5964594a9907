namespace Understudy.Infrastructure.Sandbox;

/// <summary>How long the sandbox's months are.</summary>
/// <param name="month">The length of every month, or null for the calendar's.</param>
public sealed class SandboxCalendar(TimeSpan? month)
{
    /// <summary>
    /// The end of a period. In a month that lacks the day it is the month's last, and the day again in the next.
    /// </summary>
    /// <param name="start">The period's beginning.</param>
    /// <param name="day">The day of the month on which periods begin, 1–31.</param>
    public DateTimeOffset PeriodEnd(DateTimeOffset start, int day)
    {
        if (month is { } length) return start + length;
        DateTimeOffset next = start.AddMonths(1);
        return next.AddDays(Math.Min(day, DateTime.DaysInMonth(next.Year, next.Month)) - next.Day);
    }
}
