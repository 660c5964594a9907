using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;

namespace Understudy.MediaEngine.Scenes.Figures.Drawing;

/// <summary>
/// What figures are drawn with: shapes in metres, up as positive y, which the light of the scene shades. It keeps the shapes until
/// the figure is done.
/// </summary>
internal sealed partial class Easel(SKCanvas canvas, FigureLight light, uint seed) : IDisposable
{
    private readonly List<IDisposable> _kept = [];
    private readonly SKPaint _spot = new() { IsAntialias = true };
    private readonly SKMatrix _inside = canvas.TotalMatrix.Invert();
    private Dice _dice = new(seed);
    private float _side = light.Side;

    /// <summary>Seconds since the shot began.</summary>
    public float Time { get; init; }

    /// <summary>The colour that the figure is said to have.</summary>
    public Colour? Tint { get; init; }

    /// <summary>How high the whole figure is, in metres.</summary>
    public float Height { get; init; }

    /// <summary>What shines, in metres of the figure's own frame.</summary>
    public List<Glow> Glows { get; } = [];

    /// <summary>From which side the light comes; 0 from behind.</summary>
    public float Side => _side;

    /// <summary>0 in the day to 1 at night.</summary>
    public float Darkness => light.Darkness;

    /// <summary>How many pixels high the whole figure is.</summary>
    public float Pixels => Height * Scale;

    private float Scale => MathF.Sqrt(MathF.Abs(canvas.TotalMatrix.ScaleX * canvas.TotalMatrix.ScaleY
        - canvas.TotalMatrix.SkewX * canvas.TotalMatrix.SkewY));

    /// <summary>A number between the two.</summary>
    public float Between(float from, float to) => _dice.Between(from, to);

    /// <summary>A whole number from 0 to below that one.</summary>
    public int Below(int count) => _dice.Below(count);

    /// <summary>True that often.</summary>
    public bool Chance(float often) => _dice.Float() < often;

    /// <summary>The figure's own colour: the one that was asked for, or that one.</summary>
    public Colour Own(int rgb) => Tint ?? Colour.Hex(rgb);

    /// <summary>The figure's own colour: the one that was asked for, or one of those.</summary>
    public Colour OwnOf(params ReadOnlySpan<int> rgb)
    {
        // Rolled in any case, so that a colour changes nothing else.
        int which = Below(rgb.Length);
        return Own(rgb[which]);
    }

    /// <summary>Draws what follows at another place, until it is disposed of.</summary>
    /// <param name="x">Where its 0, 0 lies.</param>
    /// <param name="y">Where its 0, 0 lies.</param>
    /// <param name="angle">Turned by so many degrees, counter-clockwise.</param>
    /// <param name="scale">So many times as big.</param>
    /// <param name="mirrored">Whether right is left there.</param>
    public Placed At(float x, float y, float angle = 0, float scale = 1, bool mirrored = false)
    {
        float side = _side;
        canvas.Save();
        canvas.Translate(x, y);
        if (angle != 0) canvas.RotateDegrees(angle);
        canvas.Scale(mirrored ? -scale : scale, scale);
        if (mirrored) _side = -_side;
        return new Placed(this, side);
    }

    /// <summary>Draws what follows only within a shape, until it is disposed of.</summary>
    public Placed Within(SKPath shape)
    {
        canvas.Save();
        canvas.ClipPath(shape, antialias: true);
        return new Placed(this, _side);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IDisposable kept in _kept) kept.Dispose();
        _spot.Dispose();
    }

    private T Keep<T>(T kept)
        where T : IDisposable
    {
        _kept.Add(kept);
        return kept;
    }

    /// <summary>Another place or a shape, to which drawing is bound until this is disposed of.</summary>
    internal readonly struct Placed(Easel easel, float side) : IDisposable
    {
        /// <inheritdoc/>
        public void Dispose() => easel.Leave(side);
    }

    private void Leave(float side)
    {
        canvas.Restore();
        _side = side;
    }
}
