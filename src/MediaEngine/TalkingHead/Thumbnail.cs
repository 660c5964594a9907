namespace Understudy.MediaEngine.TalkingHead;

/// <summary>A small picture that stands for a video.</summary>
internal static class Thumbnail
{
    /// <summary>
    /// ffmpeg's options that make a JPEG, 640 pixels wide, of one of the frames that it encodes from its first input: another run
    /// would have to decode the video.
    /// </summary>
    /// <param name="frame">Which frame.</param>
    /// <param name="file">The file to write; it has no mark yet.</param>
    public static IEnumerable<string> Of(int frame, string file) =>
    [
        "-map", "0:v", "-vf", FormattableString.Invariant($"trim=start_frame={frame},scale=640:-2"), "-fps_mode", "passthrough",
        "-frames:v", "1", "-q:v", "3", "-map_metadata", "-1", "-bitexact", "-update", "1", file,
    ];
}
