using System.Globalization;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Probing;

namespace Understudy.MediaEngine.Training;

/// <summary>The part of an uploaded video that becomes the model.</summary>
/// <param name="File">The uploaded file.</param>
/// <param name="Start">Where the part begins, in seconds.</param>
/// <param name="Duration">How long it is, in seconds.</param>
internal sealed record VideoSegment(string File, double Start, double Duration)
{
    /// <summary>Longer segments would not look livelier, and a cycle is stored uncompressed while it is made.</summary>
    private const double MaximumDuration = 10;

    /// <summary>In the first second people still let go of the record button.</summary>
    private const double Settling = 1;

    /// <summary>Frames to expect at the model's frame rate.</summary>
    public int ExpectedFrames => (int)Math.Round(Duration * VideoModelFiles.FrameRate);

    /// <summary>The input options for ffmpeg.</summary>
    public IEnumerable<string> Seek =>
    [
        "-ss", Start.ToString("0.###", CultureInfo.InvariantCulture),
        "-t", Duration.ToString("0.###", CultureInfo.InvariantCulture),
    ];

    public static VideoSegment Choose(string file, MediaProbe probe)
    {
        var start = Math.Clamp(probe.Duration - MaximumDuration, 0, Settling);
        return new VideoSegment(file, start, Math.Min(probe.Duration - start, MaximumDuration));
    }
}
