using System.Diagnostics;
using Understudy.Bench.Measuring;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.Scenes.Film;

namespace Understudy.Bench.Media;

/// <summary>
/// How fast films are made of prompts, and how much of that is ffmpeg's own work: the baseline decodes the film and encodes as
/// many frames at the same preset. Both are told by the clock and by what they took of the processors.
/// </summary>
internal static class FilmBench
{
    private const string Prompt = "A sailboat on a mountain lake at sunset, birds, pine trees";
    private const double Seconds = 10;

    public static async Task<IReadOnlyList<Row>> MeasureAsync(BenchRun run) =>
    [
        .. await MeasureAsync(run, 1280, 720),
        .. await MeasureAsync(run, 1920, 1080),
    ];

    /// <summary>Compares a film with its own transcoding.</summary>
    /// <param name="run">The run.</param>
    /// <param name="what">What is made.</param>
    /// <param name="make">Makes <c>film.mp4</c> in a folder.</param>
    public static async Task<IReadOnlyList<Row>> CompareAsync(BenchRun run, string what, Func<string, Task> make)
    {
        string folder = run.Scratch.Folder("film");
        List<(double Film, double Transcode)> processor = [];
        double filmProcessor = 0;

        async Task<double> MakeAsync()
        {
            double before = ProcessorTime.Seconds();
            long begin = Stopwatch.GetTimestamp();
            await make(folder);
            double taken = Stopwatch.GetElapsedTime(begin).TotalSeconds;
            filmProcessor = ProcessorTime.Seconds() - before;
            return taken;
        }

        async Task<double> TranscodeAsync()
        {
            double before = ProcessorTime.Seconds();
            long begin = Stopwatch.GetTimestamp();
            await ChildProcess.RunAsync(
                FFmpeg.Tool,
                [
                    .. FFmpeg.GlobalOptions, "-i", Path.Combine(folder, "film.mp4"), "-c:v", "libx264", "-preset", "veryfast",
                    "-crf", "21", "-threads", "2", "-pix_fmt", "yuv420p", "-movflags", "+faststart",
                        Path.Combine(folder, "again.mp4"),
                ],
                ToolLimits.Work,
                run.Cancellation);
            double taken = Stopwatch.GetElapsedTime(begin).TotalSeconds;
            processor.Add((filmProcessor, ProcessorTime.Seconds() - before));
            return taken;
        }

        // The first of all is compiled while it runs.
        await MakeAsync();
        await TranscodeAsync();
        processor.Clear();
        Pairs clock = await Pairs.TakeAsync(run.Repetitions, MakeAsync, TranscodeAsync);
        int next = 0;
        Pairs processors = await Pairs.TakeAsync(
            processor.Count, () => Task.FromResult(processor[next].Film), () => Task.FromResult(processor[next++].Transcode));
        return
        [
            Row.RatioAtMost($"{what} ÷ plain transcode", clock, 1.6, "s"),
            Row.RatioAtMost("the same in processor time", processors, 1.6, "s"),
        ];
    }

    private static Task<IReadOnlyList<Row>> MeasureAsync(BenchRun run, int width, int height) => CompareAsync(
        run,
        FormattableString.Invariant($"film of a prompt {height}p, {Seconds:0} s at 24 frames a second"),
        folder => FilmMaker.MakeAsync(
            new FilmRequest(Prompt, width, height, Seconds) { Seed = 5 }, folder, new Unheard(), run.Cancellation));
}
