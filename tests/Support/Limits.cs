namespace Understudy.Tests;

/// <summary>
/// How long tests wait before they say that something will never come. No test is about how fast the machine is: these
/// limits are met by one that is ten times slower than usual and busy besides, and only a failure ever waits so long.
/// </summary>
public static class Limits
{
    /// <summary>For what usually takes milliseconds, and a second or two at most.</summary>
    public static TimeSpan Wait { get; } = TimeSpan.FromMinutes(5);

    /// <summary>For what the real engine does: it usually takes seconds, and a minute at most.</summary>
    public static TimeSpan Work { get; } = TimeSpan.FromMinutes(30);
}
