using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Figures.Drawing;

namespace Understudy.MediaEngine.Scenes.Figures.Buildings;

/// <summary>What stands out of towns and coasts: high houses, lights, mills, wheels, chimneys.</summary>
internal static class Towering
{
    /// <summary>By concept.</summary>
    public static readonly Dictionary<string, Drawn> All = new()
    {
        ["lighthouse"] = new(46, 25, Lighthouse) { IsLively = true, MayTurn = false },
        ["skyscraper"] = new(38, 172, Skyscraper) { Variety = 0.3f },
        ["windmill"] = new(17.4f, 19.8f, Windmill) { IsLively = true },
        ["wind-turbine"] = new(67, 105, Turbine) { IsLively = true },
        ["ferris-wheel"] = new(43, 46, FerrisWheel) { IsLively = true },
        ["factory"] = new(48, 34, Factory) { IsLively = true },
    };

    private static void Lighthouse(Easel easel)
    {
        Colour white = Colour.Hex(0xF2F0EA), band = easel.Own(0xC03028), lamp = Colour.Hex(0xFFF0C0);
        easel.Solid(easel.Smooth(-6, 0.1f, -4.6f, 1.5f, -1, 2, 3.6f, 1.7f, 6, 0.1f), Colour.Hex(0x6E6860), 0.05f);
        easel.Wall(easel.Rect(2.2f, 1.5f, 5, 3.6f), white, 0.2f);
        easel.Solid(easel.Poly(1.9f, 3.5f, 3.6f, 5, 5.3f, 3.5f), band, 0.05f);
        easel.Window(3.2f, 2.2f, 4, 3, 1, shines: true);
        SKPath shaft = easel.Poly(-2.5f, 1.6f, -1.6f, 18.6f, 1.6f, 18.6f, 2.5f, 1.6f);
        easel.Solid(shaft, white, 0);
        using (easel.Within(shaft))
        {
            for (int i = 0; i < 3; i++) easel.Solid(easel.Rect(-2.6f, 4.2f + i * 5.4f, 2.6f, 6.9f + i * 5.4f), band, 0);
        }
        for (int i = 0; i < 3; i++) easel.Window(-0.35f, 5 + i * 4.6f, 0.35f, 6 + i * 4.6f, 0.5f);
        easel.Solid(easel.Rect(-2.3f, 18.5f, 2.3f, 19.1f), Colour.Hex(0x3A3A40), 0.1f);
        for (int i = -4; i <= 4; i++) easel.Line(Colour.Hex(0x3A3A40), 0.6f, 0.08f, i * 0.54f, 19.1f, i * 0.54f, 20.1f);
        easel.Line(Colour.Hex(0x3A3A40), 0.7f, 0.1f, -2.2f, 20.1f, 2.2f, 20.1f);
        easel.Flat(easel.Rect(-1.2f, 19.1f, 1.2f, 21.9f), Colour.Hex(0xA8BCC8), 0.7f);
        float dark = Math.Clamp((easel.Darkness - 0.15f) * 2.5f, 0, 1), turn = easel.Time * 0.9f + easel.Between(0, 6);
        easel.Shine(easel.Oval(0, 20.5f, 0.75f, 0.95f), lamp, 0.35f + 0.65f * dark);
        if (dark > 0)
        {
            Beam(easel, MathF.Cos(turn), dark, lamp);
            Beam(easel, -MathF.Cos(turn), dark, lamp);
            easel.Halo(0, 20.5f, 4.2f, lamp, dark * (0.5f + 0.5f * MathF.Abs(MathF.Sin(turn))));
        }
        for (int i = -1; i <= 1; i++) easel.Line(Colour.Hex(0x3A3A40), 0.5f, 0.1f, i * 0.8f, 19.1f, i * 0.8f, 21.9f);
        easel.Solid(easel.Smooth(-1.6f, 21.8f, -1, 23.2f, 0, 23.8f, 1, 23.2f, 1.6f, 21.8f), band, 0.08f);
        easel.Line(Colour.Hex(0x3A3A40), 0.6f, 0.12f, 0, 23.6f, 0, 24.7f);
        easel.Glow(0, 20.5f, 7, lamp);
    }

