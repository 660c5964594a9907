using Understudy.Bench.Load;
using Understudy.Bench.Measuring;

namespace Understudy.Bench.Http;

/// <summary>Compares two servers under the same load, in turn.</summary>
internal static class HttpLoad
{
    /// <summary>Requests per second of the one and of the other.</summary>
    public static async Task<Pairs> CompareAsync(BenchRun run, Uri measured, Uri baseline, params string[] headers)
    {
        // Tiered compilation takes some seconds of load to come to its end.
        for (int warmUp = 0; warmUp < 2; warmUp++)
        {
            await Wrk.RunAsync(measured, run.LoadSeconds, run.Cancellation, headers);
            await Wrk.RunAsync(baseline, run.LoadSeconds, run.Cancellation, headers);
        }

        return await Pairs.TakeAsync(
            run.Repetitions,
            () => Wrk.RunAsync(measured, run.LoadSeconds, run.Cancellation, headers),
            () => Wrk.RunAsync(baseline, run.LoadSeconds, run.Cancellation, headers));
    }
}
