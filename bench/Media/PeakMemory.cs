using Understudy.Bench.Load;
using Understudy.Bench.Measuring;

namespace Understudy.Bench.Media;

/// <summary>Looks at the memory of a process and its children again and again.</summary>
internal static class PeakMemory
{
    /// <summary>How often it looks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>The most that this program had at once with all that descends from it, when it runs a command of its own.</summary>
    /// <param name="arguments">The command.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<double> OfAsync(string[] arguments, CancellationToken cancellationToken)
    {
        double peak = 0;
        int id = 0;
        Task<string> work = Tool.RunAsync(Environment.ProcessPath!, arguments, cancellationToken, started => id = started);
        using PeriodicTimer timer = new(Interval);
        while (!work.IsCompleted)
        {
            peak = Math.Max(peak, ProcessMemory.ResidentTree(id));
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }

        await work;
        return peak;
    }
}
