using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Figures.Drawing;

namespace Understudy.MediaEngine.Scenes.Figures.Vehicles;

/// <summary>Wheels and lamps of what goes on land.</summary>
internal static class Wheels
{
    /// <summary>A wheel with a tyre.</summary>
    public static void Tyre(Easel easel, float x, float radius)
    {
        easel.Flat(easel.Oval(x, radius, radius, radius), Colour.Hex(0x1E1E20), 0.45f);
        easel.Solid(easel.Oval(x, radius, radius * 0.6f, radius * 0.6f), Colour.Hex(0xB0B4BA));
        easel.Spot(x, radius, radius * 0.2f, radius * 0.2f, Colour.Hex(0x3A3C40), 0.5f);
    }

    /// <summary>A thin wheel with spokes.</summary>
    public static void Spoked(Easel easel, float x, float radius, Colour colour, int spokes, float rim)
    {
        float turn = -easel.Time * 2.2f / radius;
        for (int i = 0; i < spokes; i++)
        {
            (float sin, float cos) = MathF.SinCos(turn + i * MathF.Tau / spokes);
            easel.Line(colour, 0.55f, rim * 0.4f, x, radius, x + cos * radius * 0.93f, radius + sin * radius * 0.93f);
        }
        Span<float> ring = stackalloc float[50];
        for (int i = 0; i < 25; i++)
        {
            (float sin, float cos) = MathF.SinCos(i * MathF.Tau / 24);
            ring[i * 2] = x + cos * (radius - rim / 2);
            ring[i * 2 + 1] = radius + sin * (radius - rim / 2);
        }
        easel.Line(colour.Times(0.7f), 0.6f, rim, ring);
        easel.Spot(x, radius, rim * 1.2f, rim * 1.2f, colour, 0.6f);
    }

    /// <summary>A lamp in front or behind.</summary>
    public static void Lamp(Easel easel, float x, float y, float size, Colour colour)
    {
        SKPath glass = easel.Oval(x, y, size, size * 0.8f);
        easel.Flat(glass, colour.Mix(Colour.White, 0.3f), 0.9f);
        float night = Math.Clamp((easel.Darkness - 0.25f) * 3, 0, 1);
        if (night > 0) easel.Shine(glass, colour, night);
        easel.Glow(x, y, size * 8, colour);
    }
}
