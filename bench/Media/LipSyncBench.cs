using System.Diagnostics;
using Understudy.Bench.Measuring;
using Understudy.MediaEngine.LipSync;
using Understudy.MediaEngine.Processes;

namespace Understudy.Bench.Media;

/// <summary>
/// How fast the lips of an uploaded clip come to follow a recording, against ffmpeg alone: the baseline decodes the clip and
/// encodes as many frames of it with the plain preset, without sound. By the clock, and by what both took of the processors.
/// </summary>
internal static class LipSyncBench
{
    private const int FrameRate = 25;
    private const int Seconds = 7;

    public static async Task<IReadOnlyList<Row>> MeasureAsync(BenchRun run)
    {
        string film = Checkout.Path("samples/presenter.mp4");
        string recording = Path.Combine(run.Scratch.Folder("recording"), "voice.wav");
        await ChildProcess.RunAsync(
            FFmpeg.Tool,
            [
                .. FFmpeg.GlobalOptions, "-t", FormattableString.Invariant($"{Seconds}"),
                "-i", Checkout.Path("samples/voice.wav"), recording,
            ],
            run.Cancellation);
        List<double> syncing = [];
        List<double> transcoding = [];

        Task<double> SyncAsync() => TakeAsync(
            syncing,
            () => LipSynchronizer.SyncAsync(
                new LipSyncRequest(film, recording), run.Scratch.Folder("lips"), progress: null, run.Cancellation));

        Task<double> TranscodeAsync() => TakeAsync(
            transcoding,
            () => ChildProcess.RunAsync(
                FFmpeg.Tool,
                RenderBench.TranscodeArguments(
                    film, Seconds * FrameRate, Path.Combine(run.Scratch.Folder("transcode"), "video.mp4")),
                run.Cancellation));

        // The first of all is compiled while it runs.
        await SyncAsync();
        await TranscodeAsync();
        syncing.Clear();
        transcoding.Clear();
        Pairs clock = await Pairs.TakeAsync(run.Repetitions, SyncAsync, TranscodeAsync);
        int next = 0;
        Pairs processors = await Pairs.TakeAsync(
            syncing.Count, () => Task.FromResult(syncing[next]), () => Task.FromResult(transcoding[next++]));
        return
        [
            Row.RatioAtMost($"lip-sync of an uploaded clip 720p ({Seconds} s) ÷ plain transcode without sound", clock, 2, "s"),
            Row.RatioAlone("the same in processor time", processors, "s"),
        ];
    }

    // Seconds by the clock; those of the processors are added to a list.
    private static async Task<double> TakeAsync(List<double> processors, Func<Task> work)
    {
        double before = ProcessorTime.Seconds();
        long begin = Stopwatch.GetTimestamp();
        await work();
        double taken = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        processors.Add(ProcessorTime.Seconds() - before);
        return taken;
    }
}
