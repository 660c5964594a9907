using Understudy.MediaEngine.Models;

namespace Understudy.MediaEngine.Probing;

/// <summary>The bounds of what the engine takes from people.</summary>
public static class MediaLimits
{
    /// <summary>Shortest recording that a model can be trained from, in seconds.</summary>
    public const double MinimumTrainingDuration = 2;

    /// <summary>Longest recording, in seconds.</summary>
    public const double MaximumDuration = 60 * 60;

    /// <summary>Largest width or height of a picture, in pixels.</summary>
    public const int MaximumSide = 8192;

    /// <summary>Lossy formats cut some milliseconds off, so a tenth of a second is not held against anybody.</summary>
    internal static void RequireTrainable(double duration)
    {
        if (Math.Round(duration, 1) < MinimumTrainingDuration)
        {
            throw new MediaRejectedException(
                MediaRejection.TooShort,
                $"The recording is shorter than {MinimumTrainingDuration:0} seconds. Please upload a longer one.");
        }
    }

    internal static void RequireNotTooLong(double duration)
    {
        if (duration > MaximumDuration)
        {
            throw new MediaRejectedException(
                MediaRejection.TooLong, "The recording is longer than 60 minutes. Please upload a shorter part of it.");
        }
    }
}
