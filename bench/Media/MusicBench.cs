using System.Diagnostics;
using Understudy.Bench.Measuring;
using Understudy.MediaEngine.Music;
using Understudy.MediaEngine.Music.Sound;
using Understudy.MediaEngine.Processes;

namespace Understudy.Bench.Media;

/// <summary>
/// How fast music is made, and how much of that is the synthesizer's own work: the baselines have it play the same notes, with our
/// settings and into nothing, or as it comes and into a file.
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

        async Task<double> PlayAsync(IReadOnlyList<string> arguments)
        {
            long begin = Stopwatch.GetTimestamp();
            await ChildProcess.RunAsync(FluidSynth.Tool, arguments, ToolLimits.Work, run.Cancellation);
            return Stopwatch.GetElapsedTime(begin).TotalSeconds;
        }

        Task<double> PlayOurWayAsync() => PlayAsync(FluidSynth.Arguments(midi));
        Task<double> PlayAsItComesAsync() => PlayAsync(
        [
            "-n", "-i", "-q", "-r", $"{FluidSynth.SampleRate}", "-F", Path.Combine(run.Scratch.Folder("played"), "played.wav"),
            FluidSynth.Instruments, midi,
        ]);

        await MakeAsync(MusicFormats.M4a);
        await PlayOurWayAsync();
        Pairs wav = await Pairs.TakeAsync(run.Repetitions, () => MakeAsync(MusicFormats.Wav), PlayOurWayAsync);
        Pairs m4a = await Pairs.TakeAsync(run.Repetitions, () => MakeAsync(MusicFormats.M4a), PlayAsItComesAsync);
        Pairs ours = await Pairs.TakeAsync(run.Repetitions, () => MakeAsync(MusicFormats.M4a), PlayOurWayAsync);
        return
        [
            Row.RatioAtMost($"music of {Seconds} s as WAV ÷ fluidsynth alone, our settings, sound dropped", wav, 1.3, "s"),
            Row.RatioAtMost($"music of {Seconds} s as M4A ÷ fluidsynth alone, as it comes, into a WAV file", m4a, 1.3, "s"),
            Row.RatioAlone($"music of {Seconds} s as M4A ÷ fluidsynth alone, our settings, sound dropped", ours, "s"),
        ];
    }
}
