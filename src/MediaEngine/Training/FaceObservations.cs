using System.Numerics;
using Understudy.MediaEngine.Faces;
using Understudy.MediaEngine.Models;

namespace Understudy.MediaEngine.Training;

/// <summary>What was seen in the part of a segment where one person is clear, in pixels of the uploaded video.</summary>
/// <param name="FirstFrame">Which frame of the segment is the part's first one.</param>
/// <param name="FrameCount">How many frames the part has.</param>
/// <param name="Landmarks"><see cref="FaceTrack.LandmarkCount"/> points for each frame, smoothed over time.</param>
/// <param name="Faces">The person's face where it was searched; the index is that of the frame in the part.</param>
internal sealed record FaceObservations(
    int FirstFrame,
    int FrameCount,
    Vector2[] Landmarks,
    IReadOnlyList<KeyValuePair<int, FaceBox>> Faces)
{
    /// <summary>The frame whose face the detector was surest of.</summary>
    public int BestFrame => Faces.MaxBy(face => face.Value.Score).Key;

    /// <summary>The smallest box around the face in all of the part.</summary>
    public FaceBox Bounds
    {
        get
        {
            float left = Faces.Min(face => face.Value.Left);
            float top = Faces.Min(face => face.Value.Top);
            return new FaceBox(
                left,
                top,
                Faces.Max(face => face.Value.Left + face.Value.Width) - left,
                Faces.Max(face => face.Value.Top + face.Value.Height) - top,
                Score: 1);
        }
    }
}
