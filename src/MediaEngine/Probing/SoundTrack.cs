using System.Globalization;
using System.Text.Json;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.Probing;

/// <summary>The sound of a recording or a film: more formats than those that models are trained from.</summary>
/// <param name="File">The uploaded file.</param>
/// <param name="Duration">Its length in seconds by its own word; null when it does not tell.</param>
internal sealed record SoundTrack(string File, double? Duration)
{
    /// <summary>The rate of speech recognition and of the pictures of waves, in samples a second.</summary>
    public const int SpeechRate = 16_000;

    private static readonly ToolLimits _decoding = ToolLimits.Work with { ProcessorTime = TimeSpan.FromMinutes(15) };

    /// <summary>Finds the sound in a file.</summary>
    /// <exception cref="MediaRejectedException">There is none, or the file cannot be read or is too long.</exception>
    public static async Task<SoundTrack> FindAsync(string file, CancellationToken cancellationToken)
    {
        ProbeDocument document = await DescribeAsync(file, cancellationToken);
        ProbedStream[] streams = document.Streams ?? [];
        if (!Array.Exists(streams, stream => stream.CodecType == "audio"))
        {
            throw Array.Exists(streams, stream => stream.CodecType == "video")
                ? new MediaRejectedException(
                    MediaRejection.NoSound, "The film has no sound. Please upload one in which something can be heard.")
                : new MediaRejectedException(
                    MediaRejection.WrongContent, "There is no sound in this file. Please upload a recording or a film.");
        }

        double? duration = double.TryParse(
            document.Format?.Duration, NumberStyles.Float, CultureInfo.InvariantCulture, out double told) && told > 0
            ? told
            : null;
        MediaLimits.RequireNotTooLong(duration ?? 0);
        return new SoundTrack(file, duration);
    }

    /// <summary>Begins to decode the sound, in step with the picture: what is missing is filled with silence.</summary>
    /// <param name="rate">Samples a second.</param>
    /// <param name="channels">1 or 2.</param>
    /// <param name="cancellationToken">Ends the decoder.</param>
    /// <returns>A process that writes 16-bit samples.</returns>
    public ChildProcess Decode(int rate, int channels, CancellationToken cancellationToken) => ChildProcess.Start(
        FFmpeg.Tool,
        [
            .. FFmpeg.GlobalOptions, .. FFmpeg.UntrustedSound(File), "-map", "0:a:0", "-af", InStep(rate),
            "-t", $"{MediaLimits.MaximumDuration + 1}", "-ac", $"{channels}", "-f", "s16le", "pipe:1",
        ],
        ChildStreams.Output,
        _decoding,
        cancellationToken);

    /// <summary>The filter that resamples, and fills what is missing.</summary>
    public static string InStep(int rate) => $"aresample={rate}:async=1:first_pts=0";

    /// <summary>What a person is told when ffmpeg cannot decode their sound; null for a fault of ours.</summary>
    public static MediaRejectedException? Rejection(MediaToolException cause) => cause.Fault switch
    {
        ToolFault.Refused => new MediaRejectedException(
            MediaRejection.CorruptFile,
            "The recording is damaged and cannot be played. Please export it again and upload it anew.",
            cause),
        ToolFault.TooCostly or ToolFault.TooMuchOutput => new MediaRejectedException(
            MediaRejection.TooCostly,
            "To decode the recording takes far more computing than an ordinary one does. "
            + "Please export it in an ordinary format, in mono or stereo.",
            cause),
        _ => null,
    };

    private static async Task<ProbeDocument> DescribeAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            string json = await ChildProcess.ReadTextAsync(
                FFmpeg.ProbeTool,
                [
                    "-loglevel", "error", "-show_entries", ProbeDocument.Entries, "-of", "json",
                    .. FFmpeg.UntrustedSound(file),
                ],
                cancellationToken);
            return JsonSerializer.Deserialize(json, ProbeJsonContext.Default.ProbeDocument)!;
        }
        catch (MediaToolException exception) when (Rejection(exception) is not null)
        {
            throw Rejection(exception)!;
        }
    }
}
