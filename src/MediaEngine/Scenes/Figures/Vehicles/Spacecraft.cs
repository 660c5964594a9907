using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Figures.Drawing;

namespace Understudy.MediaEngine.Scenes.Figures.Vehicles;

/// <summary>What flies beyond the air.</summary>
internal static class Spacecraft
{
    /// <summary>By concept.</summary>
    public static readonly Dictionary<string, Drawn> All = new()
    {
        ["rocket"] = new(11, 52, Standing) { MayTurn = false },
        ["rocket/flying"] = new(12, 84, Launched) { Footing = Footing.Air, IsLively = true, MayTurn = false },
        ["rocket/rising"] = new(12, 84, Launched) { Footing = Footing.Air, IsLively = true, MayTurn = false },
        ["spaceship"] = new(60, 20, Spaceship) { Footing = Footing.Heaven, IsLively = true },
        ["space-station"] = new(100, 62, Station) { Footing = Footing.Heaven },
        ["satellite"] = new(12.6f, 5.4f, Satellite) { Footing = Footing.Heaven },
    };

    private static void Standing(Easel easel)
    {
        easel.Wall(easel.Rect(-5, 0, 5, 1.4f), Colour.Hex(0x7A7C80), 0.1f);
        // The gantry behind it.
        var steel = Colour.Hex(0xA0423A);
        easel.Line(steel, 0.5f, 0.35f, -4.4f, 1.2f, -4.4f, 42);
        easel.Line(steel, 0.5f, 0.35f, -2.4f, 1.2f, -2.4f, 42);
        for (int i = 0; i < 14; i++)
            easel.Line(steel, 0.5f, 0.18f, -4.4f, 1.4f + i * 2.9f, -2.4f, 4.3f + i * 2.9f, -4.4f, 4.3f + i * 2.9f);
        easel.Line(steel, 0.5f, 0.3f, -2.4f, 33, 0, 33);
        using (easel.At(0.6f, 1.4f)) Rocket(easel);
    }

    private static void Launched(Easel easel)
    {
        for (int i = 0; i < 4; i++)
        {
            float wide = 2.6f - i * 0.55f, flick = MathF.Sin(easel.Time * 23 + i * 2) * 0.8f, end = 3 + i * 5 + flick;
            Colour colour = i switch
            {
                0 => Colour.Hex(0xFF7A28),
                1 => Colour.Hex(0xFFA83C),
                2 => Colour.Hex(0xFFD870),
                _ => Colour.Hex(0xFFF8E0)
            };
            easel.Shine(easel.Smooth(-wide * 0.7f, 34, -wide, 30, 0, end, wide, 30, wide * 0.7f, 34), colour, 0.75f);
        }
        easel.Halo(0, 30, 5.6f, Colour.Hex(0xFFC060), 0.7f);
        using (easel.At(0, 33)) Rocket(easel);
        easel.Glow(0, 26, 26, Colour.Hex(0xFFB050), 0.7f);
    }

    private static void Rocket(Easel easel)
    {
        Colour white = easel.Own(0xF0F0EE), dark = Colour.Hex(0x2A2C32), orange = Colour.Hex(0xC8682E);
        for (int side = -1; side <= 1; side += 2)
        {
            easel.Solid(easel.Poly(side * 2, 8, side * 4.6f, 0.6f, side * 4.6f, 0.1f, side * 2, 2), dark, 0.05f);
            easel.Solid(easel.Smooth(side * 1.6f, 1, side * 1.6f, 20, side * 2.4f, 24, side * 3.2f, 20, side * 3.2f, 1), orange,
                0.05f);
        }
        easel.Solid(easel.Poly(-1.3f, 0, -0.9f, 1.6f, 0.9f, 1.6f, 1.3f, 0), dark, 0.05f);
        SKPath body = easel.Poly(-2, 1.4f, -2, 36, 2, 36, 2, 1.4f);
        easel.Solid(body, white, 0);
        foreach (float y in new[] { 6f, 21, 34 }) easel.Solid(easel.Rect(-2, y, 2, y + 1.3f), dark, 0);
        easel.Solid(easel.Smooth(-2.05f, 36, -1.9f, 40, -1, 45.4f, 0, 49.4f, 1, 45.4f, 1.9f, 40, 2.05f, 36), white, 0);
        easel.Solid(easel.Smooth(-0.9f, 45.8f, 0, 49.6f, 0.9f, 45.8f), orange, 0);
        easel.Flat(easel.Oval(0, 39.4f, 0.75f, 0.75f), Colour.Hex(0x34485C), 0.7f);
    }

