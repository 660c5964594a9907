using Understudy.Bench.Billing;
using Understudy.Bench.Durable;
using Understudy.Bench.Http;
using Understudy.Bench.Jobs;
using Understudy.Bench.Ledger;
using Understudy.Bench.Measuring;
using Understudy.Bench.Media;

namespace Understudy.Bench;

/// <summary>Measures what was asked for and prints the table.</summary>
internal static class BenchCommand
{
    private static readonly (string Name, Func<BenchRun, Task<IReadOnlyList<Row>>> Measure)[] _families =
    [
        ("function", FunctionBench.MeasureAsync),
        ("status", StatusBench.MeasureAsync),
        ("dashboard", DashboardBench.MeasureAsync),
        ("sora", SoraBench.MeasureAsync),
        ("filmstudio", FilmStudioBench.MeasureAsync),
        ("orchestrations", OrchestrationBench.MeasureAsync),
        ("latency", LatencyBench.MeasureAsync),
        ("ledger", LedgerBench.MeasureAsync),
        ("lanes", LaneBench.MeasureAsync),
        ("webhooks", WebhookBench.MeasureAsync),
        ("render", RenderBench.MeasureAsync),
        ("render-memory", RenderMemoryBench.MeasureAsync),
        ("lip-sync", LipSyncBench.MeasureAsync),
        ("recognition", RecognitionBench.MeasureAsync),
        ("recognition-memory", RecognitionMemoryBench.MeasureAsync),
        ("music", MusicBench.MeasureAsync),
        ("film", FilmBench.MeasureAsync),
        ("pictures", PictureFilmBench.MeasureAsync),
        ("upload", UploadBench.MeasureAsync),
        ("upload-multipart", FormUploadBench.MeasureAsync),
        ("start", StartBench.MeasureAsync),
        ("memory", IdleMemoryBench.MeasureAsync),
    ];

    public static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        string[] names = [.. args.Where(arg => arg != "--quick")];
        string[] unknown = [.. names.Except(_families.Select(family => family.Name))];
        if (unknown.Length > 0)
        {
            await Console.Error.WriteLineAsync(
                $"No such row: {string.Join(' ', unknown)}. Known: {string.Join(' ', _families.Select(f => f.Name))}, "
                + "and --quick for fewer repetitions.");
            return 2;
        }

        using Scratch scratch = new();
        BenchRun run = new(args.Contains("--quick"), scratch, cancellationToken);
        List<Row> rows = [];
        int status = 0;
        await Console.Out.WriteLineAsync(Machine.Describe());
        double loadBefore = Machine.Load();
        foreach ((string name, Func<BenchRun, Task<IReadOnlyList<Row>>> measure) in _families)
        {
            if (names.Length > 0 && !names.Contains(name)) continue;
            try
            {
                await Console.Error.WriteLineAsync($"measuring: {name}");
                rows.AddRange(await measure(run));
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                status = 130;
                break;
            }
            catch (Exception failure)
            {
                await Console.Error.WriteLineAsync($"{name} could not be measured: {failure}");
                status = 1;
            }
        }

        await Console.Out.WriteLineAsync(
            FormattableString.Invariant($"Load average before: {loadBefore:0.0}, after: {Machine.Load():0.0}")
            + (run.Quick ? " · quick: fewer repetitions" : ""));
        await Console.Out.WriteLineAsync(Report.Format(rows));
        return status;
    }
}
