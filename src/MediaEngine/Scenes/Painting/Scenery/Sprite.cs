using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;

namespace Understudy.MediaEngine.Scenes.Painting.Scenery;

/// <summary>A figure that moves and does not change: drawn once, and then shown wherever it is.</summary>
internal sealed class Sprite : IDisposable
{
    private const float Spare = 1.25f;
    private readonly PlacedFigure _placed;
    private readonly SKImage _image;
    private readonly SKRect _place;

    /// <summary>Draws it.</summary>
    /// <param name="stage">The picture that it is for.</param>
    /// <param name="placed">The figure.</param>
    public Sprite(Stage stage, PlacedFigure placed)
    {
        _placed = placed;
        float width = placed.Figure.Width * placed.Metre * 1.1f + 4;
        float height = placed.Figure.Height * placed.Metre * 1.1f + 4;
        _place = new SKRect(-width / 2, -height, width / 2, height * 0.15f);
        float scale = stage.Scale * Spare;
        SKImageInfo info = new(
            Math.Max(1, (int)MathF.Ceiling(_place.Width * scale)), Math.Max(1, (int)MathF.Ceiling(_place.Height * scale)),
            SKColorType.Bgra8888, SKAlphaType.Premul);
        using var surface = SKSurface.Create(info);
        surface.Canvas.Scale(scale);
        surface.Canvas.Translate(-_place.Left, -_place.Top);
        surface.Canvas.Scale(placed.Metre);
        placed.Figure.Draw(surface.Canvas, placed.Light, 0);
        _image = surface.Snapshot();
    }

    /// <summary>Shows it.</summary>
    /// <param name="canvas">In units.</param>
    /// <param name="time">Seconds since the shot began.</param>
    /// <param name="mirrored">How much of it is seen upside down in the water below it, 0 for none.</param>
    public void Draw(SKCanvas canvas, float time, float mirrored)
    {
        (float x, float y) = _placed.At(time);
        using SKPaint paint = new() { Color = SKColors.White.WithAlpha((byte)(255 * _placed.Alpha)) };
        SKSamplingOptions sampling = new(SKFilterMode.Linear);
        canvas.Save();
        canvas.Translate(x, y);
        if (mirrored > 0)
        {
            using SKPaint faint = new() { Color = SKColors.White.WithAlpha((byte)(255 * mirrored)) };
            canvas.Save();
            canvas.Scale(1 + 0.01f * MathF.Sin(time * 2.1f + _placed.Phase), -0.8f);
            canvas.DrawImage(_image, _place, sampling, faint);
            canvas.Restore();
        }
        if (_placed.Bobbing > 0) canvas.RotateDegrees(MathF.Sin(time * 1.1f + _placed.Phase) * 1.4f);
        canvas.DrawImage(_image, _place, sampling, paint);
        canvas.Restore();
    }

    /// <inheritdoc/>
    public void Dispose() => _image.Dispose();
}
