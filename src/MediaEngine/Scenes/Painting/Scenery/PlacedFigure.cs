using SkiaSharp;
using Understudy.MediaEngine.Scenes.Figures;

namespace Understudy.MediaEngine.Scenes.Painting.Scenery;

/// <summary>A figure with its place in the picture.</summary>
/// <param name="Figure">It.</param>
/// <param name="Light">The light on it.</param>
/// <param name="X">Where its foot is, in units.</param>
/// <param name="Y">Where its foot is, in units from above.</param>
/// <param name="Metre">Units of a metre.</param>
internal sealed record PlacedFigure(Figure Figure, FigureLight Light, float X, float Y, float Metre)
{
    /// <summary>How fast it goes across and down, in units a second.</summary>
    public (float X, float Y) Speed { get; init; }

    /// <summary>How far it goes up and down by itself, in units: boats and balloons.</summary>
    public float Bobbing { get; init; }

    /// <summary>When it began to bob.</summary>
    public float Phase { get; init; }

    /// <summary>How much of it is seen: 1, or less below water.</summary>
    public float Alpha { get; init; } = 1;

    /// <summary>Whether it keeps still though it could move: one of many trees, which would cost more than it shows.</summary>
    public bool Holds { get; init; }

    /// <summary>Whether it changes from moment to moment.</summary>
    public bool IsLively => Figure.IsLively && !Holds;

    /// <summary>Whether it stays as it is, so that it needs to be painted only once.</summary>
    public bool IsStill => !IsLively && Speed == default && Bobbing == 0;

    /// <summary>Where it is at a time.</summary>
    public (float X, float Y) At(float time) => (
        X + Speed.X * time, Y + Speed.Y * time + (Bobbing == 0 ? 0 : MathF.Sin(time * 1.3f + Phase) * Bobbing));

    /// <summary>Draws it.</summary>
    /// <param name="canvas">In units.</param>
    /// <param name="time">Seconds since the shot began.</param>
    public void Draw(SKCanvas canvas, float time)
    {
        (float x, float y) = At(time);
        canvas.Save();
        canvas.Translate(x, y);
        if (Bobbing > 0) canvas.RotateDegrees(MathF.Sin(time * 1.1f + Phase) * 1.4f);
        canvas.Scale(Metre);
        Figure.Draw(canvas, Light, IsLively ? time : 0);
        canvas.Restore();
    }
}
