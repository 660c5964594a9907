using System.Globalization;
using Understudy.MediaEngine.Audio;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Mouth;
using Understudy.MediaEngine.Probing;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.Speech;

namespace Understudy.MediaEngine.LipSync;

/// <summary>An uploaded recording, decoded twice: to be heard in the film, and to be understood by the lips.</summary>
/// <param name="Sound">The file with the film's sound.</param>
/// <param name="Heard">The same in mono.</param>
internal sealed record SpokenRecording(string Sound, PcmAudio Heard)
{
    /// <summary>The longest recording that lips follow, in seconds.</summary>
    public const double MaximumDuration = 10 * 60;

    private const double MinimumDuration = 0.2;
    private const int SampleRate = 48_000;

    /// <exception cref="MediaRejectedException">It cannot be decoded, or is too long or too short.</exception>
    public static async Task<SpokenRecording> ReadAsync(
        string file, TemporaryFolder temporary, CancellationToken cancellationToken)
    {
        MediaProbe probe = await MediaProber.ProbeAsync(file, MediaKind.Audio, cancellationToken);
        if (probe.Duration > MaximumDuration + 1) throw TooLong();
        (string sound, string heard) = (temporary.File("sound.wav"), temporary.File("heard.wav"));
        try
        {
            await ChildProcess.RunAsync(
                FFmpeg.Tool,
                [
                    .. FFmpeg.GlobalOptions, .. FFmpeg.UntrustedInput(file),
                    "-filter_complex",
                    "[0:a:0]asetpts=N/SR/TB,asplit[a][b];"
                    + Format($"[a]aformat=sample_rates={SampleRate}:channel_layouts=mono|stereo[a];")
                    + Format($"[b]aformat=sample_rates={SoundBands.SampleRate}:channel_layouts=mono[b]"),
                    .. Output("[a]", sound), .. Output("[b]", heard),
                ],
                ToolLimits.Work with { ProcessorTime = TimeSpan.FromMinutes(5), Disk = temporary.Quota },
                cancellationToken);
        }
        catch (MediaToolException exception) when (AudioRecording.Rejection(exception) is not null)
        {
            throw AudioRecording.Rejection(exception)!;
        }

        SpokenRecording recording = new(sound, PcmAudio.ReadWav(heard));
        if (recording.Heard.Duration > MaximumDuration) throw TooLong();
        return recording.Heard.Duration >= MinimumDuration
            ? recording
            : throw new MediaRejectedException(
                MediaRejection.TooShort,
                Format($"The recording is shorter than {MinimumDuration} seconds. Please upload a longer one."));
    }

    private static IEnumerable<string> Output(string stream, string file) =>
        ["-map", stream, "-t", Format($"{MaximumDuration + 1}"), "-map_metadata", "-1", "-c:a", "pcm_s16le", file];

    private static MediaRejectedException TooLong() => new(
        MediaRejection.TooLong,
        Format($"Lips follow recordings of at most {MaximumDuration / 60:0} minutes. Please upload a shorter part of it."));

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