    // The beam is long when it passes across the view, and short when it looks at us.
    private static void Beam(Easel easel, float across, float dark, Colour lamp)
    {
        for (int i = 0; i < 5; i++)
        {
            float reach = 22 * across * (1 - i * 0.17f), wide = 2.1f - i * 0.22f;
            easel.Shine(easel.Poly(0, 20.8f, reach, 20.5f + wide, reach, 20.5f - wide, 0, 20.2f), lamp, dark * 0.11f);
        }
    }

    private static void Skyscraper(Easel easel)
    {
        Colour glass = easel.OwnOf(0x5A7288, 0x7C8894, 0x8A8478, 0x4E6474, 0xA08C78);
        int kind = easel.Below(4);
        float high = easel.Between(100, 132);
        if (kind == 0)
        {
            Block(easel, -15, 15, 0, high, glass);
            easel.Line(Colour.Hex(0x50545C), 0.5f, 0.7f, 5, high, 5, high + 22);
            Beacon(easel, 5, high + 22);
        }
        else if (kind == 1)
        {
            Block(easel, -18, 18, 0, high * 0.5f, glass);
            Block(easel, -14, 14, high * 0.5f, high * 0.82f, glass);
            Block(easel, -9, 9, high * 0.82f, high, glass);
            Masonry.Spire(easel, 0, 6, high, high + 32, glass.Times(0.9f));
            Beacon(easel, 0, high + 33);
        }
        else if (kind == 2)
        {
            Block(easel, -13, 13, 0, high + 16, glass);
            easel.Solid(easel.Poly(-13, high + 16, -13, high + 32, 13, high + 16), glass.Times(0.92f), 0.02f);
        }
        else
        {
            Block(easel, -17, 3, 0, high * 0.78f, glass.Times(0.9f));
            Block(easel, -5, 17, 0, high, glass);
            easel.Wall(easel.Rect(0, high, 10, high + 5), glass.Times(0.8f), 0.2f);
            Beacon(easel, 5, high + 6);
        }
        easel.Wall(easel.Rect(-18.4f, 0, 18.4f, 6), Colour.Hex(0x6E7074), 0.1f);
        for (int i = 0; i < 8; i++) easel.Window(-17 + i * 4.3f, 1, -13.6f + i * 4.3f, 4.6f, 0.9f);
        easel.Glow(0, 3, 16, Colour.Hex(0xFFD9A0));
    }

    private static void Block(Easel easel, float left, float right, float bottom, float top, Colour glass)
    {
        float edge = left + (right - left) * 0.68f;
        easel.Wall(easel.Rect(left, bottom, edge, top), glass, -0.35f);
        easel.Wall(easel.Rect(edge, bottom, right, top), glass, 0.8f);
        const float Storey = 3.9f, Wide = 2.7f;
        for (float y = bottom + 1.2f; y < top - Storey; y += Storey)
        {
            for (float x = left + 0.7f; x < edge - Wide; x += Wide) easel.Window(x, y, x + 1.9f, y + 2.5f, 0.42f);
            for (float x = edge + 0.5f; x < right - 1.7f; x += 2) easel.Window(x, y, x + 1.2f, y + 2.5f, 0.36f);
        }
        easel.Flat(easel.Rect(left - 0.3f, top - 0.9f, right + 0.3f, top + 0.5f), glass.Times(0.75f), 0.6f);
    }

    private static void Beacon(Easel easel, float x, float y)
    {
        easel.Shine(easel.Oval(x, y, 0.9f, 0.9f), Colour.Hex(0xFF4030), easel.Darkness);
        easel.Glow(x, y, 5, Colour.Hex(0xFF4030));
    }

