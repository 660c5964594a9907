using System.Globalization;
using Understudy.MediaEngine.Probing;
using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.Training;

/// <summary>
/// Finds out by looking whether frames are two fields each: files say so of whole frames, and of fields that they
/// are whole.
/// </summary>
internal static class InterlaceDetector
{
    private const int Frames = 60;
    private const string Key = "lavfi.idet.multiple.current_frame";

    /// <summary>
    /// Filters for the end of a branch of a graph, behind <see cref="PictureFilters.EvenTimes"/>: they write what the first frames are
    /// into a file, while others decode them anyway.
    /// </summary>
    /// <param name="video">The uploaded video.</param>
    /// <param name="report">The file, which <see cref="Judge"/> is given the text of.</param>
    public static string Watching(VideoProperties video, string report) =>
        string.Create(CultureInfo.InvariantCulture, $"trim=end_frame={Frames},{Looking(video)}:file={Quoted(report)}:direct=1,nullsink");

    /// <summary>Whether all frames that are looked at are in a report.</summary>
    // Each frame is judged by the next one, too.
    public static bool IsWhole(string report) => report.Split(Key).Length - 1 >= Frames - 1;

    /// <returns>The segment, with the filter that makes whole frames if it needs one.</returns>
    public static async Task<VideoSegment> ExamineAsync(VideoSegment segment, CancellationToken cancellationToken)
    {
        double start = (double)segment.Skip / Models.VideoModelFiles.FrameRate;
        string report = await ChildProcess.ReadTextAsync(
            FFmpeg.Tool,
            [
                .. FFmpeg.GlobalOptions, .. segment.InputOptions, .. FFmpeg.UntrustedInput(segment.File),
                "-filter_complex",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"[0:{segment.Video.Stream}]{PictureFilters.EvenTimes},trim=start={start:0.###},{Looking(segment.Video)}:file=-"),
                "-frames:v", Frames.ToString(CultureInfo.InvariantCulture), "-f", "null", "-",
            ],
            SegmentReader.Limits with { OutputBytes = ToolLimits.Quick.OutputBytes },
            cancellationToken);
        return Judge(segment, report);
    }

    /// <returns>The segment, with the filter that makes whole frames if it needs one by what was seen of its frames.</returns>
    public static VideoSegment Judge(VideoSegment segment, string report)
    {
        VideoProperties video = segment.Video;
        int Count(string kind) => report.Split($"{Key}={kind}").Length - 1;
        (int top, int bottom, int whole) = (Count("tff"), Count("bff"), Count("progressive"));
        // A picture without movement looks the same either way; then the file is believed.
        if (top + bottom > whole)
            return segment with { Deinterlacing = PictureFilters.Deinterlace(video, top >= bottom ? "tff" : "bff") };
        return video.FlaggedInterlaced && whole == 0
            ? segment with { Deinterlacing = PictureFilters.Deinterlace(video, "auto") }
            : segment;
    }

    private static string Looking(VideoProperties video) => string.Create(
        CultureInfo.InvariantCulture, $"scale={video.CodedWidth}:{video.CodedHeight},idet,metadata=print:key={Key}");

    // Once for the filter, once for the graph.
    private static string Quoted(string file) => Escaped(Escaped(file, @"\':"), @"\'[],;");

    private static string Escaped(string text, string special) =>
        string.Concat(text.Select(letter => special.Contains(letter) ? $@"\{letter}" : $"{letter}"));
}
