using Understudy.MediaEngine.Marks;
using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.TalkingHead;

/// <summary>A small picture that stands for a video.</summary>
internal static class Thumbnail
{
    /// <summary>The moment of a talking video that is taken: a second, or the middle of a shorter one.</summary>
    /// <param name="duration">Its length in seconds.</param>
    public static double TimeIn(double duration) => Math.Min(1, duration / 2);

    /// <summary>Takes a frame as a JPEG, 640 pixels wide.</summary>
    /// <param name="video">A video of our own making.</param>
    /// <param name="time">Which moment of it, in seconds.</param>
    /// <param name="thumbnail">The file to write.</param>
    /// <param name="mark">What the picture says of itself.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task TakeAsync(
        string video, double time, string thumbnail, AiMark mark, CancellationToken cancellationToken)
    {
        await ChildProcess.RunAsync(
            FFmpeg.Tool,
            [
                .. FFmpeg.GlobalOptions, "-ss", FormattableString.Invariant($"{time:0.###}"), "-i", video,
                "-frames:v", "1", "-vf", "scale=640:-2", "-q:v", "3", "-map_metadata", "-1", "-bitexact", thumbnail,
            ],
            ToolLimits.Quick with { Disk = DiskQuota.Around(thumbnail) },
            cancellationToken);
        await JpegMark.WriteAsync(thumbnail, mark, cancellationToken);
    }
}
