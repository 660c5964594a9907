using System.Globalization;
using System.Text.Json;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.Probing;

/// <summary>Finds out what the picture of a video is: not all of it is told by the container.</summary>
internal static class PictureProber
{
    /// <summary>A decoder may need some packets before it gives its first frame.</summary>
    public const string FirstPackets = "%+#12";

    /// <summary>The stream that moves: a cover is a picture too, and not always marked as one.</summary>
    public static ProbedStream? Find(ProbeDocument document) =>
        (document.Streams ?? [])
            .Where(MayMove)
            .MinBy(stream => stream.NbFrames == "1");

    /// <summary>Whether a stream is a picture that is not marked as a cover.</summary>
    public static bool MayMove(ProbedStream stream) =>
        stream.CodecType == "video" && stream.Disposition?.GetValueOrDefault("attached_pic") != 1;

    /// <exception cref="MediaRejectedException">Most of what the container promises is not there.</exception>
    public static async Task<VideoProperties> DescribeAsync(
        string file, ProbeDocument document, ProbedStream stream, ToolLimits limits, CancellationToken cancellationToken)
    {
        // Where sound comes first, or there are two pictures, the first packets may not have been this one's.
        Task<ProbedFrame?> looking = document.Frames?.FirstOrDefault(seen => seen.StreamIndex == stream.Index) is { } first
            ? Task.FromResult<ProbedFrame?>(first)
            : FirstFrameAsync(file, stream.Index, limits, cancellationToken);
        Task<PictureTimes> counting = PictureTimes.ReadAsync(file, stream.Index, limits, cancellationToken);
        await Task.WhenAll(looking, counting);
        ProbedFrame? frame = await looking;
        PictureTimes times = await counting;
        times = times with { Start = times.Start - (Seconds(document.Format!.StartTime) ?? 0) };
        RequireMostOfIt(times, PromisedDuration(document, stream, times.Start));

        var orientation = Orientation.Of(MatrixOf(stream.SideDataList) ?? MatrixOf(frame?.SideDataList));
        double pixelAspect = Ratio(stream.SampleAspectRatio?.Replace(':', '/')) is > 0 and var ratio ? ratio : 1;
        int shownWidth = (int)Math.Round(stream.Width * pixelAspect);
        (int width, int height) = orientation.SwapsSides ? (stream.Height, shownWidth) : (shownWidth, stream.Height);
        return new VideoProperties(stream.CodecName ?? "unknown", width, height, Ratio(stream.AvgFrameRate))
        {
            Stream = stream.Index,
            CodedWidth = stream.Width,
            CodedHeight = stream.Height,
            Orientation = orientation,
            Colours = PictureColours.Of(stream, frame),
            FlaggedInterlaced = frame?.InterlacedFrame == 1 || stream.FieldOrder is "tt" or "bb" or "tb" or "bt",
            Times = times,
        };
    }

    /// <summary>How long a stream is by its own word, in seconds; null when the container does not tell.</summary>
    public static double? DurationOf(ProbedStream stream, double start) =>
        Seconds(stream.Duration)
        // Matroska tells the end as 00:00:05.023000000; a TimeSpan reads seven of those digits.
        ?? (TimeSpan.TryParse(stream.Tags?.GetValueOrDefault("DURATION") is { Length: > 16 } end ? end[..16] : null,
            CultureInfo.InvariantCulture, out TimeSpan told)
            ? told.TotalSeconds - start
            : null);

    private static async Task<ProbedFrame?> FirstFrameAsync(
        string file, int stream, ToolLimits limits, CancellationToken cancellationToken)
    {
        string json = await ChildProcess.ReadTextAsync(
            FFmpeg.ProbeTool,
            [
                "-loglevel", "error", "-select_streams", stream.ToString(CultureInfo.InvariantCulture),
                "-read_intervals", FirstPackets, "-show_entries", ProbeDocument.FrameEntries, "-of", "json",
                .. FFmpeg.UntrustedInput(file),
            ],
            limits,
            cancellationToken);
        return JsonSerializer.Deserialize(json, ProbeJsonContext.Default.ProbeDocument)!.Frames?.FirstOrDefault();
    }

    private static double? PromisedDuration(ProbeDocument document, ProbedStream stream, double start) =>
        DurationOf(stream, start)
        ?? (document.Streams!.Any(other => other.CodecType == "audio")
            ? null
            : Seconds(document.Format!.Duration) - start);

    private static void RequireMostOfIt(PictureTimes times, double? promised)
    {
        if (times.Frames > 1 && times.Span < promised / 2)
        {
            throw new MediaRejectedException(
                MediaRejection.CorruptFile,
                "Most of the video is missing or cannot be played. Please export it again and upload it anew.");
        }
    }

    private static string? MatrixOf(ProbedSideData[]? sideData) =>
        sideData?.FirstOrDefault(data => data.Displaymatrix is not null)?.Displaymatrix;

    private static double Ratio(string? ratio) =>
        ratio?.Split('/') is [var dividend, var divisor]
        && Seconds(dividend) is { } above && Seconds(divisor) is { } below and > 0
            ? above / below
            : 0;

    private static double? Seconds(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) ? seconds : null;
}
