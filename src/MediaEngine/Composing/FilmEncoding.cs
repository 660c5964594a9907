namespace Understudy.MediaEngine.Composing;

/// <summary>The encoders of each container and quality.</summary>
internal static class FilmEncoding
{
    /// <summary>How the file's name ends.</summary>
    public static string ExtensionOf(FilmContainer container) => container switch
    {
        FilmContainer.Webm => "webm",
        FilmContainer.Mov => "mov",
        _ => "mp4",
    };

    /// <summary>Whether a picture of a codec may go into a container as it is.</summary>
    public static bool Takes(FilmContainer container, string codec) => container == FilmContainer.Webm
        ? codec is "vp8" or "vp9" or "av1"
        : codec is "h264";

    /// <remarks>VP9 in realtime mode encodes as fast as x264's veryfast; VP8 of the same likeness takes four times as long.</remarks>
    public static string[] PictureOptions(FilmContainer container, FilmQuality quality) =>
    [
        .. container == FilmContainer.Webm
            ? (string[])
            [
                "-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-row-mt", "1", "-tile-columns", "2",
                "-b:v", "0", "-crf", Of(quality, "42", "34", "26"), "-g", "240",
            ]
            : ["-c:v", "libx264", "-preset", "veryfast", "-crf", Of(quality, "28", "23", "18")],
        "-pix_fmt", "yuv420p",
        "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv",
    ];

    public static string[] SoundOptions(FilmContainer container, FilmQuality quality) =>
    [
        .. container == FilmContainer.Webm
            ? (string[])["-c:a", "libopus", "-b:a", Of(quality, "64k", "96k", "160k")]
            : ["-c:a", "aac", "-b:a", Of(quality, "96k", "128k", "192k")],
        "-ar", "48000", "-ac", "2",
    ];

    public static string CaptionCodec(FilmContainer container) => container == FilmContainer.Webm ? "webvtt" : "mov_text";

    /// <summary>Indexes stand before the media, so that a browser need not load all.</summary>
    public static string[] ContainerOptions(FilmContainer container) => container switch
    {
        FilmContainer.Webm => ["-cues_to_front", "1", "-f", "webm"],
        FilmContainer.Mov => ["-movflags", "+faststart", "-f", "mov"],
        _ => ["-movflags", "+faststart", "-f", "mp4"],
    };

    private static string Of(FilmQuality quality, string low, string medium, string high) => quality switch
    {
        FilmQuality.Low => low,
        FilmQuality.Medium => medium,
        _ => high,
    };
}
