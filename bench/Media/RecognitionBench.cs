using System.Diagnostics;
using Understudy.Bench.Load;
using Understudy.Bench.Measuring;
using Understudy.MediaEngine.Recognition;

namespace Understudy.Bench.Media;

/// <summary>
/// How much longer it takes to recognise a recording than PocketSphinx alone, given the same sound: with nothing but
/// speech in it, and with as much silence.
/// </summary>
internal static class RecognitionBench
{
    public static async Task<IReadOnlyList<Row>> MeasureAsync(BenchRun run)
    {
        string speech = await SpokenText.MakeAsync(run);
        string paused = Path.Combine(run.Scratch.Folder("speech"), "paused.wav");
        await Tool.RunAsync(
            "ffmpeg",
            ["-hide_banner", "-loglevel", "error", "-nostdin", "-i", speech, "-af", "apad=pad_dur=30", paused],
            run.Cancellation);
        return
        [
            await MeasureAsync(run, "recognition of speech ÷ pocketsphinx alone", speech),
            await MeasureAsync(run, "recognition of speech and as much silence ÷ pocketsphinx alone", paused),
        ];
    }

    private static async Task<Row> MeasureAsync(BenchRun run, string what, string file)
    {
        using SpeechRecognition recognition = new(new RecognitionOptions());
        async Task<double> RecogniseAsync()
        {
            long begin = Stopwatch.GetTimestamp();
            await recognition.RecogniseAsync(
                new RecognitionRequest(file) { Language = "en" },
                run.Scratch.Folder("transcript"),
                new Progress<double>(),
                run.Cancellation);
            return Stopwatch.GetElapsedTime(begin).TotalSeconds;
        }

        async Task<double> PocketSphinxAsync()
        {
            long begin = Stopwatch.GetTimestamp();
            await Tool.RunAsync(
                "pocketsphinx_continuous", ["-infile", file, "-time", "yes", "-logfn", "/dev/null"], run.Cancellation);
            return Stopwatch.GetElapsedTime(begin).TotalSeconds;
        }

        return Row.RatioAtMost(what, await Pairs.TakeAsync(run.Repetitions, RecogniseAsync, PocketSphinxAsync), 1.1, "s");
    }
}
