using Understudy.Bench.Load;
using Understudy.Bench.Measuring;

namespace Understudy.Bench.Http;

/// <summary>How long the published app takes from its start to its first answer.</summary>
internal static class StartBench
{
    private const int Starts = 5;

    public static async Task<IReadOnlyList<Row>> MeasureAsync(BenchRun run)
    {
        string published = run.Scratch.Folder("publish");
        await Tool.RunAsync(
            "dotnet",
            [
                "publish", Checkout.Path("src/Functions"), "-c", "Release", "-o", published,
                "-v", "quiet", "--nologo", "--disable-build-servers",
            ],
            run.Cancellation);
        string data = run.Scratch.Folder("start");
        async Task<double> StartAsync(string folder)
        {
            using ServerProcess app = await AppServer.StartAsync(
                Path.Combine(published, "Understudy.Functions"), folder, run.Cancellation);
            return app.StartTime.TotalSeconds;
        }

        // The first start reads the files from the disk for those that follow.
        await StartAsync(data);
        double again = await Median.OfAsync(Starts, () => StartAsync(data));
        double first = await Median.OfAsync(Starts, () => StartAsync(run.Scratch.Folder("start")));
        return
        [
            Row.AtMost("start of the published build to its first answer, data there", again, 1, "s"),
            Row.AtMost("the same, with no data yet: databases and keys are made", first, 1, "s"),
        ];
    }
}