    private static void Spaceship(Easel easel)
    {
        Colour metal = easel.OwnOf(0xA8AEB8, 0x8E98A4, 0xB8AE9E), blue = Colour.Hex(0x6ACBFF);
        float pulse = 0.75f + 0.25f * MathF.Sin(easel.Time * 7);
        for (int i = -1; i <= 1; i++)
        {
            float y = 9 + i * 3.6f;
            for (int ring = 0; ring < 3; ring++)
                easel.Shine(easel.Smooth(-22, y + 1.2f - ring * 0.3f, -29.6f + ring * 1.6f - pulse * 0.6f + 0.8f, y, -22,
                    y - 1.2f + ring * 0.3f), ring == 2 ? Colour.White : blue, 0.5f * pulse);
            easel.Solid(easel.Rect(-23, y - 1.4f, -17, y + 1.4f, 0.6f), metal.Times(0.7f), 0.08f);
        }
        easel.Solid(easel.Poly(-20, 13, -25, 19.4f, -19, 19.4f, -4, 13), metal.Times(0.85f), 0.04f);
        SKPath hull = easel.Poly(-20, 4.4f, -21, 13.4f, -2, 14.4f, 16, 11.6f, 28, 8.6f, 29.6f, 7.4f, 26, 6, 8, 3.8f);
        easel.Solid(hull, metal, 0.05f);
        using (easel.Within(hull))
        {
            for (int i = 0; i < 46; i++)
            {
                float x = easel.Between(-21, 26), y = easel.Between(4, 14), wide = easel.Between(0.8f, 4);
                easel.Flat(easel.Rect(x, y, x + wide, y + easel.Between(0.4f, 1.6f)), metal.Times(easel.Between(0.7f, 1.12f)),
                    0.6f, 0.6f);
            }
            easel.Flat(easel.Poly(-22, 3, 30, 3, 30, 6.6f, 8, 5.8f, -22, 6.6f), Colour.Hex(0x14161C), 0.1f, 0.5f);
        }
        easel.Solid(easel.Poly(-8, 14, -6.4f, 17.4f, 1, 17, 4.4f, 13.2f), metal.Times(0.95f), 0.06f);
        easel.Flat(easel.Poly(-0.4f, 16.4f, 1, 16.2f, 3.4f, 13.9f, 0.6f, 14.2f), Colour.Hex(0x26384A), 0.6f);
        for (int i = 0; i < 26; i++)
            easel.Shine(easel.Oval(-18 + i * 1.6f, 8.4f + i % 3 * 0.9f, 0.2f, 0.16f), Colour.Hex(0xFFE8B0), 0.85f);
        easel.Glow(-25, 9, 9, blue);
    }

    private static void Panels(Easel easel, float left, float bottom, float right, float top, int columns)
    {
        SKPath panel = easel.Rect(left, bottom, right, top);
        easel.Wall(panel, Colour.Hex(0x27427E), 0.4f);
        float rows = 3;
        for (int i = 1; i < columns; i++)
        {
            float x = left + (right - left) * i / columns;
            easel.Line(Colour.Hex(0xB8A878), 0.6f, (top - bottom) * 0.02f, x, bottom, x, top);
        }
        for (int i = 1; i < rows; i++)
        {
            float y = bottom + (top - bottom) * i / rows;
            easel.Line(Colour.Hex(0xB8A878), 0.6f, (top - bottom) * 0.015f, left, y, right, y);
        }
        easel.Flat(easel.Poly(left, top, left + (right - left) * 0.4f, top, left + (right - left) * 0.1f, bottom, left, bottom),
            Colour.White, 1, 0.14f);
    }

