using System.Diagnostics;

namespace Understudy.Tests;

/// <summary>Waits for what happens at its own pace.</summary>
public static class Eventually
{
    /// <summary>Asks again until there is an answer that is wanted.</summary>
    /// <exception cref="TimeoutException">There was none within the time; the message shows the last one.</exception>
    public static async Task<T> GetAsync<T>(Func<Task<T>> ask, Func<T, bool> wanted, TimeSpan? within = null)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            T answer = await ask();
            if (wanted(answer)) return answer;
            if (watch.Elapsed > (within ?? Limits.Wait))
                throw new TimeoutException($"It never came; the last answer was: {answer}");
            await Task.Delay(10);
        }
    }

    /// <summary>Asks again until it is so.</summary>
    /// <exception cref="TimeoutException">It was not within the time.</exception>
    public static async Task HoldsAsync(Func<bool> condition, string what, TimeSpan? within = null)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            if (watch.Elapsed > (within ?? Limits.Wait)) throw new TimeoutException($"It never came true that {what}.");
            await Task.Delay(5);
        }
    }
}
