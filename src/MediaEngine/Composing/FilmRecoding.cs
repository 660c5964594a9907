using Understudy.MediaEngine.Marks;
using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.Composing;

/// <summary>Puts a film that the engine has made into another container, or into a smaller file.</summary>
internal static class FilmRecoding
{
    private static readonly ToolLimits _limits = ToolLimits.Work with { ProcessorTime = TimeSpan.FromHours(4) };

    /// <summary>Writes the film; its streams are copied where nothing has to change in them.</summary>
    /// <param name="film">MP4 of the best quality.</param>
    /// <param name="title">For the metadata.</param>
    /// <param name="mark">How it came to be.</param>
    /// <param name="container">The new container.</param>
    /// <param name="quality">The new quality.</param>
    /// <param name="output">The file to make.</param>
    /// <param name="cancellationToken">Kills the tool.</param>
    /// <exception cref="MediaToolException">ffmpeg is missing or failed.</exception>
    public static async Task WriteAsync(
        string film,
        string? title,
        AiMark mark,
        FilmContainer container,
        FilmQuality quality,
        string output,
        CancellationToken cancellationToken)
    {
        using var folder = TemporaryFolder.Create();
        string metadata = folder.File("metadata.txt");
        await File.WriteAllTextAsync(metadata, mark.ToMetadata(title), cancellationToken);
        bool copies = quality == FilmQuality.High && container != FilmContainer.Webm;
        await ChildProcess.RunAsync(
            FFmpeg.Tool,
            [
                .. FFmpeg.GlobalOptions, "-i", film, "-f", "ffmetadata", "-i", metadata,
                "-map", "0:v", "-map", "0:a", "-map_metadata", "1",
                .. copies
                    ? (string[])["-c", "copy"]
                    :
                    [
                        .. FilmEncoding.PictureOptions(container, quality), .. FilmEncoding.SoundOptions(container, quality),
                    ],
                .. FilmEncoding.ContainerOptions(container), "-bitexact", output,
            ],
            _limits with { Disk = DiskQuota.Around(output) },
            cancellationToken);
    }
}
