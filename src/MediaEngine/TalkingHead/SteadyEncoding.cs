namespace Understudy.MediaEngine.TalkingHead;

/// <summary>How films are encoded in which little but a face moves.</summary>
internal static class SteadyEncoding
{
    /// <summary>
    /// Of a talking head nearly all stands still, so that a coarser search for movement, of whole blocks only, costs nothing but
    /// bytes (a fiftieth) and saves more than half of the work; fewer frames in flight save memory (ADR 0066).
    /// </summary>
    private static readonly string[] _picture =
    [
        "-c:v", "libx264", "-preset", "veryfast", "-crf", "19.5", "-threads", "2",
        "-x264-params", "subme=1:me=dia:ref=1:partitions=i4x4,i8x8:b-pyramid=none:weightp=0:rc-lookahead=6",
        "-pix_fmt", "yuv420p",
        "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv",
    ];

    /// <summary>ffmpeg's options for an MP4 file that can be played while it loads, and the file.</summary>
    /// <param name="soundFilters">ffmpeg filters for the sound.</param>
    /// <param name="output">The file.</param>
    public static IEnumerable<string> Options(string soundFilters, string output) =>
    [
        .. _picture, "-af", soundFilters, "-c:a", "aac", "-b:a", "160k", "-ar", "48000",
        "-movflags", "+faststart", "-bitexact", output,
    ];
}
