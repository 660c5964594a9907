using Understudy.Bench.Measuring;

namespace Understudy.Bench.Media;

/// <summary>The most memory that a 1080p render has at once, in our process and in ffmpeg's.</summary>
internal static class RenderMemoryBench
{
    public static async Task<IReadOnlyList<Row>> MeasureAsync(BenchRun run)
    {
        Presenter presenter = await run.PresenterAsync();
        double peak = await Median.OfAsync(
            run.Quick ? 1 : 3,
            () => PeakMemory.OfAsync(
                [RenderCommand.Command, presenter.Video.Folder, "1080", run.Scratch.Folder("render")], run.Cancellation));
        return
        [
            Row.AtMost(
                $"peak memory of a 1080p render (VmRSS of the process tree every {PeakMemory.Interval.TotalMilliseconds} ms)",
                peak,
                400,
                "MB"),
        ];
    }
}
