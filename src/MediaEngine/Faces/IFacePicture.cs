using Understudy.MediaEngine.Faces.Networks;

namespace Understudy.MediaEngine.Faces;

/// <summary>A picture in which faces are looked for, however its pixels are stored.</summary>
internal interface IFacePicture
{
    int Width { get; }

    int Height { get; }

    /// <summary>
    /// Resamples a square of the picture for a network: bilinear, four samples a pixel when shrinking, black outside.
    /// </summary>
    /// <param name="left">Left edge of the square in pixels; may lie outside of the picture, like all of it.</param>
    /// <param name="top">Top edge in pixels.</param>
    /// <param name="side">Side of the square in pixels.</param>
    /// <param name="size">Side of the result in pixels.</param>
    /// <param name="mean">Red, green and blue that become zero.</param>
    FeatureMap Sample(float left, float top, float side, int size, ReadOnlySpan<float> mean);
}
