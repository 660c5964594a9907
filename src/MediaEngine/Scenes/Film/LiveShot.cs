using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Painting;
using Understudy.MediaEngine.Scenes.Painting.Finishing;

namespace Understudy.MediaEngine.Scenes.Film;

/// <summary>A shot while its frames are made: its scene, and a picture for each thread.</summary>
internal sealed class LiveShot : IDisposable
{
    private readonly Scene _scene;
    private readonly Picture[] _pictures;
    private readonly FrameConverter _converter;
    private readonly Mosaic? _mosaic;

    /// <summary>Paints what it needs.</summary>
    /// <param name="request">The film.</param>
    /// <param name="shot">The shot.</param>
    /// <param name="finish">What is done to its pictures at the end.</param>
    /// <param name="threads">How many threads make frames.</param>
    public LiveShot(FilmRequest request, FilmShot shot, Finish finish, int threads)
    {
        Stage stage = StageOf(request, finish);
        _scene = shot.Paint(stage);
        _pictures = [.. Enumerable.Range(0, threads).Select(_ => new Picture(stage))];
        _converter = new FrameConverter(finish, request.Width, request.Height);
        _mosaic = finish.Mosaic > 0 ? new Mosaic(finish.Mosaic, request.Width, request.Height) : null;
    }

    /// <summary>On what shots of a film are painted.</summary>
    public static Stage StageOf(FilmRequest request, Finish finish)
    {
        int square = Math.Max(1, finish.Mosaic);
        // The painter works on sixteen pixels at a time; what is too wide is cut.
        return new Stage((request.Width / square + 15) & ~15, request.Height / square);
    }

    /// <summary>Makes a frame.</summary>
    /// <param name="thread">Which thread makes it.</param>
    /// <param name="time">Seconds since the shot began.</param>
    /// <param name="index">The number of the frame in the film.</param>
    /// <param name="frame">Where to: yuv420p.</param>
    public void Make(int thread, float time, int index, Span<byte> frame)
    {
        Picture picture = _pictures[thread];
        _scene.Paint(picture, time);
        if (_mosaic is null) _converter.Convert(picture, frame, index);
        else _mosaic.Convert(picture, frame);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Picture picture in _pictures) picture.Dispose();
        _scene.Dispose();
    }
}
