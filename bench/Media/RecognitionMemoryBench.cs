using Understudy.Bench.Load;
using Understudy.Bench.Measuring;

namespace Understudy.Bench.Media;

/// <summary>The most memory that the recognition of an hour has at once, in our process and in its tools'.</summary>
internal static class RecognitionMemoryBench
{
    public static async Task<IReadOnlyList<Row>> MeasureAsync(BenchRun run)
    {
        string speech = await SpokenText.MakeAsync(run);
        string hour = Path.Combine(run.Scratch.Folder("speech"), "hour.wav");
        // A minute of speech in each quarter of an hour, and soft noise.
        await Tool.RunAsync(
            "ffmpeg",
            [
                "-hide_banner", "-loglevel", "error", "-nostdin", "-stream_loop", "-1", "-i", speech,
                "-f", "lavfi", "-i", "anoisesrc=r=16000:c=pink:a=0.02", "-filter_complex",
                "[0]volume='lt(mod(t,900),60)':eval=frame[voice];[voice][1]amix=duration=first:normalize=0",
                "-t", "3599", hour,
            ],
            run.Cancellation);
        return
        [
            Row.AtMost(
                $"peak memory of recognising an hour (VmRSS of the process tree every {PeakMemory.Interval.TotalMilliseconds} ms)",
                await PeakMemory.OfAsync([RecognitionCommand.Command, hour, run.Scratch.Folder("transcript")], run.Cancellation),
                300,
                "MB"),
        ];
    }
}
