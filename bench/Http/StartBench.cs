using Understudy.Bench.Load;
using Understudy.Bench.Measuring;

namespace Understudy.Bench.Http;

/// <summary>How long the published app takes from its start to its first answer.</summary>
internal static class StartBench
{
    private const int Starts = 5;

    public static async Task<IReadOnlyList<Row>> MeasureAsync(BenchRun run)
    {
        PublishedBuilds published = await run.PublishedAsync();
        string data = run.Scratch.Folder("start");
        Task<double> AppAsync(string folder) => SecondsAsync(published.StartAppAsync(folder, run.Cancellation));
        Task<double> BareAsync() => SecondsAsync(published.StartBareAsync(run.Cancellation));

        // The first starts read the files from the disk for those that follow.
        await AppAsync(data);
        await BareAsync();
        Pairs again = await Pairs.TakeAsync(Starts, () => AppAsync(data), BareAsync);
        Pairs first = await Pairs.TakeAsync(Starts, () => AppAsync(run.Scratch.Folder("start")), BareAsync);
        return
        [
            Row.RatioAtMost("start of the published build to its first answer ÷ that of a bare app", again, 3, "s"),
            Row.RatioAlone("the same, with no data yet: databases and keys are made", first, "s"),
        ];
    }

    private static async Task<double> SecondsAsync(Task<ServerProcess> starting)
    {
        using ServerProcess server = await starting;
        return server.StartTime.TotalSeconds;
    }
}
