namespace Understudy.LocalRuntime.State;

/// <summary>How long triggers wait before they try again.</summary>
internal static class BackOff
{
    private static readonly TimeSpan _first = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(5);

    /// <summary>No wait is longer, jitter included: what is to be tried again later than that was planned before the clock was
    /// put back, and is due.</summary>
    public static TimeSpan Longest { get; } = _longest * 1.2;

    /// <summary>Doubles with each attempt; the jitter of 20 % keeps what failed together from returning together.
    /// </summary>
    /// <param name="attempts">How many attempts have failed, from 1 on.</param>
    public static TimeSpan After(int attempts)
    {
        double seconds = _first.TotalSeconds * Math.Pow(2, Math.Min(attempts, 30) - 1);
        double jitter = 0.8 + (Random.Shared.NextDouble() * 0.4);
        return TimeSpan.FromSeconds(Math.Min(seconds, _longest.TotalSeconds) * jitter);
    }
}
