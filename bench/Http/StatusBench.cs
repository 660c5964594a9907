using Understudy.Bench.Load;
using Understudy.Bench.Measuring;

namespace Understudy.Bench.Http;

/// <summary>The app's most frequent request: how far is my video? It is completed, so the answer has signed URLs.</summary>
internal static class StatusBench
{
    public static async Task<IReadOnlyList<Row>> MeasureAsync(BenchRun run)
    {
        using AppServer app = await AppServer.StartAsync(run.Scratch.Folder("status"), run.Cancellation);
        string path = await app.AddVideoAsync(run.Cancellation);
        using ServerProcess bare =
            await ServerProcess.StartOwnAsync(BareServer.Command, BareServer.Path, run.Cancellation);
        Pairs pairs = await HttpLoad.CompareAsync(
            run,
            new Uri(app.Process.Address, path),
            new Uri(bare.Address, BareServer.Path),
            $"Authorization: Bearer {app.Token}");
        return [Row.RatioAtLeast("status of a completed video, authenticated ÷ bare minimal API", pairs, 0.3, "/s")];
    }
}
