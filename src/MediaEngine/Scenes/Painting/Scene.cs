using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Painting.Parts;

namespace Understudy.MediaEngine.Scenes.Painting;

/// <summary>A shot that can be painted at any of its moments.</summary>
/// <param name="parts">What is in it, from far to near; it disposes of them.</param>
/// <param name="move">How the camera moves.</param>
/// <param name="horizon">The height of the horizon, in units.</param>
/// <param name="seconds">How long it is.</param>
/// <param name="pace">How fast time goes by in it.</param>
internal sealed class Scene(IReadOnlyList<IPart> parts, CameraMove move, float horizon, float seconds, float pace) : IDisposable
{
    /// <summary>Paints a moment. Several threads may do so at once, each on a picture of its own.</summary>
    /// <param name="picture">What to paint on.</param>
    /// <param name="time">Seconds since the shot began.</param>
    public void Paint(Picture picture, float time)
    {
        picture.Begin(time * pace, Camera.At(move, Math.Clamp(time / seconds, 0, 1), horizon));
        foreach (IPart part in parts) part.Paint(picture);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IPart part in parts) part.Dispose();
    }
}
