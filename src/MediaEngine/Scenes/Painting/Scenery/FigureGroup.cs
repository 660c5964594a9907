using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Figures;
using Understudy.MediaEngine.Scenes.Painting.Parts;

namespace Understudy.MediaEngine.Scenes.Painting.Scenery;

/// <summary>Figures of one depth: still ones on a sheet, the others drawn in every frame, and their lights above all of
/// them.</summary>
internal sealed class FigureGroup : IPart
{
    private const float Lit = 0.45f;
    private readonly IReadOnlyList<PlacedFigure> _moving;
    private readonly Sprite?[] _sprites;
    private readonly PlacedFigure[] _shining;
    private readonly float _parallax;
    private readonly float _mirrored;

    private FigureGroup(Stage stage, IReadOnlyList<PlacedFigure> all, float parallax, float mirrored)
    {
        _parallax = parallax;
        _mirrored = mirrored;
        _moving = [.. all.Where(placed => !placed.IsStill)];
        _sprites = [.. _moving.Select(placed => placed.IsLively ? null : new Sprite(stage, placed))];
        _shining = [.. all.Where(placed => placed.Figure.Glows.Count > 0 && placed.Light.Darkness > Lit)];
    }

    /// <summary>Adds figures to a scene.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="all">They, from far to near.</param>
    /// <param name="parallax">Their depth.</param>
    /// <param name="mirrored">How much of them is mirrored in water below them.</param>
    public static void Add(SceneBuilder scene, IReadOnlyList<PlacedFigure> all, float parallax, float mirrored = 0)
    {
        if (all.Count == 0) return;
        PlacedFigure[] still = [.. all.Where(placed => placed.IsStill)];
        if (still.Length > 0)
        {
            Sheet sheet = new(scene.Stage, parallax);
            sheet.Draw(canvas =>
            {
                foreach (PlacedFigure placed in still) placed.Draw(canvas, 0);
            });
            scene.Add(sheet);
        }
        FigureGroup group = new(scene.Stage, all, parallax, mirrored);
        if (group._moving.Count > 0 || group._shining.Length > 0) scene.Add(group);
    }

    /// <inheritdoc/>
    public void Paint(Picture picture)
    {
        if (_moving.Count > 0)
        {
            SkiaSharp.SKCanvas canvas = picture.At(_parallax);
            for (int n = 0; n < _moving.Count; n++)
            {
                if (_sprites[n] is { } sprite) sprite.Draw(canvas, picture.Time, _mirrored);
                else _moving[n].Draw(canvas, picture.Time);
            }
        }
        foreach (PlacedFigure placed in _shining) Shine(picture, placed);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Sprite? sprite in _sprites) sprite?.Dispose();
    }

    private void Shine(Picture picture, PlacedFigure placed)
    {
        (float x, float y) = placed.At(picture.Time);
        float strength = (placed.Light.Darkness - Lit) / (1 - Lit);
        foreach (Glow glow in placed.Figure.Glows)
        {
            (float px, float py, float scale) = picture.Project(x + glow.X * placed.Metre, y + glow.Y * placed.Metre, _parallax);
            float flicker = 1 - glow.Flicker * 0.25f
                * (1 + MathF.Sin(picture.Time * 11 + placed.X) * MathF.Sin(picture.Time * 7.3f));
            float radius = Math.Min(glow.Radius * placed.Metre, 240) * scale;
            picture.Spot(px, py, radius, glow.Colour, 0.5f * strength * flicker, isLight: true);
        }
    }
}
