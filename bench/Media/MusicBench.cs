using System.Diagnostics;
using Understudy.Bench.Measuring;
using Understudy.MediaEngine.Music;
using Understudy.MediaEngine.Music.Sound;
using Understudy.MediaEngine.Processes;

namespace Understudy.Bench.Media;

/// <summary>
/// How fast music is made, and how much of that is the synthesizer's own work: the baseline has it play the same notes.
/// </summary>
internal static class MusicBench
{
    private const double Seconds = 60;

    public static async Task<IReadOnlyList<Row>> MeasureAsync(BenchRun run)
    {
        string midi = "";
        async Task<double> MakeAsync(MusicFormats formats)
        {
            string folder = run.Scratch.Folder("music");
            long begin = Stopwatch.GetTimestamp();
            MusicResult result = await MusicMaker.MakeAsync(
                new MusicRequest("epic", MusicGenre.Cinematic, Seconds, 1, formats), folder, progress: null, run.Cancellation);
            midi = result.Midi;
            return Stopwatch.GetElapsedTime(begin).TotalSeconds;
        }

        async Task<double> PlayAsync()
        {
            long begin = Stopwatch.GetTimestamp();
            await ChildProcess.RunAsync(FluidSynth.Tool, FluidSynth.Arguments(midi), ToolLimits.Work, run.Cancellation);
            return Stopwatch.GetElapsedTime(begin).TotalSeconds;
        }

        await MakeAsync(MusicFormats.M4a);
        await PlayAsync();
        Pairs wav = await Pairs.TakeAsync(run.Repetitions, () => MakeAsync(MusicFormats.Wav), PlayAsync);
        Pairs m4a = await Pairs.TakeAsync(run.Repetitions, () => MakeAsync(MusicFormats.M4a), PlayAsync);
        return
        [
            Row.RatioAtMost($"music of {Seconds} s as WAV ÷ fluidsynth alone on the same MIDI file", wav, 1.3, "s"),
            Row.RatioAtMost($"music of {Seconds} s as M4A ÷ fluidsynth alone on the same MIDI file", m4a, 1.3, "s"),
        ];
    }
}
