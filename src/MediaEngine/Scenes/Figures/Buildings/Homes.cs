using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Figures.Drawing;

namespace Understudy.MediaEngine.Scenes.Figures.Buildings;

/// <summary>Where people and their animals live.</summary>
internal static class Homes
{
    /// <summary>By concept.</summary>
    public static readonly Dictionary<string, Drawn> All = new()
    {
        ["house"] = new(10.4f, 7.4f, House),
        ["cabin"] = new(8.6f, 5.8f, Cabin),
        ["barn"] = new(12.6f, 8.4f, Barn),
        ["tent"] = new(4.4f, 2.3f, Tent),
        ["igloo"] = new(5.4f, 2.4f, Igloo) { Variety = 0.08f },
    };

    private static void House(Easel easel)
    {
        Colour wall = easel.OwnOf(0xF0E6D2, 0xE8D8B8, 0xD8DCE0, 0xE6C8A8, 0xC8D4C4),
            tiles = Colour.Hex(easel.Chance(0.6f) ? 0x9A4A34 : 0x4E545E);
        Masonry.Walls(easel, -4.8f, 1.6f, 4.8f, 0, 3.4f, wall);
        // The gable, to the right.
        easel.Wall(easel.Poly(1.6f, 3.4f, 3.2f, 6.2f, 4.8f, 3.4f), wall, 0.9f);
        easel.Wall(easel.Rect(-2.6f, 5.2f, -1.8f, 7.2f), Colour.Hex(0x8A5A48), -0.2f);
        Masonry.Roof(easel, easel.Poly(-5.1f, 3.1f, -3.3f, 6.4f, 3.3f, 6.4f, 1.5f, 3.1f), tiles, 0.36f);
        easel.Line(tiles.Times(0.75f), 0.8f, 0.24f, 3.25f, 6.35f, 5.05f, 3.1f);
        easel.Flat(easel.Rect(-4.8f, 0, 4.8f, 0.3f), Colour.Hex(0x6C6862), 0.5f);
        Pane(easel, -4.1f, 1.2f);
        Pane(easel, -0.4f, 1.2f);
        Pane(easel, 2.7f, 1.2f);
        easel.Window(2.85f, 4.1f, 3.55f, 5.0f);
        Masonry.Door(easel, -1.5f, 0.05f, 1.1f, 2.3f, Colour.Hex(0x5A3A28));
        easel.Spot(-1.15f, 1.05f, 0.07f, 0.07f, Colour.Hex(0xE8C870), 0.9f);
        // Bushes at its foot.
        for (int i = 0; i < 60; i++)
        {
            float x = easel.Chance(0.5f) ? easel.Between(-4.7f, -2.3f) : easel.Between(-0.7f, 1.5f),
                y = easel.Between(0.08f, 0.62f);
            easel.Spot(x, y, 0.17f, 0.15f, Colour.Hex(0x4E7A38).Times(0.7f + y), 0.3f + y);
        }
    }

    private static void Pane(Easel easel, float left, float bottom)
    {
        easel.Flat(easel.Rect(left - 0.1f, bottom - 0.1f, left + 1.1f, bottom + 1.4f), Colour.Hex(0xF8F4EC), 0.75f);
        easel.Window(left, bottom, left + 1, bottom + 1.3f, 0.95f, shines: true);
        easel.Line(Colour.Hex(0xF0EAE0), 0.6f, 0.07f, left + 0.5f, bottom, left + 0.5f, bottom + 1.3f);
        easel.Line(Colour.Hex(0xF0EAE0), 0.6f, 0.07f, left, bottom + 0.75f, left + 1, bottom + 0.75f);
    }

    private static void Cabin(Easel easel)
    {
        Colour log = easel.Own(0x8A5E38), roof = Colour.Hex(0x54463C);
        SKPath front = Masonry.Walls(easel, -4, 1.4f, 4, 0, 2.6f, log);
        Masonry.Boards(easel, front, log, 0.3f);
        SKPath gable = easel.Poly(1.4f, 0, 1.4f, 2.6f, 2.7f, 4.7f, 4, 2.6f, 4, 0);
        easel.Wall(gable, log, 0.9f);
        Masonry.Boards(easel, gable, log, 0.3f);
        SKPath chimney = easel.Rect(-2.9f, 3.4f, -2.1f, 5.6f);
        easel.Wall(chimney, Colour.Hex(0x8C8680), -0.2f);
        Masonry.Stones(easel, chimney, Colour.Hex(0x8C8680), 0.32f, 0.6f);
        Masonry.Roof(easel, easel.Poly(-4.25f, 2.35f, -2.8f, 4.9f, 2.8f, 4.9f, 1.3f, 2.35f), roof, 0.3f);
        easel.Line(roof.Times(0.8f), 0.7f, 0.22f, 2.75f, 4.85f, 4.2f, 2.3f);
        Pane(easel, -3.2f, 0.85f);
        Pane(easel, 2.2f, 0.85f);
        easel.Flat(easel.Rect(-1.3f, 0, -0.3f, 2.05f), Colour.Hex(0x4A3020), 0.45f);
        for (float y = 0.15f; y < 2.6f; y += 0.3f) easel.Spot(1.4f, y, 0.16f, 0.15f, log.Mix(Colour.White, 0.25f), 0.75f);
    }

