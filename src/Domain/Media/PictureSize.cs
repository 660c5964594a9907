namespace Understudy.Domain.Media;

/// <summary>The size of a picture in pixels.</summary>
/// <param name="Width">Across.</param>
/// <param name="Height">Down.</param>
public sealed record PictureSize(int Width, int Height);
