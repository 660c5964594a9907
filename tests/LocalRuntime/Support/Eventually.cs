using System.Diagnostics;

namespace Understudy.LocalRuntime.Tests.Support;

/// <summary>Waits for what happens at its own pace.</summary>
internal static class Eventually
{
    /// <summary>Polls until the condition holds, for 15 seconds at most.</summary>
    public static async Task HoldsAsync(Func<bool> condition, string what)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (!condition())
        {
            if (watch.Elapsed > TimeSpan.FromSeconds(15))
                throw new TimeoutException($"It never came true that {what}.");
            await Task.Delay(5);
        }
    }
}
