namespace Understudy.Domain.Common;

/// <summary>
/// Reads instants that were written down by a clock that may have been put back since: no time may have passed by then, or
/// much. What only has to happen, and may happen again, must not wait for the old time to come back. What destroys
/// something keeps its date: a clock that is behind must not bring it forward.
/// </summary>
public static class WrittenInstants
{
    /// <summary>
    /// Whether something was written more than so long ago; what is as far in the future was, before the clock was put back.
    /// </summary>
    public static bool IsOlderThan(this DateTimeOffset written, TimeSpan age, DateTimeOffset now) =>
        (now - written).Duration() > age;

    /// <summary>How long it is until then: never longer than it was to be when it was written.</summary>
    public static TimeSpan LeftAt(this DateTimeOffset until, DateTimeOffset now, TimeSpan longest) =>
        until - now < longest ? until - now : longest;
}
