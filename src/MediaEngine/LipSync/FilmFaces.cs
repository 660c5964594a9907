using System.Numerics;
using Understudy.MediaEngine.Faces;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Training;

namespace Understudy.MediaEngine.LipSync;

/// <summary>
/// Follows the most prominent face through a film of any kind, where the person may come, go, turn and be cut away. The film is
/// looked at some twelve times a second: <see cref="LipTrack"/> takes landmarks to move evenly in between, and smooths over more
/// frames than that. The face is searched in every third look and taken to move evenly in between, unless it appears, disappears
/// or jumps: then it is searched in every look.
/// </summary>
/// <param name="toSource">What pixels of the frames looked at are multiplied by to become those of the result.</param>
/// <param name="step">Frames from one look to the next: see <see cref="StepAt"/>.</param>
internal sealed class FilmFaces(Vector2 toSource, int step)
{
    /// <summary>Looks from one search to the next.</summary>
    public const int SearchInterval = 3;

    private const double LooksPerSecond = 12;

    private readonly FaceDetector _faces = new();
    private readonly LandmarkDetector _landmarks = new();
    private readonly List<Vector2[]?> _seen = [];
    private FaceSample _previous = new(null, Crowded: false, 1);

    /// <summary>How many frames there are up to the last look.</summary>
    public int Count => _seen.Count;

    /// <summary>Frames from one look to the next.</summary>
    /// <param name="frameRate">Frames a second of the film.</param>
    public static int StepAt(double frameRate) => Math.Max(1, (int)Math.Round(frameRate / LooksPerSecond));

    /// <summary>Takes the next looks, of which the last one is searched. The first of all comes alone.</summary>
    public void Observe(ReadOnlySpan<YuvFrame> looks)
    {
        FaceSample next = Search(looks[^1], _previous);
        if (_previous.LeadsTo(next))
        {
            for (int i = 0; i < looks.Length; i++)
                Add(looks[i], next with { Face = _previous.Face!.Value.Towards(next.Face!.Value, (i + 1f) / looks.Length) });
        }
        else if (_previous.Face is null && next.Face is null)
        {
            foreach (YuvFrame _ in looks)
                Note(null);
        }
        else
        {
            foreach (YuvFrame look in looks[..^1])
                Add(look, Search(look, _previous));
            Add(looks[^1], next);
        }

        _previous = next;
    }

    /// <summary>Where the face is in the frames up to the last look, in pixels of the result.</summary>
    /// <param name="first">The frame to begin with.</param>
    public LipTrack Track(int first = 0) => LipTrack.Of(_seen[first..]);

    /// <summary>Takes a look at which everything is as in the one before: a film that is held.</summary>
    public void Repeat() => Note(_seen[^1]);

    private FaceSample Search(YuvFrame look, FaceSample previous)
    {
        List<FaceBox> faces =
            previous.Face is { } before && _faces.Follow(look, before, FaceObserver.MinimumScore) is { } face
                ? [face]
                : _faces.Detect(look, FaceObserver.MinimumScore);
        return FaceSample.Of(faces, Vector2.One, (double)look.Width / look.Height, previous.Face);
    }

    private void Add(YuvFrame look, FaceSample sample)
    {
        if (sample.Face is not { } face || (sample with { Face = face.Scale(toSource) }).IsSmall)
        {
            Note(null);
            return;
        }

        var landmarks = new Vector2[FaceTrack.LandmarkCount];
        _landmarks.Detect(look, face, landmarks);
        Note(Array.ConvertAll(landmarks, point => point * toSource));
    }

    private void Note(Vector2[]? landmarks)
    {
        if (_seen.Count > 0) _seen.AddRange(new Vector2[]?[step - 1]);
        _seen.Add(landmarks);
    }
}
