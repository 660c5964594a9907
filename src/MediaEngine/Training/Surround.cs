using Understudy.MediaEngine.Faces;

namespace Understudy.MediaEngine.Training;

/// <summary>Marks what is around a frame in a canvas of another shape, so that the frame's shape can be read off.</summary>
internal static class Surround
{
    /// <summary>Nothing else fills lines from end to end with it.</summary>
    public const string Colour = "magenta";

    /// <summary>Width divided by height of what is in the middle of a canvas.</summary>
    public static double ShapeWithin(RgbFrame canvas)
    {
        int beside = 0;
        while (beside < canvas.Width / 2 && Enumerable.Range(0, canvas.Height).All(y => IsMarked(canvas, beside, y)))
            beside++;
        int above = 0;
        while (above < canvas.Height / 2 && Enumerable.Range(0, canvas.Width).All(x => IsMarked(canvas, x, above)))
            above++;
        return Math.Max(1, canvas.Width - (2.0 * beside)) / Math.Max(1, canvas.Height - (2.0 * above));
    }

    private static bool IsMarked(RgbFrame canvas, int x, int y) =>
        canvas.Pixels.AsSpan(((y * canvas.Width) + x) * 3, 3) is [> 192, < 64, > 192];
}
