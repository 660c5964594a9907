using System.Runtime.CompilerServices;
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

    private const int FrameBytes = 2 * sizeof(float);
    private const int PieceFrames = 1 << 15;

    // Ten times what five minutes of a full band take.
    private static readonly ToolLimits _limits = ToolLimits.Work with { ProcessorTime = TimeSpan.FromMinutes(5) };

    /// <summary>The arguments that have it write raw stereo floats to standard output.</summary>
    /// <remarks>
    /// One core: with more, the order of additions and so the last bits of the sound would be chance. It makes 8192 frames at a
    /// time: with 64, as it would, a minute takes it 45,000 turns, and as many those who read it.
    /// </remarks>
    public static IReadOnlyList<string> Arguments(string midi) =>
    [
        "-n", "-i", "-q", "-r", $"{SampleRate}", "-g", "0.5", "-z", "8192", "-o", "synth.cpu-cores=1",
        "-o", "synth.dynamic-sample-loading=1", "-o", "synth.reverb.room-size=0.6", "-o", "synth.reverb.damp=0.3",
        "-o", "synth.reverb.width=1", "-o", "synth.reverb.level=0.6",
        "-O", "float", "-T", "raw", "-F", "/dev/stdout", Instruments, midi,
    ];

    /// <summary>Plays a file. Who has heard enough need not wait for its end, which comes when the last note has rung out.</summary>
    /// <param name="midi">The file.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Left and right in turn, in pieces of whole frames that are good until the next.</returns>
    /// <exception cref="MediaToolException">It, or its instruments, are not there, or it failed.</exception>
    internal static async IAsyncEnumerable<ReadOnlyMemory<float>> PlayAsync(
        string midi, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Without them it plays silence, and ends as if all were well.
        if (!File.Exists(Instruments))
            throw new MediaToolException(Tool, ToolFault.NotStarted, null, $"{Instruments} is missing. Is fluid-soundfont-gm installed?");
        await using var synthesizer = ChildProcess.Start(Tool, Arguments(midi), ChildStreams.Output, _limits, cancellationToken);
        byte[] bytes = new byte[PieceFrames * FrameBytes];
        float[] piece = new float[PieceFrames * 2];
        int read = bytes.Length;
        while (read == bytes.Length)
        {
            read = await synthesizer.Output.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
            Buffer.BlockCopy(bytes, 0, piece, 0, read);
            yield return piece.AsMemory(0, read / FrameBytes * 2);
        }
        await synthesizer.CompleteAsync();
    }
}
