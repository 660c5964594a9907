using Understudy.Bench.Load;
using Understudy.Bench.Measuring;

namespace Understudy.Bench.Media;

/// <summary>The most memory that a 1080p render has at once, in our process and in ffmpeg's.</summary>
internal static class RenderMemoryBench
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(50);

    public static async Task<IReadOnlyList<Row>> MeasureAsync(BenchRun run)
    {
        Presenter presenter = await run.PresenterAsync();
        double peak = await Median.OfAsync(run.Quick ? 1 : 3, () => PeakAsync(run, presenter));
        return
        [
            Row.AtMost(
                $"peak memory of a 1080p render (VmRSS of the process tree every {_interval.TotalMilliseconds} ms)",
                peak,
                400,
                "MB"),
        ];
    }

    private static async Task<double> PeakAsync(BenchRun run, Presenter presenter)
    {
        double peak = 0;
        int id = 0;
        Task<string> render = Tool.RunAsync(
            Environment.ProcessPath!,
            [RenderCommand.Command, presenter.Video.Folder, "1080", run.Scratch.Folder("render")],
            run.Cancellation,
            started => id = started);
        using PeriodicTimer timer = new(_interval);
        while (!render.IsCompleted)
        {
            peak = Math.Max(peak, ProcessMemory.ResidentTree(id));
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }

        await render;
        return peak;
    }
}
