using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.Music.Sound;

/// <summary>Plays MIDI files.</summary>
public static class FluidSynth
{
    /// <summary>The synthesizer.</summary>
    public const string Tool = "fluidsynth";

    /// <summary>The instruments, of Debian's package fluid-soundfont-gm.</summary>
    public const string Instruments = "/usr/share/sounds/sf2/FluidR3_GM.sf2";

    /// <summary>Samples a second of what it makes, each a pair of floats.</summary>
    public const int SampleRate = 48_000;

    // Ten times what five minutes of a full band take.
    private static readonly ToolLimits _limits = ToolLimits.Work with { ProcessorTime = TimeSpan.FromMinutes(5) };

    /// <summary>The arguments that have it write raw stereo floats to standard output.</summary>
    /// <remarks>One core: with more, the order of additions and so the last bits of the sound would be chance.</remarks>
    public static IReadOnlyList<string> Arguments(string midi) =>
    [
        "-n", "-i", "-q", "-r", $"{SampleRate}", "-g", "0.5", "-o", "synth.cpu-cores=1",
        "-o", "synth.dynamic-sample-loading=1", "-o", "synth.reverb.room-size=0.6", "-o", "synth.reverb.damp=0.3",
        "-o", "synth.reverb.width=1", "-o", "synth.reverb.level=0.6",
        "-O", "float", "-T", "raw", "-F", "/dev/stdout", Instruments, midi,
    ];

    /// <summary>Plays a file.</summary>
    /// <param name="midi">The file.</param>
    /// <param name="frames">How many pairs of samples are wanted; what is missing at the end is silence.</param>
    /// <param name="progress">0 to 1.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="MediaToolException">It, or its instruments, are not there, or it failed.</exception>
    internal static async Task<float[]> PlayAsync(
        string midi, int frames, IProgress<double> progress, CancellationToken cancellationToken)
    {
        // Without them it plays silence, and ends as if all were well.
        if (!File.Exists(Instruments))
            throw new MediaToolException(Tool, ToolFault.NotStarted, null, $"{Instruments} is missing. Is fluid-soundfont-gm installed?");
        float[] samples = new float[frames * 2];
        await using var synthesizer = ChildProcess.Start(Tool, Arguments(midi), ChildStreams.Output, _limits, cancellationToken);
        byte[] buffer = new byte[1 << 18];
        int filled = 0;
        int read;
        while ((read = await synthesizer.Output.ReadAsync(buffer, cancellationToken)) > 0)
        {
            int taken = Math.Min(read, (samples.Length * sizeof(float)) - filled);
            Buffer.BlockCopy(buffer, 0, samples, filled, taken);
            filled += taken;
            progress.Report((double)filled / (samples.Length * sizeof(float)));
        }
        await synthesizer.CompleteAsync();
        return samples;
    }
}
