using Understudy.Bench.Measuring;
using Understudy.Bench.Storage;

namespace Understudy.Bench.Durable;

/// <summary>
/// How fast orchestrations run, beside merely appending the rows that they write, and whether stored ones slow new ones.
/// </summary>
internal static class OrchestrationBench
{
    private const int Batch = 1000;
    private const int Few = 500;

    // By then the code that runs has been compiled for good.
    private const int WarmUps = 15;

    // What two measurements of the very same thing differ by.
    private const double Noise = 0.1;

    public static async Task<IReadOnlyList<Row>> MeasureAsync(BenchRun run)
    {
        int many = run.Quick ? 10_000 : 50_000;
        int[] rows = await WrittenByBatchAsync(run);
        using AppendBaseline baseline = new(run.Scratch.Folder("append"));
        using DurableApp small = await DurableApp.StartAsync(run);
        using DurableApp large = await DurableApp.StartAsync(run);
        await small.RunBatchAsync(Few, run.Cancellation);
        await large.RunBatchAsync(many, run.Cancellation);
        for (int i = 0; i < WarmUps; i++) await small.RunPassingBatchAsync(Batch, run.Cancellation);
        await large.RunPassingBatchAsync(Batch, run.Cancellation);
        double Append() => baseline.Append(rows, BatchEndpoints.InFlight).TotalSeconds;
        Append();
        Pairs speed = await Pairs.TakeAsync(
            run.Repetitions,
            async () => Batch / await small.RunPassingBatchAsync(Batch, run.Cancellation),
            () => Task.FromResult(Batch / Append()));
        Pairs flat = await Pairs.TakeAsync(
            run.Repetitions,
            async () => await large.RunPassingBatchAsync(Batch, run.Cancellation) / Batch * 1000,
            async () => await small.RunPassingBatchAsync(Batch, run.Cancellation) / Batch * 1000);
        return
        [
            Row.RatioAlone(
                $"five-activity orchestrations, {BatchEndpoints.InFlight} in flight ÷ appending as many rows "
                + $"({AppendBaseline.Describe(rows, Batch)} each)",
                speed,
                "/s"),
            Row.RatioAtMost($"an orchestration with {many:#,0} stored ÷ with {Few}", flat, 1 + Noise, "ms"),
        ];
    }

    private static async Task<int[]> WrittenByBatchAsync(BenchRun run)
    {
        using DurableApp app = await DurableApp.StartAsync(run);
        using WrittenRows written = new(app.Database);
        await app.RunBatchAsync(Batch, run.Cancellation);
        return written.Sizes();
    }
}
