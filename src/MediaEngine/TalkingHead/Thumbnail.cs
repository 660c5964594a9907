using System.Globalization;

namespace Understudy.MediaEngine.TalkingHead;

/// <summary>
/// A small picture that stands for a video: a JPEG, 640 pixels wide, of one of the frames that are encoded anyway. Another run of
/// ffmpeg would have to decode the video.
/// </summary>
internal static class Thumbnail
{
    /// <summary>Which frame it is made of: the one that is shown after a second, or the middle one of a shorter film.</summary>
    /// <param name="frames">How many the film has.</param>
    /// <param name="rate">How many are shown in a second.</param>
    public static int FrameOf(int frames, double rate) => Math.Min((int)Math.Round(rate), frames / 2);

    /// <summary>ffmpeg's options that make it of a frame of the first input.</summary>
    /// <param name="frame">Which frame.</param>
    /// <param name="file">The file to write; it has no mark yet.</param>
    public static IEnumerable<string> Of(int frame, string file) => ["-map", "0:v", "-vf", Filters(frame), .. Options(file)];

    /// <summary>The filters that let one frame through, and make it small.</summary>
    /// <param name="frame">Which frame. Without an end, all after it would be made small too.</param>
    public static string Filters(int frame) =>
        string.Create(CultureInfo.InvariantCulture, $"trim=start_frame={frame}:end_frame={frame + 1},scale=640:-2");

    /// <summary>The options of the output.</summary>
    /// <param name="file">The file to write; it has no mark yet.</param>
    public static IEnumerable<string> Options(string file) =>
        ["-fps_mode", "passthrough", "-frames:v", "1", "-q:v", "3", "-map_metadata", "-1", "-bitexact", "-update", "1", file];
}