    private static void Windmill(Easel easel)
    {
        Colour wall = easel.Own(0xE6DCC8);
        SKPath body = easel.Poly(-3.6f, 0, -2.3f, 10.2f, 2.3f, 10.2f, 3.6f, 0);
        easel.Solid(body, wall, 0.03f);
        Masonry.Stones(easel, body, wall, 0.8f, 0.2f);
        easel.Solid(easel.Smooth(-2.6f, 10, -2, 11.8f, 0, 12.8f, 2, 11.8f, 2.6f, 10), Colour.Hex(0x5A4434), 0.06f);
        Masonry.Door(easel, 0.4f, 0, 1.3f, 2.4f, Colour.Hex(0x4E3626));
        easel.Window(-0.4f, 4.4f, 0.5f, 5.6f, 0.9f, shines: true);
        easel.Window(-0.3f, 7.6f, 0.4f, 8.6f, 0.7f);
        easel.Solid(easel.Rect(-4, 2.9f, 4, 3.2f), Colour.Hex(0x6A4E38), 0.1f);
        float turn = easel.Between(0, 90) - easel.Time * 34;
        for (int i = 0; i < 4; i++)
        {
            using (easel.At(0, 11, turn + i * 90))
            {
                Colour wood = Colour.Hex(0x5A4030), cloth = Colour.Hex(0xF0E8D4);
                easel.Flat(easel.Poly(0.15f, 1.6f, 1.5f, 1.6f, 1.5f, 8.2f, 0.15f, 8.2f), cloth, 0.85f, 0.92f);
                easel.Line(wood, 0.5f, 0.2f, 0, 0, 0, 8.4f);
                easel.Line(wood, 0.5f, 0.09f, 1.5f, 1.6f, 1.5f, 8.2f);
                for (int bar = 0; bar < 8; bar++) easel.Line(wood, 0.5f, 0.07f, 0, 1.6f + bar * 0.94f, 1.5f, 1.6f + bar * 0.94f);
            }
        }
        easel.Solid(easel.Oval(0, 11, 0.5f, 0.5f), Colour.Hex(0x4A3428));
    }

    private static void Turbine(Easel easel)
    {
        Colour white = easel.Own(0xF2F4F6);
        easel.Solid(easel.Poly(-1.9f, 0, -1, 70, 1, 70, 1.9f, 0), white, 0);
        easel.Solid(easel.Rect(-2, 69, 2.6f, 72.4f, 1.2f), white, 0.05f);
        float turn = easel.Between(0, 120) - easel.Time * 46;
        for (int i = 0; i < 3; i++)
        {
            using (easel.At(0, 70.8f, turn + i * 120))
                easel.Solid(easel.Smooth(-0.7f, 0, -0.9f, 4, -0.3f, 31, 0.1f, 31, 1.5f, 6, 0.7f, 0), white, 0);
        }
        easel.Solid(easel.Oval(0, 70.8f, 1.5f, 1.5f), white);
        easel.Shine(easel.Oval(0, 73, 0.5f, 0.5f), Colour.Hex(0xFF4030), easel.Darkness);
        easel.Glow(0, 73, 4, Colour.Hex(0xFF4030));
    }

