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

    /// <returns>The segment, with the filter that makes whole frames if it needs one.</returns>
    public static async Task<VideoSegment> ExamineAsync(VideoSegment segment, CancellationToken cancellationToken)
    {
        VideoProperties video = segment.Video;
        double start = (double)segment.Skip / Models.VideoModelFiles.FrameRate;
        string report = await ChildProcess.ReadTextAsync(
            FFmpeg.Tool,
            [
                .. FFmpeg.GlobalOptions, .. segment.InputOptions, .. FFmpeg.UntrustedInput(segment.File),
                "-filter_complex",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"[0:{video.Stream}]{PictureFilters.EvenTimes},trim=start={start:0.###},scale={video.CodedWidth}:{video.CodedHeight},")
                + $"idet,metadata=print:key={Key}:file=-",
                "-frames:v", Frames.ToString(CultureInfo.InvariantCulture), "-f", "null", "-",
            ],
            SegmentReader.Limits with { OutputBytes = ToolLimits.Quick.OutputBytes },
            cancellationToken);
        int Count(string kind) => report.Split($"{Key}={kind}").Length - 1;
        (int top, int bottom, int whole) = (Count("tff"), Count("bff"), Count("progressive"));
        // A picture without movement looks the same either way; then the file is believed.
        if (top + bottom > whole)
            return segment with { Deinterlacing = PictureFilters.Deinterlace(video, top >= bottom ? "tff" : "bff") };
        return video.FlaggedInterlaced && whole == 0
            ? segment with { Deinterlacing = PictureFilters.Deinterlace(video, "auto") }
            : segment;
    }
}
