using Understudy.Bench.Load;
using Understudy.Bench.Measuring;
using Understudy.Domain.Jobs;
using Understudy.Infrastructure.Sqlite;

namespace Understudy.Bench.Http;

/// <summary>The app's most frequent request: how far is my video? It is completed, so the answer has signed URLs.</summary>
internal static class StatusBench
{
    public static async Task<IReadOnlyList<Row>> MeasureAsync(BenchRun run)
    {
        string data = run.Scratch.Folder("status");
        using AppServer app = await AppServer.StartAsync(data, run.Cancellation);
        string videoId = await AddVideoAsync(data, app.UserId, run.Cancellation);
        using ServerProcess bare =
            await ServerProcess.StartOwnAsync(BareServer.Command, BareServer.Path, run.Cancellation);
        Pairs pairs = await HttpLoad.CompareAsync(
            run,
            new Uri(app.Process.Address, $"/api/v1/generate/{videoId}/status"),
            new Uri(bare.Address, BareServer.Path),
            $"Authorization: Bearer {app.Token}");
        return [Row.RatioAtLeast("status of a completed video, authenticated ÷ bare minimal API", pairs, 0.25, "/s")];
    }

    private static async Task<string> AddVideoAsync(string data, string ownerId, CancellationToken cancellationToken)
    {
        Job video = SampleVideo.Completed(ownerId);
        using SqliteDocumentStore store = new(
            new SqliteOptions(Path.Combine(data, "documents.db")), TimeProvider.System);
        await store.CreateAsync(video, cancellationToken);
        return video.Id;
    }
}
