using Understudy.Bench.Measuring;

namespace Understudy.Bench.Durable;

/// <summary>How soon an orchestration begins to work on an idle engine.</summary>
internal static class LatencyBench
{
    public static async Task<IReadOnlyList<Row>> MeasureAsync(BenchRun run)
    {
        int count = run.Quick ? 50 : 200;
        using DurableApp app = await DurableApp.StartAsync(run);
        await app.MeasureLatencyAsync(count, run.Cancellation);
        double latency = await Median.OfAsync(
            run.Repetitions, () => app.MeasureLatencyAsync(count, run.Cancellation));
        return [Row.AtMost("schedule → first activity, idle engine", latency, 5, "ms")];
    }
}
