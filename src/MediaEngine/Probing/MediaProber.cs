using System.Globalization;
using System.Text.Json;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.Probing;

/// <summary>Finds out what an uploaded file really is.</summary>
public static class MediaProber
{
    /// <summary>Describes a file, and refuses one that is not what was promised.</summary>
    /// <param name="file">The uploaded file.</param>
    /// <param name="expected">What it was promised to be.</param>
    /// <param name="cancellationToken">Stops the tools.</param>
    /// <exception cref="MediaRejectedException">
    /// The file is damaged, of another kind or of an unsupported format, or beyond <see cref="MediaLimits"/>.
    /// </exception>
    /// <exception cref="MediaToolException">ffprobe or ffmpeg is missing, or something kept it from its work.</exception>
    public static Task<MediaProbe> ProbeAsync(string file, MediaKind expected, CancellationToken cancellationToken) =>
        ProbeAsync(file, expected, ToolLimits.Quick, cancellationToken);

    /// <param name="limits">What each look at the file may cost.</param>
    internal static async Task<MediaProbe> ProbeAsync(
        string file, MediaKind expected, ToolLimits limits, CancellationToken cancellationToken)
    {
        await FileSignature.RequireRecordingAsync(file, cancellationToken);
        try
        {
            ProbeDocument document = await DescribeAsync(file, expected, limits, cancellationToken);
            if (expected == MediaKind.Audio)
                document = await CoverPictures.LeaveOutAsync(file, document, limits, cancellationToken);
            ProbedStream? picture = PictureProber.Find(document);
            MediaProbe probe = Interpret(document, expected, picture);
            if (picture is null)
            {
                probe = probe with
                {
                    Duration = await MeasureDurationAsync(file, document, probe, limits, cancellationToken),
                };
            }
            else
            {
                VideoProperties video =
                    await PictureProber.DescribeAsync(file, document, picture, limits, cancellationToken);
                probe = probe with { Duration = video.Times.Duration, Video = video };
            }

            RequireWithinLimits(probe);
            // What is there, not what the container says of it.
            if (probe.Video is { CodedWidth: var width, CodedHeight: var height, Times: var times })
                PixelBudget.Require(width, height, times.Frames / times.Duration, times.Duration);
            return probe;
        }
        catch (MediaToolException exception) when (exception.Fault is ToolFault.Refused)
        {
            throw Corrupt(exception);
        }
        catch (MediaToolException exception) when (exception.Fault is ToolFault.TooCostly or ToolFault.TooMuchOutput)
        {
            throw new MediaRejectedException(
                MediaRejection.TooCostly,
                $"To find out what is in the file takes more than {limits.ProcessorTime?.TotalSeconds:0} seconds of "
                + "computing or a description of megabytes, which no ordinary recording does. "
                + "Please export it again and upload it anew.",
                exception);
        }
    }

    // A picture's first frames are decoded at once: another process would take longer to start than to decode them.
    private static async Task<ProbeDocument> DescribeAsync(
        string file, MediaKind expected, ToolLimits limits, CancellationToken cancellationToken)
    {
        string[] entries = expected == MediaKind.Video
            ? ["-read_intervals", PictureProber.FirstPackets, "-show_entries", $"{ProbeDocument.Entries}:{ProbeDocument.FrameEntries}"]
            : ["-show_entries", ProbeDocument.Entries];
        string json = await ChildProcess.ReadTextAsync(
            FFmpeg.ProbeTool,
            ["-loglevel", "error", .. entries, "-of", "json", .. FFmpeg.UntrustedInput(file)],
            limits,
            cancellationToken);
        return JsonSerializer.Deserialize(json, ProbeJsonContext.Default.ProbeDocument)!;
    }

    private static MediaProbe Interpret(ProbeDocument document, MediaKind expected, ProbedStream? video)
    {
        ProbedStream? audio = Array.Find(document.Streams ?? [], stream => stream.CodecType == "audio");
        string container = ContainerOf(document.Format!.FormatName);
        RequireKind(expected, container, video, audio);
        return new MediaProbe(expected, container, Duration: 0, Video: null, audio?.CodecName)
        {
            SoundDuration = audio is null ? null : PictureProber.DurationOf(audio, start: 0),
        };
    }

