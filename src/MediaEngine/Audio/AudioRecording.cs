using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Probing;
using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.Audio;

/// <summary>Decodes recordings that people uploaded.</summary>
internal static class AudioRecording
{
    /// <summary>More channels than any recorder makes of a voice.</summary>
    private const int MaximumChannels = 16;

    /// <summary>An hour of eight channels at 96 kHz: a small file can claim to hold any amount of silence.</summary>
    private const long MaximumBytes = 3600L * 96_000 * 8 * sizeof(float);

    /// <summary>Ten times what an hour of eight channels takes; it is the lane of everybody that is held meanwhile.</summary>
    private static readonly ToolLimits _limits = ToolLimits.Work with { ProcessorTime = TimeSpan.FromMinutes(5) };

    /// <summary>Times of the container are left behind: sound begins at 0 and goes on.</summary>
    private const string OwnTime = "asetpts=N/SR/TB";

    /// <summary>Looks at all channels of a whole recording, in one pass and without keeping its samples.</summary>
    /// <param name="file">The uploaded file.</param>
    /// <param name="expectedDuration">What the file says about its length in seconds, for the progress.</param>
    /// <param name="progress">Receives 0 to 1.</param>
    /// <param name="cancellationToken">Stops the decoder.</param>
    /// <exception cref="MediaRejectedException">The file cannot be decoded, or holds more than the engine takes.</exception>
    public static async Task<RecordingSurvey> SurveyAsync(
        string file, double expectedDuration, IProgress<double> progress, CancellationToken cancellationToken)
    {
        try
        {
            // AU has a header of a few bytes that tells what the decoder made of the file.
            await using var decoder = ChildProcess.Start(
                FFmpeg.Tool,
                [
                    .. FFmpeg.GlobalOptions, .. FFmpeg.UntrustedInput(file),
                    "-map", "0:a:0", "-map_metadata", "-1", "-af", OwnTime, "-t", $"{MediaLimits.MaximumDuration + 1}",
                    "-c:a", "pcm_f32be", "-f", "au", "pipe:1",
                ],
                ChildStreams.Output,
                _limits,
                cancellationToken);
            RecordingSurvey? survey = await ReadHeaderAsync(decoder.Output, cancellationToken);
            if (survey is not null)
                await ReadSamplesAsync(decoder.Output, survey, expectedDuration, progress, cancellationToken);
            await decoder.CompleteAsync();
            return survey ?? throw Damaged(null);
        }
        catch (MediaToolException exception) when (Rejection(exception) is not null)
        {
            throw Rejection(exception)!;
        }
    }

    /// <summary>Measures the integrated loudness of a part of one channel by EBU R 128.</summary>
    /// <returns>LUFS; −70 for silence.</returns>
    /// <exception cref="MediaRejectedException">The file cannot be decoded.</exception>
    public static async Task<double> MeasureLoudnessAsync(
        string file, int channel, double start, double duration, CancellationToken cancellationToken)
    {
        const string Key = "lavfi.r128.I=";
        string report;
        try
        {
            report = await ChildProcess.ReadTextAsync(
                FFmpeg.Tool,
                [
                    .. FFmpeg.GlobalOptions, .. FFmpeg.UntrustedInput(file),
                    "-map", "0:a:0",
                    "-af", string.Create(
                        CultureInfo.InvariantCulture,
                        $"{OwnTime},atrim={start:0.000}:{start + duration:0.000},pan=mono|c0=c{channel},")
                        + @"ebur128=metadata=1,ametadata=mode=print:key=lavfi.r128.I:file=pipe\\:1",
                    "-f", "null", "-",
                ],
                _limits,
                cancellationToken);
        }
        catch (MediaToolException exception) when (Rejection(exception) is not null)
        {
            throw Rejection(exception)!;
        }

        string? last = report.Split('\n').LastOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal));
        return last is null ? -70 : double.Parse(last.AsSpan(Key.Length), CultureInfo.InvariantCulture);
    }

    /// <returns>Null when nothing could be decoded.</returns>
    private static async Task<RecordingSurvey?> ReadHeaderAsync(Stream output, CancellationToken cancellationToken)
    {
        byte[] header = new byte[24];
        if (await output.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, cancellationToken) < header.Length)
            return null;

        (int sampleRate, int channels) = (Field(4), Field(5));
        if (channels > MaximumChannels)
        {
            throw new MediaRejectedException(
                MediaRejection.Unsupported,
                $"The recording has {channels} channels; at most {MaximumChannels} are possible. "
                + "Please export the voice alone, in mono or stereo.");
        }

        await output.ReadExactlyAsync(new byte[Field(1) - header.Length], cancellationToken);
        return new RecordingSurvey(sampleRate, channels);

        int Field(int index) => BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(index * sizeof(int)));
    }

    private static async Task ReadSamplesAsync(
        Stream output,
        RecordingSurvey survey,
        double expectedDuration,
        IProgress<double> progress,
        CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[survey.Channels.Count * sizeof(float) * 4096];
        long total = 0;
        int length;
        do
        {
            length = await output.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
            total += length;
            if (total > MaximumBytes)
            {
                throw new MediaRejectedException(
                    MediaRejection.TooLarge,
                    $"The recording has {survey.Channels.Count} channels of {survey.SampleRate} samples a second, which is too "
                    + "much sound for its length. Please export it in mono or stereo, at 48,000.");
            }

            Span<int> samples = MemoryMarshal.Cast<byte, int>(buffer.AsSpan(0, length));
            BinaryPrimitives.ReverseEndianness(samples, samples);
            survey.Add(MemoryMarshal.Cast<int, float>(samples));
            progress.Report(Math.Min(1, survey.Duration / expectedDuration));
        }
        while (length == buffer.Length);

        survey.Complete();
    }

    // What a person is told of a tool's end; null for a fault of ours.
    internal static MediaRejectedException? Rejection(MediaToolException cause) => cause.Fault switch
    {
        ToolFault.Refused => Damaged(cause),
        ToolFault.TooCostly => new MediaRejectedException(
            MediaRejection.TooCostly,
            $"To decode the recording takes more than {_limits.ProcessorTime?.TotalMinutes:0} minutes of computing. "
            + "Please export it in an ordinary format, in mono or stereo.",
            cause),
        _ => null,
    };

    private static MediaRejectedException Damaged(Exception? cause) => new(
        MediaRejection.CorruptFile,
        "The recording is damaged and cannot be played. Please export it again and upload it anew.",
        cause);
}
