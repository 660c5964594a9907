using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Figures.Drawing;

namespace Understudy.MediaEngine.Scenes.Figures.Buildings;

/// <summary>What stands along ways and waters.</summary>
internal static class Streets
{
    /// <summary>By concept.</summary>
    public static readonly Dictionary<string, Drawn> All = new()
    {
        ["bridge"] = new(124, 32, Bridge) { MayTurn = false },
        ["pier"] = new(32, 3.9f, Pier) { Footing = Footing.Water },
        ["fence"] = new(10, 1.25f, Fence),
        ["street-lamp"] = new(2, 5.6f, StreetLamp),
        ["neon"] = new(3.6f, 6.6f, Neon) { IsLively = true },
        ["stairs"] = new(9, 6.4f, Stairs),
    };

    private static void Bridge(Easel easel)
    {
        if (easel.Chance(0.35f)) Arches(easel);
        else Suspended(easel);
    }

    private static void Suspended(Easel easel)
    {
        Colour steel = easel.Own(0xB0402E);
        for (int pass = 0; pass < 2; pass++)
        {
            float lit = pass == 0 ? 0.3f : 0.75f, shift = pass == 0 ? 1.1f : 0;
            for (int i = -30; i < 30; i++)
            {
                float x = i * 2, y = Cable(x), next = Cable(x + 2);
                easel.Line(steel, lit, 0.42f, x + shift, y, x + 2 + shift, next);
                easel.Line(steel, lit * 0.9f, 0.14f, x + shift, 8.5f, x + shift, y);
            }
        }
        for (int i = -1; i <= 1; i += 2)
        {
            float x = i * 32;
            easel.Solid(easel.Poly(x - 4, 0, x - 3, 4, x + 3, 4, x + 4, 0), Colour.Hex(0xA8A298), 0.05f);
            easel.Solid(easel.Rect(x - 1.9f, 3.6f, x - 0.5f, 30.5f), steel, 0.05f);
            easel.Solid(easel.Rect(x + 0.5f, 3.6f, x + 1.9f, 30.5f), steel, 0.05f);
            for (int bar = 0; bar < 4; bar++)
                easel.Wall(easel.Rect(x - 1.9f, 11 + bar * 6.2f, x + 1.9f, 12 + bar * 6.2f), steel, 0.3f);
            easel.Glow(x, 31, 3, Colour.Hex(0xFF5040));
        }
        SKPath deck = easel.Poly(-61.6f, 6.9f, 0, 8, 61.6f, 6.9f, 61.6f, 8.3f, 0, 9.4f, -61.6f, 8.3f);
        easel.Wall(deck, steel.Times(0.85f), 0.1f);
        float night = Math.Clamp((easel.Darkness - 0.3f) * 3, 0, 1);
        for (int i = -14; i <= 14; i++)
        {
            if (night > 0) easel.Shine(easel.Oval(i * 4.2f, 10.4f, 0.35f, 0.35f), Colour.Hex(0xFFD890), night);
            if (i % 4 == 0) easel.Glow(i * 4.2f, 10.4f, 4, Colour.Hex(0xFFD890));
        }
    }

    private static float Cable(float x)
    {
        float from = MathF.Abs(x);
        if (from <= 32) return 10.6f + 19.6f * (from / 32) * (from / 32);
        return 30.2f - 21.4f * MathF.Sqrt((from - 32) / 30) * 0.55f - 9.6f * (from - 32) / 30;
    }

    private static void Arches(Easel easel)
    {
        Colour stone = easel.Own(0xB0A48E);
        using SKPathBuilder builder = new();
        builder.AddRect(new SKRect(-61, 0, 61, 19.5f), SKPathDirection.Clockwise);
        for (int i = 0; i < 5; i++)
        {
            float x = -48 + i * 24;
            builder.AddRoundRect(new SKRect(x - 9, -12, x + 9, 14.5f), 9, 9, SKPathDirection.CounterClockwise);
        }
        using SKPath bridge = builder.Detach();
        using (easel.Within(easel.Rect(-62, 0, 62, 26)))
        {
            easel.Wall(bridge, stone, 0.15f);
            Masonry.Stones(easel, bridge, stone, 2.2f, 0.35f);
        }
        easel.Wall(easel.Rect(-61.5f, 19.3f, 61.5f, 20.3f), stone.Times(1.05f), 0.4f);
        easel.Wall(easel.Rect(-61, 20.3f, 61, 22), stone.Times(0.95f), 0.1f);
        for (int i = 0; i < 6; i++)
        {
            float x = -60 + i * 24;
            easel.Solid(easel.Poly(x - 2.6f, 0, x - 1.2f, 10, x + 1.2f, 10, x + 2.6f, 0), stone.Times(0.92f), 0.05f);
            Lamp(easel, x, 22, 1.2f);
        }
    }

