using Understudy.Domain.Jobs.Engines;

namespace Understudy.MediaEngine.Dubbing;

/// <summary>Fits speech into the time that the original leaves for it: by pace, then into the pauses around, and then it runs
/// over and what follows is late.</summary>
internal static class SlotFitting
{
    /// <summary>Speech that is quicker or slower than by a tenth is heard as such.</summary>
    public const double LargestPaceChange = 0.1;

    /// <summary>Between two segments, in seconds.</summary>
    public const double Gap = 0.08;

    /// <summary>Nobody may be heard long before the mouth opens, in seconds.</summary>
    private const double MostAhead = 0.4;

    /// <summary>How many times as quick a segment has to be spoken.</summary>
    public static double Pace(double natural, double asked) =>
        Math.Clamp(natural / asked, 1 - LargestPaceChange, 1 + LargestPaceChange);

    /// <summary>Where a segment's speech begins.</summary>
    /// <param name="segment">Where the original says it.</param>
    /// <param name="spoken">How long the speech is.</param>
    /// <param name="free">Where the speech before it ended.</param>
    /// <param name="next">Where the next segment begins.</param>
    public static double Place(DubbedSegment segment, double spoken, double free, double next)
    {
        double missing = Math.Max(0, segment.Start + spoken + Gap - next);
        double start = segment.Start - Math.Min(missing, MostAhead);
        return Math.Max(Math.Max(start, 0), free > 0 ? free + Gap : 0);
    }

    /// <summary>Tells how a segment was fitted.</summary>
    public static SegmentFit Fit(DubbedSegment segment, double natural, double pace, double spoken, double at, double next) =>
        new(
            Rounded(segment.Start),
            Rounded(segment.End),
            Rounded(segment.End - segment.Start),
            Rounded(natural),
            Rounded(pace),
            Rounded(spoken),
            Rounded(at),
            Rounded(at - segment.Start),
            Rounded(Math.Max(0, at + spoken - Math.Max(segment.End, next - Gap))));

    private static double Rounded(double seconds) => Math.Round(seconds, 3);
}
