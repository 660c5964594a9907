using System.Diagnostics;
using Understudy.Bench.Measuring;
using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.TalkingHead;

namespace Understudy.Bench.Media;

/// <summary>
/// How fast talking heads are made, against ffmpeg alone: the baseline decodes the same source and encodes as many frames of
/// it with the plain preset, without sound.
/// </summary>
internal static class RenderBench
{
    public static async Task<IReadOnlyList<Row>> MeasureAsync(BenchRun run) =>
    [
        .. await MeasureAsync(run, Resolution.P720, bar: 2.5, ratio: 1.35),
        .. await MeasureAsync(run, Resolution.P1080, bar: 1.3, ratio: 1.25),
    ];

    private static async Task<IReadOnlyList<Row>> MeasureAsync(BenchRun run, Resolution resolution, double bar, double ratio)
    {
        Presenter presenter = await run.PresenterAsync();
        double duration = 0;
        async Task<double> RenderAsync()
        {
            string folder = run.Scratch.Folder("render");
            long begin = Stopwatch.GetTimestamp();
            TalkingHeadResult result = await presenter.RenderAsync(resolution, folder, run.Cancellation);
            duration = result.Duration;
            return Stopwatch.GetElapsedTime(begin).TotalSeconds;
        }

        async Task<double> TranscodeAsync()
        {
            string output = Path.Combine(run.Scratch.Folder("transcode"), "video.mp4");
            long begin = Stopwatch.GetTimestamp();
            await ChildProcess.RunAsync(
                "ffmpeg",
                TranscodeArguments(
                    presenter.Video.Mezzanine((int)resolution), duration * VideoModelFiles.FrameRate, output),
                run.Cancellation);
            return Stopwatch.GetElapsedTime(begin).TotalSeconds;
        }

        await RenderAsync();
        await TranscodeAsync();
        Pairs pairs = await Pairs.TakeAsync(run.Repetitions, RenderAsync, TranscodeAsync);
        return
        [
            Row.AtLeast(
                FormattableString.Invariant(
                    $"talking head {(int)resolution}p, seconds of video per second ({duration:0.0} s of speech)"),
                duration / pairs.Measured,
                bar,
                ""),
            Row.RatioAtMost($"talking head {(int)resolution}p ÷ plain transcode without sound", pairs, ratio, "s"),
        ];
    }

    /// <summary>The baseline: as many frames of a film, looped, with the plain preset.</summary>
    public static string[] TranscodeArguments(string film, double frames, string output) =>
    [
        "-hide_banner", "-loglevel", "error", "-nostdin", "-stream_loop", "-1", "-i", film, "-map", "0:v",
        "-frames:v", FormattableString.Invariant($"{frames:0}"),
        "-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-pix_fmt", "yuv420p",
        "-movflags", "+faststart", output,
    ];
}