    private static void Station(Easel easel)
    {
        Colour white = easel.Own(0xE4E6EA);
        for (int side = -1; side <= 1; side += 2)
        {
            for (int i = 0; i < 2; i++)
            {
                float x = side * (28 + i * 17) - 5.6f;
                Panels(easel, x, 34, x + 11, 60, 4);
                Panels(easel, x, 2, x + 11, 28, 4);
                easel.Line(white, 0.7f, 0.8f, x + 5.5f, 28, x + 5.5f, 34);
            }
            easel.Wall(easel.Poly(side * 12, 22, side * 17, 22, side * 19, 12, side * 14, 12), Colour.Hex(0xD8D4CC), 0.4f);
        }
        easel.Solid(easel.Rect(-50, 29.8f, 50, 32.2f), white.Times(0.8f), 0.1f);
        for (int i = 0; i < 32; i++) easel.Line(white.Times(0.55f), 0.4f, 0.25f, -49 + i * 3.1f, 29.8f, -47.4f + i * 3.1f, 32.2f);
        easel.Solid(easel.Rect(-4, 12, 4, 50, 3), white, 0.04f);
        easel.Solid(easel.Rect(-15, 20.6f, 15, 28, 3), white, 0.05f);
        easel.Solid(easel.Rect(-11, 36, 11, 42, 2.4f), white, 0.05f);
        for (int i = 0; i < 5; i++) easel.Flat(easel.Rect(-13 + i * 6, 20.6f, -12.2f + i * 6, 28), white.Times(0.65f), 0.6f);
        for (int i = 0; i < 4; i++) easel.Flat(easel.Rect(-4, 15 + i * 9, 4, 15.8f + i * 9), white.Times(0.65f), 0.6f);
        easel.Solid(easel.Oval(0, 11, 3, 2.2f), Colour.Hex(0xB89A58), 0.1f);
        easel.Shine(easel.Oval(-8, 24.2f, 0.9f, 0.9f), Colour.Hex(0xFFE8B0), 0.8f);
        easel.Shine(easel.Oval(7, 39, 0.8f, 0.8f), Colour.Hex(0xFFE8B0), 0.8f);
        easel.Glow(0, 30, 8, Colour.Hex(0xFFE8C0));
    }

    private static void Satellite(Easel easel)
    {
        Colour gold = easel.Own(0xD8A848);
        Panels(easel, -6.2f, 1.6f, -1.5f, 3.8f, 5);
        Panels(easel, 1.5f, 1.6f, 6.2f, 3.8f, 5);
        easel.Line(Colour.Hex(0xC8CCD2), 0.7f, 0.16f, -1.6f, 2.7f, 1.6f, 2.7f);
        SKPath body = easel.Rect(-1.1f, 1.2f, 1.1f, 4.2f, 0.12f);
        easel.Solid(body, gold, 0.06f);
        using (easel.Within(body))
        {
            for (int i = 0; i < 24; i++)
            {
                float x = easel.Between(-1.1f, 1), y = easel.Between(1.2f, 4.2f);
                easel.Flat(easel.Poly(x, y, x + 0.35f, y + 0.1f, x + 0.15f, y + 0.4f), gold.Times(easel.Between(0.6f, 1.4f)),
                    0.7f, 0.6f);
            }
        }
        easel.Line(Colour.Hex(0xC8CCD2), 0.7f, 0.1f, 0, 1.2f, 0, 0.3f);
        easel.Solid(easel.Smooth(-1, 0.9f, -0.7f, 0.4f, 0, 0.15f, 0.7f, 0.4f, 1, 0.9f, 0, 0.7f), Colour.Hex(0xE8EAEE), 0.1f);
        easel.Line(Colour.Hex(0xC8CCD2), 0.7f, 0.08f, 0.6f, 4.2f, 0.9f, 5.2f);
        easel.Shine(easel.Oval(0.9f, 5.2f, 0.12f, 0.12f), Colour.Hex(0xFF5A4A), 1);
    }
}
