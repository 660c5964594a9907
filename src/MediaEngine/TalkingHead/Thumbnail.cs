using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.TalkingHead;

/// <summary>A finished video's small picture.</summary>
internal static class Thumbnail
{
    private const double Time = 1;

    /// <summary>Takes a frame of the first second as a JPEG, 640 pixels wide.</summary>
    public static Task TakeAsync(string video, double duration, string thumbnail, CancellationToken cancellationToken) =>
        ChildProcess.RunAsync(
            FFmpeg.Tool,
            [
                .. FFmpeg.GlobalOptions, "-ss", FormattableString.Invariant($"{Math.Min(Time, duration / 2):0.###}"), "-i", video,
                "-frames:v", "1", "-vf", "scale=640:-2", "-q:v", "3", "-map_metadata", "-1", "-bitexact", thumbnail,
            ],
            ToolLimits.Quick with { Disk = DiskQuota.Around(thumbnail) },
            cancellationToken);
}
