using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;

namespace Understudy.MediaEngine.Scenes.Figures.Drawing;

/// <summary>A figure that an <see cref="Easel"/> draws.</summary>
internal sealed class DrawnFigure : Figure
{
    private static readonly FigureLight _dark = new()
    {
        Sun = Colour.White,
        Shade = Colour.White,
        Haze = Colour.White,
        Distance = 0,
        Side = 1,
        Darkness = 1,
    };

    private readonly Drawn _drawn;
    private readonly uint _seed;
    private readonly float _size;
    private readonly Colour? _tint;
    private readonly Lazy<IReadOnlyList<Glow>> _glows;

    /// <param name="drawn">How it is drawn.</param>
    /// <param name="dice">Makes it a little different from others.</param>
    /// <param name="tint">The colour that it is said to have, if one is said.</param>
    public DrawnFigure(Drawn drawn, Dice dice, Colour? tint)
    {
        _drawn = drawn;
        _tint = tint;
        _seed = dice.Next();
        _size = dice.Between(1 - drawn.Variety, 1 + drawn.Variety);
        Heading = drawn.MayTurn && dice.Float() < 0.5f ? -1 : 1;
        _glows = new Lazy<IReadOnlyList<Glow>>(FindGlows);
    }

    /// <inheritdoc/>
    public override float Width => _drawn.Width * _size;

    /// <inheritdoc/>
    public override float Height => _drawn.Height * _size;

    /// <inheritdoc/>
    public override Footing Footing => _drawn.Footing;

    /// <inheritdoc/>
    public override bool IsLively => _drawn.IsLively;

    /// <inheritdoc/>
    public override int Heading { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Glow> Glows => _glows.Value;

    /// <inheritdoc/>
    public override void Draw(SKCanvas canvas, FigureLight light, float time) => Paint(canvas, light, IsLively ? time : 0);

    private List<Glow> Paint(SKCanvas canvas, FigureLight light, float time)
    {
        using Easel easel = new(canvas, light, _seed) { Time = time, Tint = _tint, Height = _drawn.Height };
        int before = canvas.Save();
        canvas.Scale(1, -1);
        using (easel.At(0, 0, scale: _size, mirrored: Heading < 0)) _drawn.Paint(easel);
        canvas.RestoreToCount(before);
        return easel.Glows;
    }

    // Whatever draws a lamp says where it shines; nothing needs to be seen for that.
    private List<Glow> FindGlows()
    {
        using SKNoDrawCanvas nowhere = new(1024, 1024);
        return [.. Paint(nowhere, _dark, 0).Select(glow => glow with { Radius = glow.Radius * _size })];
    }
}
