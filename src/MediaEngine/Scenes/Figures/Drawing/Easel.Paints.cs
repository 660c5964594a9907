using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;

namespace Understudy.MediaEngine.Scenes.Figures.Drawing;

internal sealed partial class Easel
{
    /// <summary>A round body: bright towards the light, with a bright rim, dark on the other side and below.</summary>
    /// <param name="shape">Its outline.</param>
    /// <param name="colour">Its colour.</param>
    /// <param name="rim">How wide the rim is, as a part of the shape's size.</param>
    public void Solid(SKPath shape, Colour colour, float rim = 0.045f)
    {
        SKRect box = shape.Bounds;
        float across = box.Width * 0.5f * _side, thin = MathF.Min(box.Width, box.Height) * rim;
        SKPoint bright = new(box.MidX + across, box.Bottom), dim = new(box.MidX - across, box.Top - box.Height * 0.1f);
        using SKPaint paint = new() { IsAntialias = true };
        if (thin > 0)
        {
            paint.Color = Rim(colour).Paint();
            canvas.DrawPath(shape, paint);
            canvas.Save();
            canvas.ClipPath(shape, antialias: true);
            canvas.Translate(-_side * thin, -thin * 0.7f);
        }
        using var shader = SKShader.CreateLinearGradient(
            bright,
            dim,
            [light.On(colour, 1).Paint(), light.On(colour, 0.66f).Paint(), light.On(colour, 0.2f).Paint()],
            [0.05f, 0.45f, 0.95f],
            SKShaderTileMode.Clamp);
        paint.Shader = shader;
        canvas.DrawPath(shape, paint);
        if (thin > 0) canvas.Restore();
    }

    /// <summary>One colour, lit by so much of the light.</summary>
    public void Flat(SKPath shape, Colour colour, float lit, float alpha = 1)
    {
        using SKPaint paint = new() { IsAntialias = true, Color = light.On(colour, lit).Paint(alpha) };
        canvas.DrawPath(shape, paint);
    }

    /// <summary>A wall: one colour, a little darker towards its foot.</summary>
    /// <param name="shape">Its outline.</param>
    /// <param name="colour">Its colour.</param>
    /// <param name="facing">Which way it looks: 1 right, −1 left, 0 towards us.</param>
    public void Wall(SKPath shape, Colour colour, float facing)
    {
        float lit = Math.Clamp(0.66f + facing * _side * 0.42f, 0.1f, 1);
        SKRect box = shape.Bounds;
        using var shader = SKShader.CreateLinearGradient(
            new SKPoint(box.MidX, box.Bottom),
            new SKPoint(box.MidX, box.Top),
            [light.On(colour, lit).Paint(), light.On(colour.Times(0.86f), lit * 0.86f).Paint()],
            null,
            SKShaderTileMode.Clamp);
        using SKPaint paint = new() { IsAntialias = true, Shader = shader };
        canvas.DrawPath(shape, paint);
    }

    /// <summary>A line through points, by x and y of each.</summary>
    public void Line(Colour colour, float lit, float width, params ReadOnlySpan<float> through) =>
        Stroke(light.On(colour, lit).Paint(), width, through);

    /// <summary>A small spot; quicker than a shape, for foliage, fur and stones.</summary>
    public void Spot(float x, float y, float across, float up, Colour colour, float lit, float alpha = 1)
    {
        _spot.Color = light.On(colour, lit).Paint(alpha);
        canvas.DrawOval(x, y, across, up, _spot);
    }

    /// <summary>What shines by itself, whatever the light.</summary>
    public void Shine(SKPath shape, Colour colour, float alpha = 1)
    {
        using SKPaint paint = new() { IsAntialias = true, Color = colour.Mix(light.Haze, light.Distance * 0.5f).Paint(alpha) };
        canvas.DrawPath(shape, paint);
    }

    /// <summary>A small spot that shines by itself.</summary>
    public void ShineSpot(float x, float y, float across, float up, Colour colour, float alpha)
    {
        _spot.Color = colour.Mix(light.Haze, light.Distance * 0.5f).Paint(alpha);
        canvas.DrawOval(x, y, across, up, _spot);
    }

    /// <summary>A line that shines by itself.</summary>
    public void ShineLine(Colour colour, float width, float alpha, params ReadOnlySpan<float> through) =>
        Stroke(colour.Mix(light.Haze, light.Distance * 0.5f).Paint(alpha), width, through);

    /// <summary>A round light that fades to nothing.</summary>
    public void Halo(float x, float y, float radius, Colour colour, float alpha)
    {
        using var shader = SKShader.CreateRadialGradient(
            new SKPoint(x, y),
            radius,
            [colour.Paint(alpha), colour.Paint(alpha * 0.3f), colour.Paint(0)],
            [0, 0.4f, 1],
            SKShaderTileMode.Clamp);
        using SKPaint paint = new() { IsAntialias = true, Shader = shader, BlendMode = SKBlendMode.Plus };
        canvas.DrawCircle(x, y, radius, paint);
    }

    /// <summary>Says that something shines there.</summary>
    public void Glow(float x, float y, float radius, Colour colour, float flicker = 0)
    {
        SKPoint at = _inside.MapPoint(canvas.TotalMatrix.MapPoint(x, y));
        Glows.Add(new Glow(at.X, at.Y, radius, colour, flicker));
    }

    /// <summary>A window: glass by day, lit in the evening if anybody is at home.</summary>
    public void Window(float left, float bottom, float right, float top, float home = 0.7f, bool shines = false)
    {
        bool lit = Chance(home);
        float warm = Between(0, 1);
        SKPath pane = Rect(left, bottom, right, top);
        Flat(pane, new Colour(0.32f, 0.4f, 0.48f), 0.45f);
        Flat(Poly(left, bottom + (top - bottom) * 0.45f, right, top - (top - bottom) * 0.1f, right, top, left, top),
            new Colour(0.75f, 0.86f, 0.95f), 0.8f, 0.35f);
        if (!lit) return;
        Colour lamp = Colour.Hex(0xFFD27A).Mix(Colour.Hex(0xFFF0C8), warm);
        float on = Math.Clamp((Darkness - 0.3f) * 4, 0, 1);
        if (on > 0) Shine(pane, lamp, on);
        if (shines) Glow((left + right) / 2, (bottom + top) / 2, (top - bottom) * 1.6f, lamp);
    }

    private Colour Rim(Colour own) => _side == 0
        ? light.On(own, 1).Mix(light.Sun, 0.35f)
        : light.On(own.Mix(Colour.White, 0.35f), 1);

    private void Stroke(SKColor colour, float width, ReadOnlySpan<float> through)
    {
        using SKPaint paint = new()
        {
            IsAntialias = true,
            IsStroke = true,
            StrokeWidth = width,
            StrokeCap = SKStrokeCap.Round,
            StrokeJoin = SKStrokeJoin.Round,
            Color = colour,
        };
        using SKPathBuilder builder = new();
        builder.AddPoly(Points(through), false);
        using SKPath path = builder.Detach();
        canvas.DrawPath(path, paint);
    }
}