    private static void FerrisWheel(Easel easel)
    {
        Colour steel = easel.Own(0xE8E8EC);
        Colour[] cabins = [Colour.Hex(0xE0483C), Colour.Hex(0xF0B030), Colour.Hex(0x3C9C6C), Colour.Hex(0x3C78C8),
            Colour.Hex(0x9A58B8)];
        float turn = easel.Time * 7 + easel.Between(0, 30), night = Math.Clamp((easel.Darkness - 0.25f) * 2.5f, 0, 1);
        easel.Line(steel.Times(0.75f), 0.4f, 0.9f, -11, 0.4f, 0, 24, 11, 0.4f);
        for (int i = 0; i < 16; i++)
        {
            (float sin, float cos) = MathF.SinCos((turn + i * 22.5f) * MathF.PI / 180);
            (float sin2, float cos2) = MathF.SinCos((turn + i * 22.5f + 22.5f) * MathF.PI / 180);
            easel.Line(steel, 0.6f, 0.16f, 0, 24, cos * 19, 24 + sin * 19);
            easel.Line(steel, 0.7f, 0.4f, cos * 19, 24 + sin * 19, cos2 * 19, 24 + sin2 * 19);
            easel.Line(steel, 0.6f, 0.25f, cos * 16.6f, 24 + sin * 16.6f, cos2 * 16.6f, 24 + sin2 * 16.6f);
            if (night > 0)
            {
                easel.ShineLine(cabins[i % 5].Mix(Colour.White, 0.25f), 0.3f, night, cos * 4, 24 + sin * 4, cos * 18.6f,
                    24 + sin * 18.6f);
                easel.ShineLine(Colour.Hex(0xFFE8B0), 0.45f, night, cos * 19, 24 + sin * 19, cos2 * 19, 24 + sin2 * 19);
            }
        }
        for (int i = 0; i < 16; i++)
        {
            (float sin, float cos) = MathF.SinCos((turn + i * 22.5f) * MathF.PI / 180);
            float x = cos * 19, y = 24 + sin * 19;
            easel.Solid(easel.Rect(x - 1.4f, y - 2.9f, x + 1.4f, y - 0.3f, 0.7f), cabins[i % 5], 0.08f);
            easel.Window(x - 1, y - 1.5f, x + 1, y - 0.7f, 1);
            if (i % 4 == 0) easel.Glow(x, y, 5, cabins[i % 5].Mix(Colour.White, 0.4f));
        }
        easel.Solid(easel.Oval(0, 24, 1.5f, 1.5f), steel);
        easel.Line(steel.Times(0.9f), 0.7f, 0.8f, -9, 0.4f, 0, 24, 9, 0.4f);
        easel.Wall(easel.Rect(-8, 0, 8, 1.6f), Colour.Hex(0x7A5A48), 0.1f);
        easel.Glow(0, 24, 22, Colour.Hex(0xFFC890));
    }

    private static void Factory(Easel easel)
    {
        Colour brick = easel.Own(0x8E5442);
        for (int i = 0; i < 2; i++)
        {
            float x = 10 + i * 8;
            SKPath chimney = easel.Poly(x - 1.7f, 0, x - 1.1f, 25 - i * 4, x + 1.1f, 25 - i * 4, x + 1.7f, 0);
            Smoke(easel, x, 25.5f - i * 4);
            easel.Solid(chimney, brick.Times(0.95f), 0.05f);
            using (easel.Within(chimney)) easel.Flat(easel.Rect(x - 2, 21.5f - i * 4, x + 2, 23 - i * 4), Colour.Hex(0xEAE4DA),
                0.7f);
        }
        SKPath hall = easel.Rect(-23, 0, 23, 9);
        easel.Wall(hall, brick, 0);
        Masonry.Stones(easel, hall, brick, 1.1f, 0.3f);
        for (int i = 0; i < 5; i++)
        {
            float x = -23 + i * 6.2f;
            easel.Wall(easel.Poly(x, 9, x, 13, x + 6.2f, 9), Colour.Hex(0x5C6066), 0.5f);
            easel.Window(x + 0.1f, 9.3f, x + 0.8f, 12.2f, 0.9f);
        }
        for (int i = 0; i < 9; i++) easel.Window(-21.6f + i * 5, 3, -18.4f + i * 5, 6.8f, 0.65f, shines: i % 3 == 0);
    }

    private static void Smoke(Easel easel, float x, float y)
    {
        for (int i = 0; i < 14; i++)
        {
            float age = (i / 14f + easel.Time * 0.09f + easel.Between(0, 0.02f)) % 1;
            float drift = age * age * 14, size = 0.8f + age * 2.3f;
            easel.Spot(x - drift, MathF.Min(y + age * 6.6f, 33 - size), size * 1.2f, size, Colour.Hex(0xC8C4C4), 0.75f,
                0.42f * (1 - age));
        }
    }
}