    private static void Barn(Easel easel)
    {
        Colour red = easel.Own(0x9C2E26), roof = Colour.Hex(0x5C5854);
        SKPath side = easel.Rect(-6, 0, 0.6f, 3.6f);
        easel.Wall(side, red, -0.3f);
        Masonry.Boards(easel, side, red, 0.4f, upright: true);
        Masonry.Roof(easel, easel.Poly(-6.2f, 3.4f, -5.6f, 6.2f, -4.2f, 8, 3.2f, 8, 1.4f, 6.2f, 0.5f, 3.4f), roof, 0.5f);
        SKPath gable = easel.Poly(0.6f, 0, 0.6f, 3.6f, 1.4f, 6.2f, 3.3f, 7.9f, 5.2f, 6.2f, 6, 3.6f, 6, 0);
        easel.Wall(gable, red, 0.8f);
        Masonry.Boards(easel, gable, red, 0.4f, upright: true);
        var white = Colour.Hex(0xF0EAE0);
        easel.Line(white, 0.7f, 0.2f, 0.6f, 3.5f, 1.4f, 6.1f, 3.3f, 7.85f, 5.2f, 6.1f, 6, 3.5f);
        easel.Flat(easel.Rect(2, 0, 4.6f, 3), red.Times(0.7f), 0.5f);
        easel.Line(white, 0.7f, 0.14f, 2, 0.05f, 2, 3, 4.6f, 3, 4.6f, 0.05f, 2, 3);
        easel.Line(white, 0.7f, 0.14f, 2, 0.05f, 4.6f, 3);
        easel.Window(2.8f, 4.3f, 3.8f, 5.4f, 0.6f, shines: true);
        easel.Window(-4.6f, 1.4f, -3.7f, 2.3f);
        easel.Window(-2.2f, 1.4f, -1.3f, 2.3f);
    }

    private static void Tent(Easel easel)
    {
        Colour cloth = easel.OwnOf(0xD8742C, 0x3C7C54, 0x3A6CA8, 0xC8A83C);
        easel.Glow(0.4f, 0.8f, 3, Colour.Hex(0xFFC46A));
        float lamp = Math.Clamp((easel.Darkness - 0.3f) * 3, 0, 1);
        SKPath front = easel.Poly(-0.7f, 0, 0.6f, 2.1f, 2, 0), side = easel.Poly(-0.7f, 0, 0.6f, 2.1f, -1.5f, 1.9f, -2.1f, 0);
        easel.Wall(side, cloth, -0.7f);
        easel.Wall(front, cloth, 0.6f);
        if (lamp > 0)
        {
            easel.Shine(side, cloth.Mix(Colour.Hex(0xFFC46A), 0.5f), lamp * 0.55f);
            easel.Shine(front, cloth.Mix(Colour.Hex(0xFFD27A), 0.65f), lamp * 0.8f);
        }
        easel.Flat(easel.Poly(0.15f, 0, 0.6f, 1.75f, 1.1f, 0), Colour.Hex(0x2A2420), 0.4f, 1 - lamp * 0.6f);
        easel.Flat(easel.Poly(1.1f, 0, 0.6f, 1.75f, 1.35f, 0.2f), cloth.Times(1.15f), 0.9f);
        var rope = Colour.Hex(0xD8D0C0);
        easel.Line(rope, 0.6f, 0.025f, 0.6f, 2.1f, 2.15f, 0.04f);
        easel.Line(rope, 0.6f, 0.025f, -1.5f, 1.9f, -2.15f, 0.04f);
    }

    private static void Igloo(Easel easel)
    {
        Colour snow = easel.Own(0xE8F2FA);
        SKPath dome = easel.Poly(Dome(-0.5f, 2.1f, 2.3f));
        easel.Solid(dome, snow, 0.03f);
        using (easel.Within(dome))
        {
            for (int row = 0; row < 6; row++)
            {
                float y = row * 0.42f, next = y + 0.42f;
                easel.Line(snow.Times(0.72f), 0.6f, 0.04f, -2.6f, y, 1.6f, y);
                for (int i = -5; i < 6; i++)
                {
                    float lean = 1 - row * 0.14f, x = -0.5f + (i + row % 2 * 0.5f) * 0.55f;
                    easel.Line(snow.Times(0.74f), 0.6f, 0.035f, -0.5f + (x + 0.5f) * lean, y,
                        -0.5f + (x + 0.5f) * (lean - 0.1f), next);
                }
            }
        }
        easel.Solid(easel.Poly(Dome(1.55f, 0.95f, 1.25f)), snow.Times(0.97f), 0.04f);
        SKPath door = easel.Poly(Dome(1.75f, 0.55f, 0.85f));
        easel.Flat(door, Colour.Hex(0x2A3A50), 0.5f);
        float lamp = Math.Clamp((easel.Darkness - 0.3f) * 3, 0, 1);
        if (lamp > 0) easel.Shine(door, Colour.Hex(0xFFB860), lamp);
        easel.Glow(1.75f, 0.4f, 1.6f, Colour.Hex(0xFFB860), 0.3f);
    }

    private static float[] Dome(float x, float half, float height)
    {
        float[] points = new float[34];
        for (int i = 0; i < 17; i++)
        {
            (float sin, float cos) = MathF.SinCos(i * MathF.PI / 16);
            points[i * 2] = x + cos * half;
            points[i * 2 + 1] = sin * height;
        }
        return points;
    }
}
