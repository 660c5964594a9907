using SkiaSharp;

namespace Understudy.MediaEngine.Scenes.Figures;

/// <summary>
/// A thing of a prompt as it is drawn: a tree, a castle, a boat, a bird. It is drawn in metres, with its foot in the middle at 0, 0
/// and up as negative y, so that whoever makes the picture only chooses its place and how far away it is.
/// </summary>
internal abstract class Figure
{
    /// <summary>How wide it is, in metres.</summary>
    public abstract float Width { get; }

    /// <summary>How high it is, in metres.</summary>
    public abstract float Height { get; }

    /// <summary>What it stands on, floats on or hangs in.</summary>
    public virtual Footing Footing => Footing.Ground;

    /// <summary>Whether it looks different from moment to moment; what does not is painted once a shot.</summary>
    public virtual bool IsLively => false;

    /// <summary>Which way it looks and would move: 1 to the right, −1 to the left.</summary>
    public virtual int Heading => 1;

    /// <summary>Places, in metres, that shine by themselves in the dark: windows, lamps, fires.</summary>
    public virtual IReadOnlyList<Glow> Glows => [];

    /// <summary>Draws it.</summary>
    /// <param name="canvas">In metres, with its foot at 0, 0.</param>
    /// <param name="light">The light that falls on it.</param>
    /// <param name="time">Seconds since the shot began; always 0 for what is not lively.</param>
    public abstract void Draw(SKCanvas canvas, FigureLight light, float time);
}
