namespace Understudy.LocalRuntime.State;

/// <summary>
/// What waits for a time of the wall clock sleeps no longer than a step at once, for a sleep goes on as planned when the
/// clock is put forward or back.
/// </summary>
internal static class ShortSteps
{
    /// <summary>The longest sleep; so much later at most is a clock that was put forward noticed.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>The wait, but no longer than a step, and not negative.</summary>
    public static TimeSpan Of(TimeSpan wait) =>
        wait < TimeSpan.Zero ? TimeSpan.Zero : wait > Longest ? Longest : wait;
}