    private static void Lamp(Easel easel, float x, float foot, float size)
    {
        easel.Line(Colour.Hex(0x2E3034), 0.6f, 0.16f * size, x, foot, x, foot + 3.6f * size);
        float night = Math.Clamp((easel.Darkness - 0.25f) * 3, 0, 1);
        SKPath globe = easel.Oval(x, foot + 4 * size, 0.42f * size, 0.5f * size);
        easel.Solid(globe, Colour.Hex(0xE8E4D8));
        if (night > 0) easel.Shine(globe, Colour.Hex(0xFFE2A8), night);
        easel.Glow(x, foot + 4 * size, 3.4f * size, Colour.Hex(0xFFD28C));
    }

    private static void Pier(Easel easel)
    {
        Colour wood = easel.Own(0x8A6C50);
        for (int i = 0; i < 11; i++)
        {
            float x = -15 + i * 3;
            easel.Flat(easel.Rect(x + 0.7f, 0, x + 1, 1.7f), wood.Times(0.6f), 0.3f);
            easel.Solid(easel.Rect(x - 0.2f, 0, x + 0.2f, 2.9f), wood, 0);
        }
        SKPath deck = easel.Rect(-15.8f, 1.6f, 15.8f, 2.1f);
        easel.Wall(deck, wood, 0.4f);
        Masonry.Boards(easel, deck, wood, 0.5f, upright: true);
        easel.Line(wood.Times(1.1f), 0.7f, 0.14f, -15, 2.9f, 15, 2.9f);
        easel.Line(wood.Times(0.8f), 0.5f, 0.08f, -15, 2.5f, 15, 2.5f);
        for (int i = 0; i < 3; i++)
        {
            float x = -12 + i * 12;
            easel.Line(Colour.Hex(0x3A3634), 0.5f, 0.08f, x, 2.9f, x, 3.3f);
            SKPath lamp = easel.Oval(x, 3.35f, 0.17f, 0.2f);
            easel.Solid(lamp, Colour.Hex(0xE8DCC0));
            easel.Shine(lamp, Colour.Hex(0xFFD28C), Math.Clamp((easel.Darkness - 0.25f) * 3, 0, 1));
            easel.Glow(x, 3.35f, 2, Colour.Hex(0xFFC878));
        }
    }

    private static void Fence(Easel easel)
    {
        Colour paint = easel.Own(0xF0EBE0);
        easel.Wall(easel.Rect(-5, 0.3f, 5, 0.4f), paint.Times(0.85f), 0);
        easel.Wall(easel.Rect(-5, 0.82f, 5, 0.92f), paint.Times(0.85f), 0);
        for (int i = 0; i < 31; i++)
        {
            float x = -4.86f + i * 0.324f, top = 1.1f + easel.Between(-0.02f, 0.02f);
            easel.Wall(easel.Poly(x - 0.085f, 0, x - 0.085f, top, x, top + 0.12f, x + 0.085f, top, x + 0.085f, 0), paint, 0.3f);
            easel.Line(paint.Times(0.7f), 0.4f, 0.02f, x + 0.09f, 0.02f, x + 0.09f, top);
        }
    }

    private static void StreetLamp(Easel easel)
    {
        Colour iron = easel.Own(0x2E3238);
        easel.Solid(easel.Smooth(-0.3f, 0, -0.22f, 0.3f, -0.12f, 0.7f, 0.12f, 0.7f, 0.22f, 0.3f, 0.3f, 0), iron, 0.1f);
        easel.Solid(easel.Rect(-0.065f, 0.4f, 0.065f, 4.4f), iron, 0.2f);
        easel.Line(iron, 0.5f, 0.06f, -0.45f, 4.05f, 0.45f, 4.05f);
        easel.Solid(easel.Oval(0, 4.45f, 0.16f, 0.1f), iron);
        SKPath glass = easel.Poly(-0.2f, 4.5f, -0.34f, 5.1f, 0.34f, 5.1f, 0.2f, 4.5f);
        easel.Flat(glass, Colour.Hex(0xD8DCD8), 0.8f);
        float night = Math.Clamp((easel.Darkness - 0.2f) * 3, 0, 1);
        if (night > 0)
        {
            easel.Shine(glass, Colour.Hex(0xFFE2A0), night);
            easel.Halo(0, 4.8f, 0.95f, Colour.Hex(0xFFC870), night * 0.6f);
        }
        easel.Line(iron, 0.4f, 0.04f, 0, 4.5f, 0, 5.1f);
        easel.Solid(easel.Smooth(-0.42f, 5.08f, -0.2f, 5.3f, 0, 5.5f, 0.2f, 5.3f, 0.42f, 5.08f), iron, 0.1f);
        easel.Glow(0, 4.8f, 4.5f, Colour.Hex(0xFFCF8A));
    }

