using System.Numerics;
using Understudy.MediaEngine.Faces;
using Understudy.MediaEngine.Models;

namespace Understudy.MediaEngine.Training;

/// <summary>What was seen in a segment, in pixels of the uploaded video.</summary>
/// <param name="FrameCount">Frames looked at.</param>
/// <param name="Landmarks"><see cref="FaceTrack.LandmarkCount"/> points for each frame, smoothed over time.</param>
/// <param name="Faces">The person's face in each examined frame; the index is that of the frame.</param>
/// <param name="ExaminedFrames">Frames in which faces were searched.</param>
/// <param name="CrowdedFrames">Examined frames with a second face.</param>
internal sealed record FaceObservations(
    int FrameCount,
    Vector2[] Landmarks,
    IReadOnlyList<KeyValuePair<int, FaceBox>> Faces,
    int ExaminedFrames,
    int CrowdedFrames)
{
    private const double RequiredFaceShare = 0.8;
    private const double ToleratedCrowdShare = 0.25;

    /// <summary>Below this the landmarks are noise and the mouth is a handful of pixels.</summary>
    private const float MinimumFaceHeight = 64;

    /// <summary>The frame whose face the detector was surest of.</summary>
    public int BestFrame => Faces.MaxBy(face => face.Value.Score).Key;

    /// <summary>The smallest box around the face in all of the segment.</summary>
    public FaceBox Bounds
    {
        get
        {
            var left = Faces.Min(face => face.Value.Left);
            var top = Faces.Min(face => face.Value.Top);
            return new FaceBox(
                left,
                top,
                Faces.Max(face => face.Value.Left + face.Value.Width) - left,
                Faces.Max(face => face.Value.Top + face.Value.Height) - top,
                Score: 1);
        }
    }

    /// <summary>Throws unless one person, large enough, is in the picture for nearly all of the time.</summary>
    /// <exception cref="MediaRejectedException">The video is of no use.</exception>
    public void RequireOnePerson()
    {
        if (Faces.Count == 0)
        {
            throw new MediaRejectedException(
                MediaRejection.NoFace,
                "No face was found in the video. Please record yourself from the front, in good light.");
        }

        if (Faces.Count < ExaminedFrames * RequiredFaceShare)
        {
            throw new MediaRejectedException(
                MediaRejection.NoFace,
                "The face is out of view in a part of the video. Please stay in the picture and look at the camera.");
        }

        if (CrowdedFrames > ExaminedFrames * ToleratedCrowdShare)
        {
            throw new MediaRejectedException(
                MediaRejection.SeveralFaces,
                "There is more than one face in the video. Please record only one person.");
        }

        var typicalHeight = Faces.Select(face => face.Value.Height).Order().ElementAt(Faces.Count / 2);
        if (typicalHeight < MinimumFaceHeight)
        {
            throw new MediaRejectedException(
                MediaRejection.FaceTooSmall,
                "The face is too small in the video. Please come closer to the camera, or record in a higher resolution.");
        }
    }
}
