using System.Numerics;
using Understudy.MediaEngine.Faces;

namespace Understudy.MediaEngine.Training;

/// <summary>Who is seen in one frame.</summary>
/// <param name="Face">The person's face, in pixels of the uploaded video; null when there is none.</param>
/// <param name="Crowded">Whether there is a second face.</param>
/// <param name="Shape">Width of the frame divided by its height.</param>
internal sealed record FaceSample(FaceBox? Face, bool Crowded, double Shape)
{
    /// <summary>Below this the landmarks are noise and the mouth is a handful of pixels.</summary>
    private const float MinimumFaceHeight = 56;

    /// <summary>A second face counts if it is this certain, and large enough not to be a poster on the wall.</summary>
    private const float SecondFaceScore = 0.5f;

    private const float SecondFaceArea = 0.2f;

    /// <summary>Whether the face is too small to be animated.</summary>
    public bool IsSmall => Face is { Height: < MinimumFaceHeight };

    /// <summary>Whether one person, large enough, is in the picture.</summary>
    public bool IsClear => Face is not null && !IsSmall && !Crowded;

    /// <param name="faces">All faces of the frame.</param>
    /// <param name="toSource">What their coordinates are multiplied by to become pixels of the upload.</param>
    /// <param name="shape">Width of the frame divided by its height.</param>
    /// <param name="previous">Where the person was before; null to take the most prominent one.</param>
    public static FaceSample Of(List<FaceBox> faces, Vector2 toSource, double shape, FaceBox? previous = null)
    {
        if (faces.Count == 0) return new FaceSample(null, Crowded: false, shape);

        FaceBox person = previous is { } before
            ? faces.MinBy(face => Vector2.DistanceSquared(face.Centre, before.Centre))
            : faces.MaxBy(face => face.Area * face.Score);
        bool crowded = faces.Exists(face => face != person
                                           && face.Score >= SecondFaceScore
                                           && face.Area >= person.Area * SecondFaceArea);
        return new FaceSample(person.Scale(toSource), crowded, shape);
    }

    /// <summary>Whether a later sample can be the same person in the same shot: a cut moves or resizes a face.</summary>
    public bool LeadsTo(FaceSample later) =>
        Face is { } from && later.Face is { } to
        && Math.Abs((Shape / later.Shape) - 1) < PictureFilters.SameShape
        && Vector2.Distance(from.Centre, to.Centre) < 1.5f * Math.Max(from.Height, to.Height)
        && to.Height / from.Height is > 0.6f and < 1 / 0.6f;
}
