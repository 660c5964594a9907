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

    /// <summary>
    /// Whether a claim until then still holds. None is made for longer than that, so one that ends after twice the time was
    /// made before the clock was put back; one that is a little too long is left to the corrections that every clock has.
    /// </summary>
    public static bool HoldsAt(this DateTimeOffset until, DateTimeOffset now, TimeSpan longest) =>
        until > now && until - now <= 2 * longest;

    /// <summary>How long it is until then: never longer than it was to be when it was written.</summary>
    public static TimeSpan LeftAt(this DateTimeOffset until, DateTimeOffset now, TimeSpan longest) =>
        until - now < longest ? until - now : longest;
}
