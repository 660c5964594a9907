using System.Diagnostics;

namespace Understudy.Infrastructure.Tests;

/// <summary>Waits for what happens by itself.</summary>
public static class Eventually
{
    public static async Task HoldsAsync(Func<bool> condition)
    {
        long start = Stopwatch.GetTimestamp();
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(10));
        while (!condition())
        {
            Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(20), "It did not happen in time.");
            await timer.WaitForNextTickAsync();
        }
    }
}
