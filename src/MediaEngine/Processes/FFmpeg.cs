using Understudy.MediaEngine.Probing;

namespace Understudy.MediaEngine.Processes;

/// <summary>What every command line of ffmpeg and ffprobe has in common.</summary>
public static class FFmpeg
{
    /// <summary>The encoder and filter tool.</summary>
    public const string Tool = "ffmpeg";

    /// <summary>The tool that describes files.</summary>
    public const string ProbeTool = "ffprobe";

    /// <summary>
    /// The demuxers that an uploaded file may reach. Everything that can name other files or hosts (hls, dash,
    /// concat, sdp, image sequences …) is left out.
    /// </summary>
    public const string AcceptedDemuxers = "mov,matroska,avi,mp3,wav,w64,aac";

    /// <summary>Options that come first: no banner, no questions, only errors on standard error, overwrite.</summary>
    public static IReadOnlyList<string> GlobalOptions { get; } =
        ["-hide_banner", "-nostdin", "-loglevel", "error", "-y"];

    /// <summary>Names a file that somebody uploaded, so that it can reach neither the network nor other files.</summary>
    /// <param name="path">The file; relative paths are made absolute so that no name is taken for a protocol.</param>
    /// <remarks>
    /// No picture in it is decoded that has more pixels than a square of <see cref="MediaLimits.MaximumSide"/>, be it a
    /// cover beside the sound. How long to read on is said behind it, for the output: times of an input may lie.
    /// </remarks>
    public static IReadOnlyList<string> UntrustedInput(string path) => UntrustedInput(path, AcceptedDemuxers);

    /// <summary>As <see cref="UntrustedInput(string)"/>, where only the sound counts: Ogg and FLAC are taken too.</summary>
    public static IReadOnlyList<string> UntrustedSound(string path) => UntrustedInput(path, AcceptedDemuxers + ",ogg,flac");

    /// <summary>
    /// Whole frames are a megabyte or more: glibc would give the memory of each back to the system and fetch it again, page by
    /// page, which takes as long as a fifth of the encoding.
    /// </summary>
    /// <param name="environment">Of a run that works on frames.</param>
    internal static void KeepFrames(IDictionary<string, string?> environment)
    {
        environment["MALLOC_MMAP_THRESHOLD_"] = "33554432";
        environment["MALLOC_TRIM_THRESHOLD_"] = "67108864";
    }

    private static string[] UntrustedInput(string path, string demuxers) =>
    [
        "-protocol_whitelist", "file",
        "-format_whitelist", demuxers,
        "-max_pixels", $"{MediaLimits.MaximumSide * MediaLimits.MaximumSide}",
        "-i", Path.GetFullPath(path),
    ];
}
