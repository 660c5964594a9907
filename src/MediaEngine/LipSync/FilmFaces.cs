using System.Numerics;
using Understudy.MediaEngine.Faces;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Training;

namespace Understudy.MediaEngine.LipSync;

/// <summary>
/// Follows the most prominent face through a film of any kind, where the person may come, go, turn and be cut away. It is
/// searched in every fifth frame and taken to move evenly in between, unless it appears, disappears or jumps: then every frame
/// is searched. Landmarks are found in three of five frames: <see cref="LipTrack"/> takes them to move evenly in between, and smooths
/// over more frames than that.
/// </summary>
/// <param name="toSource">What pixels of the frames looked at are multiplied by to become those of the result.</param>
internal sealed class FilmFaces(Vector2 toSource)
{
    /// <summary>Frames from one search to the next.</summary>
    public const int SearchInterval = 5;

    private readonly FaceDetector _faces = new();
    private readonly LandmarkDetector _landmarks = new();
    private readonly List<Vector2[]?> _seen = [];
    private FaceSample _previous = new(null, Crowded: false, 1);

    /// <summary>The landmarks of each frame so far, in pixels of the result; null where no face is.</summary>
    public IReadOnlyList<Vector2[]?> Seen => _seen;

    /// <summary>Looks at the next frames, of which the last one is searched.</summary>
    public void Observe(ReadOnlySpan<RgbFrame> frames)
    {
        FaceSample next = Search(frames[^1], _previous);
        if (_previous.LeadsTo(next))
        {
            for (int i = 0; i < frames.Length; i++)
            {
                if ((frames.Length - 1 - i) % 2 == 0)
                    Add(frames[i], next with { Face = _previous.Face!.Value.Towards(next.Face!.Value, (i + 1f) / frames.Length) });
                else
                    _seen.Add(null);
            }
        }
        else if (_previous.Face is null && next.Face is null)
        {
            foreach (RgbFrame _ in frames)
                _seen.Add(null);
        }
        else
        {
            foreach (RgbFrame frame in frames[..^1])
                Add(frame, Search(frame, _previous));
            Add(frames[^1], next);
        }

        _previous = next;
    }

    private FaceSample Search(RgbFrame frame, FaceSample previous)
    {
        List<FaceBox> faces =
            previous.Face is { } before && _faces.Follow(frame, before, FaceObserver.MinimumScore) is { } face
                ? [face]
                : _faces.Detect(frame, FaceObserver.MinimumScore);
        return FaceSample.Of(faces, Vector2.One, (double)frame.Width / frame.Height, previous.Face);
    }

    private void Add(RgbFrame frame, FaceSample sample)
    {
        if (sample.Face is not { } face || (sample with { Face = face.Scale(toSource) }).IsSmall)
        {
            _seen.Add(null);
            return;
        }

        var landmarks = new Vector2[FaceTrack.LandmarkCount];
        _landmarks.Detect(frame, face, landmarks);
        _seen.Add(Array.ConvertAll(landmarks, point => point * toSource));
    }
}
