using System.Numerics;
using System.Runtime.InteropServices;
using Understudy.MediaEngine.Faces;

namespace Understudy.MediaEngine.LipSync;

/// <summary>
/// Follows the face through frames while they pass by, so that a film is decoded once: where it is in a frame is known when
/// <see cref="Ahead"/> more have passed. What is found is what <see cref="LipTrack"/> says of the whole film.
/// </summary>
/// <param name="width">Pixels of the frames, even.</param>
/// <param name="height">Pixels of the frames, even.</param>
/// <param name="frameRate">Frames a second.</param>
/// <param name="frames">How many frames will pass.</param>
internal sealed class PassingFaces(int width, int height, double frameRate, int frames)
{
    private readonly int _step = FilmFaces.StepAt(frameRate);
    private readonly FilmFaces _faces = new(Vector2.One, FilmFaces.StepAt(frameRate));
    private readonly List<YuvFrame> _looks = [];
    private YuvFrame? _before;
    private LipTrack? _stretch;
    private int _stretchStart;
    private int _stretchEnd;

    /// <summary>Frames that have to be held back.</summary>
    /// <param name="frameRate">Frames a second.</param>
    public static int Ahead(double frameRate) => LipTrack.Reach + (FilmFaces.StepAt(frameRate) * FilmFaces.SearchInterval);

    /// <summary>Takes the next frame, which may be changed when <see cref="Ahead"/> more have passed.</summary>
    /// <param name="index">Which frame it is: all are shown, one after the other.</param>
    /// <param name="frame">In yuv420p.</param>
    public void Pass(int index, byte[] frame)
    {
        if (index % _step == 0) Look(new YuvFrame(width, height, frame));
        if (index == frames - 1) Observe();
    }

    /// <summary>The landmarks of a frame and how far its lips follow the recording, 0 to 1. Frames are asked for in turn.</summary>
    public (Vector2[]? Landmarks, float Strength) At(int frame)
    {
        if (_stretch is null || frame >= _stretchEnd)
        {
            _stretchStart = Math.Max(0, frame - LipTrack.Reach);
            _stretch = _faces.Track(_stretchStart);
            // At the end of the film nothing follows that would have to be waited for.
            _stretchEnd = _faces.Count + _step > frames ? frames : _faces.Count - LipTrack.Reach;
        }

        return _stretch.At(frame - _stretchStart);
    }

    private void Look(YuvFrame look)
    {
        if (_before is not null && look.Planes.AsSpan().SequenceEqual(_before.Planes))
        {
            Observe();
            _faces.Repeat();
        }
        else
        {
            _looks.Add(look);
            // The first one comes alone, so that every block has a searched frame before it.
            if (_before is null || _looks.Count == FilmFaces.SearchInterval) Observe();
        }

        _before = look;
    }

    private void Observe()
    {
        if (_looks.Count > 0) _faces.Observe(CollectionsMarshal.AsSpan(_looks));
        _looks.Clear();
    }
}
