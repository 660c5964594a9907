using System.Globalization;
using Understudy.MediaEngine.Marks;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Probing;
using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.Dubbing;

/// <summary>Gives a film in which no lips move another sound. Its picture is copied, unless its last frame has to be held, or MP4 does not take
/// it.</summary>
internal static class DubbedFilm
{
    private static readonly string[] _codecsOfMp4 = ["h264", "hevc", "av1", "vp9", "mpeg4"];

    /// <param name="film">The uploaded film.</param>
    /// <param name="video">Its picture.</param>
    /// <param name="sound">The new sound.</param>
    /// <param name="held">How long the last frame is held, in seconds.</param>
    /// <param name="title">For the metadata.</param>
    /// <param name="recipe">The id of what it is made by.</param>
    /// <param name="output">An MP4 file.</param>
    /// <param name="cancellationToken">Kills the tools.</param>
    public static async Task WriteAsync(
        string film,
        VideoProperties video,
        string sound,
        double held,
        string? title,
        string? recipe,
        string output,
        CancellationToken cancellationToken)
    {
        using var folder = TemporaryFolder.Create();
        string metadata = folder.File("metadata.txt");
        await File.WriteAllTextAsync(metadata, AiMark.TalkingVideo(recipe).ToMetadata(title), cancellationToken);
        bool copies = held <= 0 && _codecsOfMp4.Contains(video.Codec);
        string[] picture = copies
            ? ["-c:v", "copy"]
            :
            [
                "-vf", string.Create(
                    CultureInfo.InvariantCulture,
                    $"tpad=stop_mode=clone:stop_duration={held:0.###},scale=trunc(iw/2)*2:trunc(ih/2)*2"),
                "-c:v", "libx264", "-preset", "veryfast", "-crf", "19", "-pix_fmt", "yuv420p",
            ];
        try
        {
            await RunAsync();
        }
        catch (MediaToolException exception) when (exception.Fault is ToolFault.Refused)
        {
            throw new MediaRejectedException(
                MediaRejection.CorruptFile,
                "The picture of the film is damaged and cannot be played. Please export it again and upload it anew.",
                exception);
        }

        Task RunAsync() => ChildProcess.RunAsync(
            FFmpeg.Tool,
            [
                .. FFmpeg.GlobalOptions, .. FFmpeg.UntrustedInput(film), "-i", sound, "-f", "ffmetadata", "-i", metadata,
                "-map", $"0:{video.Stream.ToString(CultureInfo.InvariantCulture)}", "-map", "1:a", "-map_metadata", "2",
                "-map_chapters", "-1", .. picture, "-c:a", "aac", "-b:a", "160k", "-movflags", "+faststart", "-bitexact", output,
            ],
            ToolLimits.Work with { Disk = DiskQuota.Around(output) },
            cancellationToken);
    }
}
