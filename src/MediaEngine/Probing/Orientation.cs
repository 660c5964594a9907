using System.Globalization;

namespace Understudy.MediaEngine.Probing;

/// <summary>How stored frames have to be turned to be seen as they were filmed.</summary>
/// <param name="Filters">ffmpeg's filters for it, separated by commas; empty when the frames are upright.</param>
/// <param name="SwapsSides">Whether the stored width is the height that is seen.</param>
public sealed record Orientation(string Filters, bool SwapsSides)
{
    /// <summary>Frames that are stored as they are seen.</summary>
    public static Orientation Upright { get; } = new("", SwapsSides: false);

    /// <summary>Reads a display matrix, as ffprobe prints its three lines of three numbers.</summary>
    /// <param name="matrix">
    /// Null when the file has none. A matrix that turns by anything else than quarters is taken for the nearest.
    /// </param>
    public static Orientation Of(string? matrix)
    {
        long[] numbers = (matrix ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Where(word => !word.EndsWith(':'))
            .Select(word => long.TryParse(word, CultureInfo.InvariantCulture, out long number) ? number : 0)
            .ToArray();
        if (numbers.Length != 9) return Upright;

        // A point (x, y), counted to the right and downward, is seen at (ax + cy, bx + dy).
        (long a, long b, long c, long d) = (numbers[0], numbers[1], numbers[3], numbers[4]);
        if (Math.Abs(b) + Math.Abs(c) > Math.Abs(a) + Math.Abs(d))
        {
            return (b > 0, c > 0) switch
            {
                (true, false) => new Orientation("transpose=clock", SwapsSides: true),
                (false, true) => new Orientation("transpose=cclock", SwapsSides: true),
                (true, true) => new Orientation("transpose=cclock_flip", SwapsSides: true),
                (false, false) => new Orientation("transpose=clock_flip", SwapsSides: true),
            };
        }

        return (a < 0, d < 0) switch
        {
            (true, true) => new Orientation("hflip,vflip", SwapsSides: false),
            (true, false) => new Orientation("hflip", SwapsSides: false),
            (false, true) => new Orientation("vflip", SwapsSides: false),
            (false, false) => Upright,
        };
    }
}
