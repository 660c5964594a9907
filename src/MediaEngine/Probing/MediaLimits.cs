using System.Globalization;
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

    /// <summary>As <see cref="RequireTrainable"/>, and names the sound if the person may have taken its length for the picture's.</summary>
    internal static void RequireTrainablePicture(double picture, double? sound)
    {
        if (Math.Round(picture, 1) < MinimumTrainingDuration && sound > picture + 1)
        {
            throw new MediaRejectedException(
                MediaRejection.TooShort,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The picture lasts {picture:0.##} seconds, the sound {sound:0.#}. ")
                + $"At least {MinimumTrainingDuration:0} seconds of picture are needed. Please upload a longer video.");
        }

        RequireTrainable(picture);
    }

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
