using Microsoft.DurableTask;

namespace Understudy.Functions.Core;

/// <summary>
/// How orchestrations try an activity again, from the hastiest to the most stubborn. All begin within seconds, for most
/// faults are over by then, and double their waits (the engine's grow faster) up to an hour: what is down is not hammered, and
/// what is up again not kept waiting.
/// </summary>
internal static class Retry
{
    /// <summary>
    /// Three attempts within 10 seconds, for the engine's work: each may take minutes of everybody's processor, its deadline
    /// goes on, and what breaks three times is broken.
    /// </summary>
    public static readonly TaskOptions Thrice = With(attempts: 3, firstSeconds: 2, factor: 4);

    /// <summary>
    /// For two minutes, for a step that somebody waits for, or that can be done without: it outlasts a restart of what it
    /// needs, and then says that it failed.
    /// </summary>
    public static readonly TaskOptions Patiently = With(attempts: 8, firstSeconds: 1);

    /// <summary>For two hours and more, for what needs much room: a disk that is full may have some again by then.</summary>
    public static readonly TaskOptions ForHours = With(attempts: 12, firstSeconds: 5);

    /// <summary>For a day, for mail: a mail server is repaired within one, and older news is no news.</summary>
    public static readonly TaskOptions ForADay = With(attempts: 32, firstSeconds: 5);

    /// <summary>
    /// For three days, for the gateway's events: as long as Stripe itself goes on delivering one. The sweeps make up for what
    /// is given up.
    /// </summary>
    public static readonly TaskOptions ForDays = With(attempts: 84, firstSeconds: 2);

    /// <summary>
    /// For a week, for the last steps, such as the one that settles what a job cost: nobody comes after them, so they outlast
    /// an outage over a long weekend with nobody at work.
    /// </summary>
    public static readonly TaskOptions Stubbornly = With(attempts: 180, firstSeconds: 1);

    private static TaskOptions With(int attempts, int firstSeconds, double factor = 2) =>
        TaskOptions.FromRetryPolicy(new RetryPolicy(
            attempts, TimeSpan.FromSeconds(firstSeconds), factor, maxRetryInterval: TimeSpan.FromHours(1)));
}
