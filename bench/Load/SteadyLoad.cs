using System.Diagnostics;

namespace Understudy.Bench.Load;

/// <summary>
/// Requests at a steady rate, whether or not the ones before have been answered: a server that stalls is asked on, and
/// what piles up shows. Latency counts from when a request was due, not from when it got its turn.
/// </summary>
internal static class SteadyLoad
{
    /// <summary>Sends so many requests a second for a while.</summary>
    /// <param name="perSecond">How many.</param>
    /// <param name="seconds">For how long.</param>
    /// <param name="send">Sends the request of that number, and fails when the answer is not what it should be.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The 99th percentile of the latency, in milliseconds.</returns>
    public static async Task<double> P99Async(
        int perSecond, int seconds, Func<int, Task> send, CancellationToken cancellationToken)
    {
        var requests = new Task<double>[perSecond * seconds];
        long begin = Stopwatch.GetTimestamp();
        for (int i = 0; i < requests.Length; i++)
        {
            long due = begin + (i * Stopwatch.Frequency / perSecond);
            while (Stopwatch.GetTimestamp() < due) await Task.Delay(1, cancellationToken);
            requests[i] = TimeAsync(i, due, send);
        }

        double[] latencies = [.. (await Task.WhenAll(requests)).Order()];
        return latencies[(int)Math.Ceiling(latencies.Length * 0.99) - 1];
    }

    private static async Task<double> TimeAsync(int number, long due, Func<int, Task> send)
    {
        await send(number);
        return Stopwatch.GetElapsedTime(due).TotalMilliseconds;
    }
}
