using System.Globalization;
using Understudy.MediaEngine.Models;

namespace Understudy.MediaEngine.Probing;

/// <summary>
/// Bounds what a video costs to decode, so that one file cannot keep everybody's waiting: what counts are the pixels that
/// are coded, whatever shape they are shown in.
/// </summary>
internal static class PixelBudget
{
    /// <summary>Most pixels of one frame: 8K.</summary>
    public const long MaximumFrame = 8192 * 4320;

    /// <summary>Most pixels a second: 8K at 30 frames a second, 4K at 120, 1080 lines at 480.</summary>
    public const long MaximumRate = 1_000_000_000;

    /// <summary>Most pixels in all: 60 minutes of 1080 lines at 60 frames a second, 16 minutes of 4K at 60.</summary>
    public const long MaximumTotal = 500_000_000_000;

    /// <param name="width">The coded width, in pixels.</param>
    /// <param name="height">The coded height.</param>
    /// <param name="frameRate">Frames a second, as they are there.</param>
    /// <param name="duration">In seconds.</param>
    /// <exception cref="MediaRejectedException">It costs too much; the message tells the numbers.</exception>
    public static void Require(int width, int height, double frameRate, double duration)
    {
        double frame = (double)width * height;
        double rate = frame * frameRate;
        double total = rate * duration;
        if (frame > MaximumFrame)
        {
            throw Refuse(
                $"Its frames are {width}×{height}, {Millions(frame)} pixels; at most {Millions(MaximumFrame)} are possible. "
                + "Please export it in a smaller size.");
        }

        string moving = string.Create(
            CultureInfo.InvariantCulture, $"It has {width}×{height} pixels {frameRate:0.##} times a second");
        if (rate > MaximumRate)
        {
            throw Refuse(
                $"{moving}, {Millions(rate)} pixels a second; at most {Millions(MaximumRate)} are possible. "
                + "Please export it in a smaller size or with fewer frames a second.");
        }

        if (total > MaximumTotal)
        {
            throw Refuse(
                $"{moving} for {Math.Ceiling(duration)} seconds, {Millions(total)} pixels in all; "
                + $"at most {Millions(MaximumTotal)} are possible. "
                + "Please upload a shorter part of it, or export it in a smaller size.");
        }
    }

    // Rounded up, so that what exceeds a limit never looks as if it were the limit.
    private static string Millions(double pixels) =>
        Math.Ceiling(pixels / 1e6).ToString("#,0 million", CultureInfo.InvariantCulture);

    private static MediaRejectedException Refuse(string why) =>
        new(MediaRejection.TooLarge, "The video is too large to be worked on. " + why);
}
