using Understudy.Bench.Load;
using Understudy.Bench.Measuring;

namespace Understudy.Bench.Http;

/// <summary>What the published app keeps in memory when it has answered some requests and has nothing more to do.</summary>
internal static class IdleMemoryBench
{
    private const int Requests = 1000;

    // Until what is compiled anew in the background is done.
    private static readonly TimeSpan _quiet = TimeSpan.FromSeconds(3);

    public static async Task<IReadOnlyList<Row>> MeasureAsync(BenchRun run)
    {
        PublishedBuilds published = await run.PublishedAsync();
        Pairs pairs = await Pairs.TakeAsync(
            run.Repetitions,
            async () =>
            {
                using AppServer app = await published.SignInAsync(run.Scratch.Folder("memory"), run.Cancellation);
                return await AfterRequestsAsync(
                    app.Process, await app.AddVideoAsync(run.Cancellation), run.Cancellation);
            },
            async () =>
            {
                using ServerProcess bare = await published.StartBareAsync(run.Cancellation);
                return await AfterRequestsAsync(bare, BareServer.Path, run.Cancellation);
            });
        return
        [
            Row.RatioAtMost(
                $"resident memory, idle after {Requests:#,0} requests for a video's status ÷ a bare app's after as many",
                pairs,
                2.5,
                "MB"),
        ];
    }

    private static async Task<double> AfterRequestsAsync(
        ServerProcess server, string path, CancellationToken cancellationToken)
    {
        for (int i = 0; i < Requests; i++)
        {
            using HttpResponseMessage answer =
                await server.Client.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
            answer.EnsureSuccessStatusCode();
        }

        await Task.Delay(_quiet, cancellationToken);
        return ProcessMemory.Resident(server.Id);
    }
}
