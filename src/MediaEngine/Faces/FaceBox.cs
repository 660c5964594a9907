using System.Numerics;
using System.Runtime.InteropServices;

namespace Understudy.MediaEngine.Faces;

/// <summary>Where a face is, from the brows to the chin, in pixels.</summary>
/// <param name="Score">How sure the detector is, 0 to 1.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FaceBox(float Left, float Top, float Width, float Height, float Score)
{
    public Vector2 Centre => new(Left + (Width / 2), Top + (Height / 2));

    public float Area => Width * Height;

    /// <summary>Shared area divided by the area covered by either, 0 to 1.</summary>
    public float Overlap(FaceBox other)
    {
        float width = Math.Min(Left + Width, other.Left + other.Width) - Math.Max(Left, other.Left);
        float height = Math.Min(Top + Height, other.Top + other.Height) - Math.Max(Top, other.Top);
        float shared = Math.Max(width, 0) * Math.Max(height, 0);
        return shared / (Area + other.Area - shared);
    }

    /// <summary>The same face in a picture of another size.</summary>
    public FaceBox Scale(Vector2 factor) =>
        new(Left * factor.X, Top * factor.Y, Width * factor.X, Height * factor.Y, Score);

    /// <summary>A box between this one (0) and another (1).</summary>
    public FaceBox Towards(FaceBox other, float share) => new(
        float.Lerp(Left, other.Left, share),
        float.Lerp(Top, other.Top, share),
        float.Lerp(Width, other.Width, share),
        float.Lerp(Height, other.Height, share),
        float.Lerp(Score, other.Score, share));
}
