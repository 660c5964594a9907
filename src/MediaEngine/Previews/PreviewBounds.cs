using System.Globalization;
using System.Numerics;
using Understudy.MediaEngine.Models;

namespace Understudy.MediaEngine.Previews;

/// <summary>Checks the numbers of a request.</summary>
internal static class PreviewBounds
{
    /// <exception cref="MediaRejectedException">The number is outside.</exception>
    public static void Require<T>(string name, T value, T least, T most)
        where T : INumber<T>
    {
        if (value >= least && value <= most) return;
        throw new MediaRejectedException(
            MediaRejection.InvalidRequest,
            string.Create(CultureInfo.InvariantCulture, $"The {name} has to be between {least} and {most}, not {value}."));
    }

    /// <summary>The height of a picture of that width in the shape of a film: even numbers, as films have them.</summary>
    public static int HeightFor(int width, int filmWidth, int filmHeight) =>
        Math.Clamp(2 * (int)Math.Round(width * (double)filmHeight / filmWidth / 2), 2, 8192);
}
