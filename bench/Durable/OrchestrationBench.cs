using Understudy.Bench.Measuring;

namespace Understudy.Bench.Durable;

/// <summary>How fast orchestrations run, and whether stored ones slow new ones.</summary>
internal static class OrchestrationBench
{
    private const int Batch = 1000;
    private const int Few = 500;

    // What two measurements of the very same thing differ by.
    private const double Noise = 0.1;

    public static async Task<IReadOnlyList<Row>> MeasureAsync(BenchRun run)
    {
        int many = run.Quick ? 10_000 : 50_000;
        using DurableApp small = await DurableApp.StartAsync(run);
        using DurableApp large = await DurableApp.StartAsync(run);
        await small.RunBatchAsync(Few, run.Cancellation);
        await large.RunBatchAsync(many, run.Cancellation);
        await small.RunPassingBatchAsync(Batch, run.Cancellation);
        await large.RunPassingBatchAsync(Batch, run.Cancellation);
        Pairs pairs = await Pairs.TakeAsync(
            run.Repetitions,
            async () => await large.RunPassingBatchAsync(Batch, run.Cancellation) / Batch * 1000,
            async () => await small.RunPassingBatchAsync(Batch, run.Cancellation) / Batch * 1000);
        return
        [
            Row.AtLeast(
                $"five-activity orchestrations, {BatchEndpoints.InFlight} in flight, on SQLite",
                1000 / pairs.Baseline,
                500,
                "/s"),
            Row.RatioAtMost($"an orchestration with {many:#,0} stored ÷ with {Few}", pairs, 1 + Noise, "ms"),
        ];
    }
}
