using System.Diagnostics;

namespace Understudy.MediaEngine.Tests;

/// <summary>Polls for a result that another process brings about.</summary>
internal static class Eventually
{
    public static async Task True(Func<bool> condition)
    {
        var waited = Stopwatch.StartNew();
        while (!condition())
        {
            waited.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10), "The condition did not become true.");
            await Task.Delay(TimeSpan.FromMilliseconds(10));
        }
    }
}