    /// <summary>ffprobe lists all names of a demuxer, for instance "mov,mp4,m4a,3gp,3g2,mj2".</summary>
    private static string ContainerOf(string formatName) => formatName.Split(',')[0] switch
    {
        "mov" => "mp4",
        "w64" => "wav",
        var name => name,
    };

    private static void RequireKind(MediaKind expected, string container, ProbedStream? video, ProbedStream? audio)
    {
        if (expected == MediaKind.Video && video is null)
        {
            throw new MediaRejectedException(
                MediaRejection.WrongContent, "There are no moving pictures in this file. Please upload a video.");
        }

        if (expected == MediaKind.Audio && video is not null)
        {
            throw new MediaRejectedException(
                MediaRejection.WrongContent, "This file is a video. Please upload the voice as an audio file.");
        }

        if (expected == MediaKind.Audio && audio is null)
        {
            throw new MediaRejectedException(
                MediaRejection.WrongContent, "There is no sound in this file. Please upload an audio recording.");
        }

        bool accepted = expected == MediaKind.Video
            ? container is "mp4" or "matroska" or "avi"
            : container is "mp4" or "matroska" or "mp3" or "wav" or "aac";
        if (!accepted)
        {
            throw new MediaRejectedException(
                MediaRejection.Unsupported,
                expected == MediaKind.Video
                    ? "This video format is not supported. Please upload MP4, MOV, AVI or WebM."
                    : "This audio format is not supported. Please upload MP3, WAV, M4A, AAC or WebM.");
        }
    }

    /// <summary>
    /// Browsers record WebM without a duration, and that of bare MP3 and AAC streams is a guess from their bit rate:
    /// then the packets are counted.
    /// </summary>
    private static async Task<double> MeasureDurationAsync(
        string file, ProbeDocument document, MediaProbe probe, ToolLimits limits, CancellationToken cancellationToken)
    {
        string? announced = Array.Find(document.Streams!, stream => stream.CodecType == "audio")?.Duration;
        if (probe.Container is not ("mp3" or "aac")
            && double.TryParse(announced, NumberStyles.Float, CultureInfo.InvariantCulture, out double duration))
        {
            return duration;
        }

        string report = await ChildProcess.ReadTextAsync(
            FFmpeg.Tool,
            [
                .. FFmpeg.GlobalOptions, .. FFmpeg.UntrustedInput(file),
                "-map", "0:a:0", "-c", "copy", "-t", $"{MediaLimits.MaximumDuration + 1}",
                "-bsf:a", "setts=ts=TS-STARTPTS", "-progress", "pipe:1", "-f", "null", "-",
            ],
            limits,
            cancellationToken);
        const string Key = "out_time_us=";
        string last = report.Split('\n').LastOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal)) ?? Key;
        return long.TryParse(last[Key.Length..], CultureInfo.InvariantCulture, out long microseconds)
            ? microseconds / 1e6
            : 0;
    }

    private static void RequireWithinLimits(MediaProbe probe)
    {
        if (probe.Video is { } video)
        {
            if (video.Width <= 0 || video.Height <= 0) throw Corrupt(null);
            if (Math.Max(video.Width, video.Height) > MediaLimits.MaximumSide)
            {
                throw new MediaRejectedException(
                    MediaRejection.TooLarge,
                    $"The video is {video.Width}×{video.Height} pixels large; at most {MediaLimits.MaximumSide} are possible. "
                    + "Please export it in a smaller size.");
            }
        }

        if (probe.Duration <= 0) throw Corrupt(null);
        MediaLimits.RequireNotTooLong(probe.Duration);
    }

    private static MediaRejectedException Corrupt(Exception? cause) => new(
        MediaRejection.CorruptFile,
        "The file is damaged or incomplete. Please export it again and upload it anew.",
        cause);
}
