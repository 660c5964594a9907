using System.Diagnostics;
using Understudy.Bench.Measuring;
using Understudy.Infrastructure.Sqlite;

namespace Understudy.Bench.Http;

/// <summary>
/// How long somebody with many videos waits for their dashboard, four asking at a time; and whether it is longer than
/// with a tenth of the videos.
/// </summary>
internal static class DashboardBench
{
    private const int Many = 5000;
    private const int Few = 500;
    private const int Askers = 4;

    public static async Task<IReadOnlyList<Row>> MeasureAsync(BenchRun run)
    {
        using AppServer many = await StartAsync(run, Many);
        using AppServer few = await StartAsync(run, Few);
        int requests = run.Quick ? 1000 : 4000;
        List<double> slow = [];
        await AskAsync(many, requests, run.Cancellation);
        await AskAsync(few, requests, run.Cancellation);
        Pairs pairs = await Pairs.TakeAsync(
            run.Repetitions,
            async () =>
            {
                double[] waits = await AskAsync(many, requests, run.Cancellation);
                slow.Add(waits[(waits.Length * 99 / 100) - 1]);
                return Median.Of(waits);
            },
            async () => Median.Of(await AskAsync(few, requests, run.Cancellation)));
        return
        [
            Row.AtMost($"dashboard with {Many:#,0} videos, p99, {Askers} at a time", Median.Of(slow), 25, "ms"),
            Row.RatioAtMost($"dashboard with {Many:#,0} videos ÷ with {Few}, medians", pairs, 1.25, "ms"),
        ];
    }

    private static async Task<AppServer> StartAsync(BenchRun run, int videos)
    {
        string data = run.Scratch.Folder("dashboard");
        AppServer app = await AppServer.StartAsync(data, run.Cancellation);
        using SqliteDocumentStore store = new(
            new SqliteOptions(Path.Combine(data, "documents.db")), TimeProvider.System);
        await Parallel.ForAsync(0, videos, run.Cancellation, async (_, cancellation) =>
            await store.CreateAsync(SampleVideo.Completed(app.UserId), cancellation));
        return app;
    }

    // What each request waited, in ms, the shortest first.
    private static async Task<double[]> AskAsync(AppServer app, int requests, CancellationToken cancellationToken)
    {
        double[] waits = new double[requests];
        ParallelOptions options = new() { MaxDegreeOfParallelism = Askers, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, requests, options, async (i, cancellation) =>
        {
            long begin = Stopwatch.GetTimestamp();
            using HttpResponseMessage answer = await app.Process.Client.GetAsync(
                new Uri("/api/v1/dashboard", UriKind.Relative), cancellation);
            answer.EnsureSuccessStatusCode();
            waits[i] = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        });
        Array.Sort(waits);
        return waits;
    }
}
