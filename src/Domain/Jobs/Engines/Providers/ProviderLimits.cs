namespace Understudy.Domain.Jobs.Engines.Providers;

/// <summary>How a provider is waited for.</summary>
/// <param name="Poll">How often it is asked how work stands, where no callback came.</param>
/// <param name="Patience">
/// How long it may take over work that it has taken; how long a callback is waited for that tells whether it has; and how long it
/// is asked again, where it takes none. All three end in a failure, and nothing is charged.
/// </param>
/// <param name="JobsAtOnce">How many jobs of a lane are with it at once.</param>
public sealed record ProviderLimits(TimeSpan Poll, TimeSpan Patience, int JobsAtOnce)
{
    /// <summary>How long it may take to bring a film here.</summary>
    public static TimeSpan Fetch { get; } = TimeSpan.FromMinutes(8);

    /// <summary>How often that is tried.</summary>
    public const int MostFetches = 5;

    /// <summary>For how long a late callback is told from one of nobody's.</summary>
    public static TimeSpan Memory { get; } = TimeSpan.FromDays(7);

    private static readonly TimeSpan _longestPause = TimeSpan.FromMinutes(5);

    /// <summary>How long to wait before asking again.</summary>
    /// <param name="refusals">How often it had no time, from 1 on.</param>
    /// <param name="asked">What the provider wants, which counts within bounds.</param>
    public static TimeSpan PauseAfter(int refusals, TimeSpan? asked)
    {
        var own = TimeSpan.FromSeconds(5 * Math.Pow(2, Math.Min(refusals - 1, 6)));
        TimeSpan wanted = asked > own ? asked.Value : own;
        return wanted < _longestPause ? wanted : _longestPause;
    }
}