    private static void Neon(Easel easel)
    {
        Colour[] tubes = [easel.OwnOf(0xFF3E8C, 0x2EE6E0, 0xFF5A36), Colour.Hex(0x36C8FF), Colour.Hex(0xFFD23E)];
        easel.Wall(easel.Rect(-0.1f, 0, 0.1f, 2.4f), Colour.Hex(0x3A3A42), 0);
        easel.Wall(easel.Rect(-1.5f, 2.1f, 1.5f, 6.3f), Colour.Hex(0x24222C), 0.1f);
        float buzz = MathF.Sin(easel.Time * 9) > 0.96f ? 0.5f : 1;
        easel.Halo(0, 4.2f, 1.75f, tubes[0], 0.3f + 0.25f * easel.Darkness);
        Tube(tubes[0], buzz, -1.3f, 2.3f, -1.3f, 6.1f, 1.3f, 6.1f, 1.3f, 2.3f, -1.3f, 2.3f);
        int kind = easel.Below(3);
        if (kind == 0)
        {
            // A cocktail glass.
            Tube(tubes[1], 1, -0.8f, 5.5f, 0.8f, 5.5f, 0, 4.4f, -0.8f, 5.5f);
            Tube(tubes[1], 1, 0, 4.4f, 0, 3.3f);
            Tube(tubes[1], 1, -0.5f, 3.3f, 0.5f, 3.3f);
            Tube(tubes[2], 1, 0.2f, 5, 0.7f, 5.9f);
        }
        else if (kind == 1)
        {
            // Letters that look like letters.
            for (int i = 0; i < 3; i++)
            {
                float y = 5.2f - i * 1.2f;
                Tube(tubes[1 + i % 2], 1, -0.6f, y, 0.6f, y);
                Tube(tubes[1 + i % 2], 1, 0, y + 0.35f, -0.5f, y - 0.6f);
                Tube(tubes[1 + i % 2], 1, 0, y + 0.35f, 0.5f, y - 0.6f);
            }
        }
        else
        {
            Tube(tubes[1], 1, -0.9f, 4.9f, 0.2f, 4.9f, 0.2f, 5.6f, 1, 4.5f, 0.2f, 3.4f, 0.2f, 4.1f, -0.9f, 4.1f, -0.9f, 4.9f);
            Tube(tubes[2], (int)(easel.Time * 2) % 2 == 0 ? 1 : 0.3f, -0.9f, 3, 0.9f, 3);
        }
        easel.Glow(0, 4.2f, 4.5f, tubes[0]);

        void Tube(Colour colour, float power, params ReadOnlySpan<float> through)
        {
            easel.ShineLine(colour, 0.3f, 0.28f * power, through);
            easel.ShineLine(colour, 0.13f, power, through);
            easel.ShineLine(colour.Mix(Colour.White, 0.75f), 0.05f, power, through);
        }
    }

    private static void Stairs(Easel easel)
    {
        Colour stone = easel.Own(0xAAA294);
        const int Steps = 16;
        for (int i = Steps - 1; i >= 0; i--)
        {
            float half = 3.9f - i * 0.13f, y = i * 0.36f;
            SKPath step = easel.Rect(-half, y, half, y + 0.36f);
            easel.Wall(step, stone.Times(0.82f), 0);
            easel.Flat(easel.Rect(-half, y + 0.24f, half, y + 0.37f), stone, 0.95f);
            for (int crack = 0; crack < 3; crack++)
            {
                float x = easel.Between(-half, half);
                easel.Line(stone.Times(0.6f), 0.4f, 0.025f, x, y, x, y + 0.24f);
            }
        }
        for (int side = -1; side <= 1; side += 2)
        {
            SKPath rail = easel.Poly(side * 4.4f, 0, side * 2.35f, 5.75f, side * 2.15f, 6.2f, side * 1.85f, 5.76f, side * 3.85f,
                0);
            easel.Wall(rail, stone.Times(0.9f), side * 0.4f);
        }
    }
}
