using System.Globalization;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Probing;

namespace Understudy.MediaEngine.Training;

/// <summary>The part of an uploaded video that becomes the model.</summary>
/// <param name="File">The uploaded file.</param>
/// <param name="Video">Its picture, in the shape that it has in this part.</param>
/// <param name="FrameCount">How many frames to take at the model's frame rate; there may be fewer.</param>
internal sealed record VideoSegment(string File, VideoProperties Video, int FrameCount)
{
    /// <summary>Longer segments would not look livelier, and a cycle is stored uncompressed while it is made.</summary>
    public const double MaximumDuration = 10;

    /// <summary>
    /// Where decoding begins, in seconds of the file; null to decode from its beginning, which finds a part even if the
    /// file's times are nonsense.
    /// </summary>
    public double? Seek { get; init; }

    /// <summary>Frames to leave out after that.</summary>
    public int Skip { get; init; }

    /// <summary>The filter that makes whole frames of fields; null when frames are whole.</summary>
    public string? Deinterlacing { get; init; }

    /// <summary>Seconds from the beginning of the picture.</summary>
    public double Start =>
        Math.Round((Seek - Video.Times.Start ?? 0) + ((double)Skip / VideoModelFiles.FrameRate), 3);

    /// <summary>
    /// Input options for ffmpeg that leave frames as they are stored, and the filters running when their size changes:
    /// see <see cref="PictureFilters"/>.
    /// </summary>
    public static IReadOnlyList<string> WholeFrames { get; } = ["-noautorotate", "-reinit_filter", "0"];

    /// <summary>All input options for ffmpeg.</summary>
    public IEnumerable<string> InputOptions =>
        Seek is { } time
            ? ["-ss", time.ToString("0.###", CultureInfo.InvariantCulture), .. WholeFrames]
            : WholeFrames;
}
