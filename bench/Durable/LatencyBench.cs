using Understudy.Bench.Measuring;
using Understudy.Bench.Storage;

namespace Understudy.Bench.Durable;

/// <summary>How soon an orchestration begins to work on an idle engine, beside one commit.</summary>
internal static class LatencyBench
{
    private static readonly int[] _row = [100];

    public static async Task<IReadOnlyList<Row>> MeasureAsync(BenchRun run)
    {
        int count = run.Quick ? 50 : 200;
        using DurableApp app = await DurableApp.StartAsync(run);
        using AppendBaseline baseline = new(run.Scratch.Folder("append"));
        Task<double> CommitAsync() => Median.OfAsync(count, async () =>
        {
            await Task.Delay(LatencyEndpoint.Idle, run.Cancellation);
            return baseline.Append(_row, rowsPerCommit: 1).TotalMilliseconds;
        });
        await app.MeasureLatencyAsync(count, run.Cancellation);
        await CommitAsync();
        Pairs pairs = await Pairs.TakeAsync(
            run.Repetitions, () => app.MeasureLatencyAsync(count, run.Cancellation), CommitAsync);
        return [Row.RatioAlone("schedule → first activity, idle engine ÷ one commit", pairs, "ms")];
    }
}
