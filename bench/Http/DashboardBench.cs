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
    private const int Requests = 100;

    public static async Task<IReadOnlyList<Row>> MeasureAsync(BenchRun run)
    {
        string data = run.Scratch.Folder("dashboard");
        using AppServer app = await AppServer.StartAsync(data, run.Cancellation);
        HttpClient many = app.Process.Client;
        using HttpClient few = new() { BaseAddress = app.Process.Address };
        (_, string fewId) = await AppServer.SignInAsync(few, "few@example.com", run.Cancellation);
        await AddVideosAsync(data, app.UserId, Many, run.Cancellation);
        await AddVideosAsync(data, fewId, Few, run.Cancellation);
        for (int warmUp = 0; warmUp < 2; warmUp++)
        {
            await AskAsync(many, 10 * Requests, run.Cancellation);
            await AskAsync(few, 10 * Requests, run.Cancellation);
        }

        // Many short turns: one of them is about as long as another process disturbs it.
        List<double> waits = [];
        Pairs pairs = await Pairs.TakeAsync(
            8 * run.Repetitions,
            async () =>
            {
                double[] turn = await AskAsync(many, Requests, run.Cancellation);
                waits.AddRange(turn);
                return Median.Of(turn);
            },
            async () => Median.Of(await AskAsync(few, Requests, run.Cancellation)));
        waits.Sort();
        return
        [
            Row.AtMost($"dashboard with {Many:#,0} videos, p99, {PageLoad.Askers} at a time", waits[(waits.Count * 99 / 100) - 1], 25, "ms"),
            Row.RatioAtMost($"dashboard with {Many:#,0} videos ÷ with {Few}, medians", pairs, 1.25, "ms"),
        ];
    }

    private static async Task AddVideosAsync(
        string data, string ownerId, int count, CancellationToken cancellationToken)
    {
        using SqliteDocumentStore store = new(
            new SqliteOptions(Path.Combine(data, "documents.db")), TimeProvider.System);
        await Parallel.ForAsync(0, count, cancellationToken, async (_, cancellation) =>
            await store.CreateAsync(SampleVideo.Completed(ownerId), cancellation));
    }

    private static Task<double[]> AskAsync(HttpClient client, int requests, CancellationToken cancellationToken) =>
        PageLoad.AskAsync(client, requests, _ => "/api/v1/dashboard", cancellationToken);
}
