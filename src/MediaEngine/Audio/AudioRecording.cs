using System.Globalization;
using System.Runtime.InteropServices;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.Audio;

/// <summary>Decodes recordings that people uploaded.</summary>
internal static class AudioRecording
{
    /// <summary>Samples per second of the decoded sound: enough for everything that is measured on a voice.</summary>
    public const int SampleRate = 16_000;

    /// <summary>Decodes the beginning of a recording to one channel.</summary>
    /// <param name="file">The uploaded file.</param>
    /// <param name="maximumDuration">How much of it to decode, in seconds.</param>
    /// <param name="cancellationToken">Stops the decoder.</param>
    /// <returns>Samples between −1 and 1; overdriven recordings may go beyond.</returns>
    /// <exception cref="MediaRejectedException">The file cannot be decoded.</exception>
    public static async Task<float[]> ReadAsync(string file, int maximumDuration, CancellationToken cancellationToken)
    {
        var bytes = new MemoryStream();
        try
        {
            await using var decoder = ChildProcess.Start(
                FFmpeg.Tool,
                [
                    .. FFmpeg.GlobalOptions, "-t", $"{maximumDuration}", .. FFmpeg.UntrustedInput(file),
                    "-map", "0:a:0", "-ac", "1", "-ar", $"{SampleRate}", "-f", "f32le", "pipe:1",
                ],
                ChildStreams.Output,
                cancellationToken);
            await decoder.Output.CopyToAsync(bytes, cancellationToken);
            await decoder.CompleteAsync();
        }
        catch (MediaToolException exception) when (exception.Fault is ToolFault.Refused)
        {
            throw Damaged(exception);
        }

        return MemoryMarshal.Cast<byte, float>(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)).ToArray();
    }

    /// <summary>Measures the integrated loudness of the beginning of a recording by EBU R 128.</summary>
    /// <returns>LUFS; −70 for silence.</returns>
    /// <exception cref="MediaRejectedException">The file cannot be decoded.</exception>
    public static async Task<double> MeasureLoudnessAsync(
        string file, int maximumDuration, CancellationToken cancellationToken)
    {
        const string Key = "lavfi.r128.I=";
        string report;
        try
        {
            report = await ChildProcess.ReadTextAsync(
                FFmpeg.Tool,
                [
                    .. FFmpeg.GlobalOptions, "-t", $"{maximumDuration}", .. FFmpeg.UntrustedInput(file),
                    "-map", "0:a:0", "-af", "ebur128=metadata=1,ametadata=mode=print:key=lavfi.r128.I:file=pipe\\\\:1",
                    "-f", "null", "-",
                ],
                cancellationToken);
        }
        catch (MediaToolException exception) when (exception.Fault is ToolFault.Refused)
        {
            throw Damaged(exception);
        }

        var last = report.Split('\n').LastOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal));
        return last is null ? -70 : double.Parse(last.AsSpan(Key.Length), CultureInfo.InvariantCulture);
    }

    private static MediaRejectedException Damaged(Exception cause) => new(
        MediaRejection.CorruptFile,
        "The recording is damaged and cannot be played. Please export it again and upload it anew.",
        cause);
}
