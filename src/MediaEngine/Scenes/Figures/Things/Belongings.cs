using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Figures.Drawing;

namespace Understudy.MediaEngine.Scenes.Figures.Things;

/// <summary>Things that people have, light and burn, and two that lie about.</summary>
internal static class Belongings
{
    private static readonly Colour _flame = Colour.Hex(0xFFB04A);

    /// <summary>By concept.</summary>
    public static readonly Dictionary<string, Drawn> All = new()
    {
        ["kite"] = new(1.5f, 3.4f, Kite) { Footing = Footing.Air, IsLively = true },
        ["lantern"] = new(0.7f, 1.3f, Lantern) { Footing = Footing.Air, IsLively = true },
        ["sky-lantern"] = new(0.8f, 1.1f, SkyLantern) { Footing = Footing.Air, IsLively = true, Variety = 0.2f },
        ["candle"] = new(0.24f, 0.52f, Candle) { IsLively = true, Variety = 0.25f },
        ["flag"] = new(5, 8.4f, Flag) { IsLively = true, MayTurn = false },
        ["bench"] = new(1.9f, 0.92f, Bench) { Variety = 0.05f },
        ["toy-balloon"] = new(0.5f, 1.3f, ToyBalloon) { Footing = Footing.Air, IsLively = true, Variety = 0.2f },
        ["rock"] = new(3, 1.8f, Rock) { Variety = 0.4f },
        ["crystal"] = new(1.6f, 1.5f, Crystal) { Variety = 0.3f },
        ["campfire"] = new(2.2f, 2.2f, Campfire) { IsLively = true },
        ["fire"] = new(3.6f, 4.4f, Fire) { IsLively = true, Variety = 0.25f },
        ["market"] = new(7.4f, 3.4f, Stalls) { Variety = 0.06f },
    };

    private static void Kite(Easel easel)
    {
        Colour own = easel.OwnOf(0xE04A3A, 0x3A7AD8, 0xF0B82E, 0x4AA86A);
        float sway = MathF.Sin(easel.Time * 1.8f + easel.Between(0, 6));
        using (easel.At(0, 2.55f, sway * 6))
        {
            easel.Solid(easel.Poly(0, 0.78f, 0.62f, 0.12f, 0, -0.85f, -0.62f, 0.12f), own, 0.02f);
            easel.Flat(easel.Poly(0, 0.78f, 0.62f, 0.12f, 0, 0.12f), Colour.Hex(0xF6E8C0), 0.85f);
            easel.Flat(easel.Poly(0, 0.12f, -0.62f, 0.12f, 0, -0.85f), own.Times(0.75f), 0.8f);
            easel.Line(Colour.Hex(0x5A4430), 0.5f, 0.025f, 0, 0.78f, 0, -0.85f);
            easel.Line(Colour.Hex(0x5A4430), 0.5f, 0.025f, -0.62f, 0.12f, 0.62f, 0.12f);
            for (int i = 0; i < 6; i++)
            {
                float t = i / 6f, x = MathF.Sin(easel.Time * 3 - i * 0.8f) * 0.16f * (0.3f + t), y = -0.9f - i * 0.24f;
                float nextX = MathF.Sin(easel.Time * 3 - (i + 1) * 0.8f) * 0.16f * (0.3f + t + 0.16f);
                easel.Line(Colour.Hex(0xE8E0D0), 0.7f, 0.02f, x, y, nextX, y - 0.24f);
                easel.Flat(easel.Poly(x, y, x - 0.13f, y + 0.07f, x - 0.13f, y - 0.07f, x + 0.13f, y + 0.07f, x + 0.13f,
                    y - 0.07f), i % 2 == 0 ? own : Colour.Hex(0xF6E8C0), 0.8f);
            }
        }
    }

    private static void Lantern(Easel easel)
    {
        Colour own = easel.OwnOf(0xD83428, 0xE8542E, 0xF4ECD8);
        float swing = MathF.Sin(easel.Time * 1.4f + easel.Between(0, 6)) * 3.5f, glow = 0.35f + 0.65f * easel.Darkness;
        using (easel.At(0, 1.28f, swing))
        {
            easel.Line(Colour.Hex(0x3A2A20), 0.5f, 0.016f, 0, 0, 0, -0.16f);
            easel.Flat(easel.Rect(-0.14f, -0.22f, 0.14f, -0.15f, 0.02f), Colour.Hex(0x2E2220), 0.6f);
            SKPath paper = easel.Smooth(-0.14f, -0.22f, -0.3f, -0.4f, -0.3f, -0.6f, -0.14f, -0.8f, 0.14f, -0.8f, 0.3f, -0.6f,
                0.3f, -0.4f, 0.14f, -0.22f);
            easel.Solid(paper, own, 0.03f);
            easel.Shine(paper, own.Mix(_flame, 0.45f), glow * 0.75f);
            using (easel.Within(paper))
            {
                easel.Halo(0, -0.52f, 0.34f, Colour.Hex(0xFFC860), glow * 0.6f);
                for (int i = 0; i < 9; i++)
                    easel.Line(own.Times(0.55f), 0.5f, 0.012f, -0.34f, -0.26f - i * 0.065f, 0, -0.27f - i * 0.065f, 0.34f,
                        -0.26f - i * 0.065f);
            }
            easel.Flat(easel.Rect(-0.13f, -0.86f, 0.13f, -0.79f, 0.02f), Colour.Hex(0x2E2220), 0.6f);
            for (int i = -2; i <= 2; i++) easel.Line(Colour.Hex(0xD8A838), 0.7f, 0.014f, i * 0.018f, -0.86f, i * 0.03f, -1.14f);
            easel.Glow(0, -0.5f, 1.3f, Colour.Hex(0xFFA850), 0.15f);
        }
    }

    private static void SkyLantern(Easel easel)
    {
        Colour own = easel.OwnOf(0xFFC878, 0xFFB45A, 0xFFD898);
        float flick = 0.85f + 0.15f * MathF.Sin(easel.Time * 7 + easel.Between(0, 6)),
            sway = MathF.Sin(easel.Time * 0.7f + easel.Between(0, 6)) * 4;
        using (easel.At(0, 0.55f, sway))
        {
            SKPath paper = easel.Smooth(-0.24f, -0.42f, -0.34f, 0, -0.3f, 0.36f, -0.16f, 0.48f, 0.16f, 0.48f, 0.3f, 0.36f,
                0.34f, 0, 0.24f, -0.42f, 0, -0.46f);
            easel.Solid(paper, own.Times(0.9f), 0.02f);
            easel.Shine(paper, own.Times(0.92f), 0.45f + 0.4f * easel.Darkness);
            using (easel.Within(paper))
            {
                easel.Halo(0, -0.34f, 0.62f, Colour.Hex(0xFFF0B8), 0.75f * flick);
                easel.Line(own.Times(0.75f), 0.6f, 0.012f, -0.1f, -0.44f, -0.14f, 0, -0.08f, 0.48f);
                easel.Line(own.Times(0.75f), 0.6f, 0.012f, 0.1f, -0.44f, 0.14f, 0, 0.08f, 0.48f);
            }
            easel.Shine(easel.Smooth(-0.05f, -0.45f, 0, -0.26f - 0.05f * flick, 0.05f, -0.45f), Colour.Hex(0xFFF6DC));
            easel.Flat(easel.Oval(0, -0.43f, 0.235f, 0.03f), Colour.Hex(0x8A5A30), 0.6f);
            easel.Glow(0, -0.2f, 1.2f, own, 0.3f);
        }
    }

    /// <summary>Tongues of fire that lick upwards, within that width and height.</summary>
    private static void Flames(Easel easel, float x, float y, float half, float high, int tongues)
    {
        (int Rgb, float Size)[] layers = [(0xC8380E, 1), (0xF0701A, 0.78f), (0xFFB03A, 0.56f), (0xFFE68A, 0.34f)];
        foreach ((int rgb, float size) in layers)
        {
            for (int i = 0; i < tongues; i++)
            {
                float part = tongues == 1 ? 0 : i / (tongues - 1f) * 2 - 1, phase = easel.Time * (6 + i % 3) + i * 2.3f,
                    foot = x + part * half * 0.62f * size;
                float tall = high * size * (1 - part * part * 0.5f) * (0.78f + 0.2f * MathF.Sin(phase)),
                    lick = MathF.Sin(phase * 0.7f + 1) * half * 0.16f, wide = half * 0.42f * size;
                easel.Shine(easel.Smooth(
                    foot - wide * 0.6f, y, foot - wide, y + tall * 0.25f, foot - wide * 0.35f + lick * 0.5f, y + tall * 0.6f,
                    foot + lick, y + tall, foot + wide * 0.45f + lick * 0.4f, y + tall * 0.55f, foot + wide, y + tall * 0.22f,
                    foot + wide * 0.6f, y), Colour.Hex(rgb), 0.72f);
            }
        }
    }

    private static void Sparks(Easel easel, float half, float from, float high, int count)
    {
        for (int i = 0; i < count; i++)
        {
            float age = (i * 0.618f + easel.Time * (0.35f + i % 4 * 0.08f)) % 1,
                x = MathF.Sin(i * 5 + age * 5) * half * (0.3f + age * 0.6f);
            easel.ShineSpot(x, from + age * high, half * 0.014f, half * 0.014f, Colour.Hex(0xFFC45A), 1 - age);
        }
    }

    private static void Candle(Easel easel)
    {
        Colour wax = easel.OwnOf(0xF4EAD4, 0xE8DCC8, 0xC83A34);
        float lick = MathF.Sin(easel.Time * 5 + easel.Between(0, 6)) * 0.006f;
        easel.Solid(easel.Oval(0, 0.022f, 0.11f, 0.02f), Colour.Hex(0xB08A48), 0.1f);
        easel.Solid(easel.Smooth(-0.05f, 0.02f, -0.05f, 0.2f, -0.046f, 0.34f, -0.02f, 0.33f, 0.03f, 0.335f, 0.048f, 0.345f,
            0.05f, 0.2f, 0.05f, 0.02f), wax, 0.06f);
        easel.Solid(easel.Tube(-0.046f, 0.33f, 0.008f, -0.05f, 0.24f, 0.012f), wax.Times(1.04f));
        easel.Line(Colour.Hex(0x2A2018), 0.4f, 0.006f, 0, 0.335f, 0.002f, 0.36f);
        easel.Halo(0, 0.41f, 0.11f, _flame, 0.55f);
        easel.Shine(easel.Smooth(0, 0.35f, -0.022f, 0.385f, -0.008f + lick, 0.44f, lick * 1.6f, 0.49f, 0.012f + lick, 0.44f,
            0.022f, 0.385f), Colour.Hex(0xFFA83A), 0.95f);
        easel.Shine(easel.Smooth(0, 0.355f, -0.012f, 0.385f, lick * 0.7f, 0.445f, 0.012f, 0.385f), Colour.Hex(0xFFF2BC));
        easel.Glow(0, 0.41f, 0.9f, _flame, 0.5f);
    }

    private static void Flag(Easel easel)
    {
        Colour own = easel.OwnOf(0xC82E2E, 0x2F5AA8, 0x2E8A5A), white = Colour.Hex(0xF4F2EC);
        easel.Solid(easel.Rect(-2.36f, 0, -2.2f, 8.1f), Colour.Hex(0xC8CCD0), 0.2f);
        easel.Solid(easel.Oval(-2.28f, 8.2f, 0.15f, 0.15f), Colour.Hex(0xD8B050));
        // Of no country: one colour, or bands of it.
        Colour[] bands = easel.Below(3) switch { 0 => [own], 1 => [own, white, own], _ => [own, white] };
        Flags.Waving(easel, -2.2f, 7.8f, 4.4f, 2.7f, bands);
    }

    private static void Bench(Easel easel)
    {
        Colour wood = easel.Own(0x9A6A3E), iron = Colour.Hex(0x2E3034);
        for (int side = -1; side <= 1; side += 2)
        {
            easel.Line(iron, 0.4f, 0.05f, side * 0.72f, 0.03f, side * 0.68f, 0.44f, side * 0.7f, 0.88f);
            easel.Line(iron, 0.5f, 0.05f, side * 0.84f, 0.03f, side * 0.8f, 0.44f, side * 0.68f, 0.44f);
            easel.Line(iron, 0.6f, 0.04f, side * 0.82f, 0.42f, side * 0.84f, 0.64f, side * 0.7f, 0.66f);
        }
        for (int i = 0; i < 3; i++)
            easel.Wall(easel.Rect(-0.88f, 0.54f + i * 0.125f, 0.88f, 0.64f + i * 0.125f, 0.015f), wood, 0.1f);
        for (int i = 0; i < 2; i++)
            easel.Wall(easel.Rect(-0.92f, 0.38f + i * 0.055f, 0.92f, 0.425f + i * 0.055f, 0.015f), wood.Times(1.1f), 0.6f);
    }

    private static void ToyBalloon(Easel easel)
    {
        Colour own = easel.OwnOf(0xE8402E, 0x3A86E0, 0xF4C42E, 0x58B868, 0xE86AA8, 0x9A5AC8);
        float sway = MathF.Sin(easel.Time * 1.1f + easel.Between(0, 6));
        using (easel.At(0, 0.8f, sway * 4))
        {
            easel.Line(Colour.Hex(0xE8E4DC), 0.7f, 0.007f, 0, -0.07f, 0.03f * sway, -0.3f, -0.03f * sway, -0.52f, 0.02f * sway,
                -0.77f);
            easel.Solid(easel.Smooth(0, -0.03f, -0.15f, 0.13f, -0.18f, 0.28f, -0.1f, 0.42f, 0, 0.46f, 0.1f, 0.42f, 0.18f, 0.28f,
                0.15f, 0.13f), own, 0.05f);
            easel.Flat(easel.Poly(0, -0.02f, -0.03f, -0.08f, 0.03f, -0.08f), own.Times(0.8f), 0.6f);
            easel.Flat(easel.Oval(easel.Side * 0.08f, 0.32f, 0.03f, 0.055f), Colour.White, 1, 0.6f);
        }
    }

    private static void Rock(Easel easel)
    {
        Colour own = easel.OwnOf(0x8A847C, 0x7A7A80, 0x968A78);
        Span<float> outline = stackalloc float[22];
        for (int i = 0; i < 11; i++)
        {
            (float sin, float cos) = MathF.SinCos(i / 10f * MathF.PI);
            outline[i * 2] = cos * 1.4f * easel.Between(0.82f, 1.03f);
            outline[i * 2 + 1] = i is 0 or 10 ? 0 : sin * 1.68f * easel.Between(0.72f, 1.02f);
        }
        SKPath rock = easel.Poly(outline);
        easel.Solid(rock, own, 0.03f);
        using (easel.Within(rock))
        {
            for (int i = 0; i < 8; i++)
            {
                float x = easel.Between(-1.2f, 1.1f), y = easel.Between(0.1f, 1.4f), size = easel.Between(0.3f, 0.7f),
                    lit = Math.Clamp(0.45f + easel.Side * x * 0.3f + y * 0.2f, 0.1f, 1);
                easel.Flat(easel.Poly(x, y, x + size, y + size * easel.Between(-0.2f, 0.3f), x + size * 0.6f, y + size * 0.8f,
                    x - size * 0.2f, y + size * 0.5f), own.Times(easel.Between(0.8f, 1.15f)), lit, 0.5f);
            }
            for (int i = 0; i < 130; i++)
                easel.Spot(easel.Between(-1.4f, 1.4f), easel.Between(0, 1.6f), 0.02f, 0.016f,
                    own.Times(easel.Between(0.55f, 1.3f)), 0.6f, 0.6f);
            for (int i = 0; i < 4; i++)
            {
                float x = easel.Between(-1, 1), y = easel.Between(0.6f, 1.4f);
                easel.Line(own.Times(0.5f), 0.3f, 0.018f, x, y, x + 0.12f, y - 0.25f, x + 0.02f, y - 0.5f);
            }
        }
    }

    private static void Crystal(Easel easel)
    {
        Colour own = easel.OwnOf(0x9A7AE8, 0x6AC8E8, 0xE88AC8, 0x8AE8B8);
        easel.Halo(0, 0.6f, 0.72f, own, 0.12f + 0.25f * easel.Darkness);
        foreach ((float x, float angle, float tall) in new[] { (-0.3f, 26f, 0.85f), (0.34f, -28f, 0.8f), (-0.14f, 10f, 1.15f),
            (0.2f, -9f, 1.05f), (0.02f, 0f, 1.42f) })
        {
            using (easel.At(x, 0.05f, angle))
            {
                float half = tall * 0.13f;
                easel.Flat(easel.Poly(-half, 0, -half, tall * 0.76f, 0, tall, 0, 0), own.Times(easel.Side < 0 ? 1.1f : 0.7f),
                    easel.Side < 0 ? 1 : 0.4f);
                easel.Flat(easel.Poly(half, 0, half, tall * 0.76f, 0, tall, 0, 0), own.Times(easel.Side < 0 ? 0.7f : 1.1f),
                    easel.Side < 0 ? 0.4f : 1);
                easel.Flat(easel.Poly(-half * 0.35f, 0, -half * 0.35f, tall * 0.7f, 0, tall, half * 0.35f, tall * 0.7f,
                    half * 0.35f, 0), own.Mix(Colour.White, 0.4f), 0.8f, 0.8f);
                easel.Line(Colour.White, 1, half * 0.06f, -half * 0.35f, 0.02f, -half * 0.35f, tall * 0.7f, 0, tall * 0.99f);
                easel.Shine(easel.Poly(-half, 0, -half, tall * 0.76f, 0, tall, half, tall * 0.76f, half, 0), own,
                    0.15f + 0.3f * easel.Darkness);
            }
        }
        for (int i = 0; i < 7; i++)
            easel.Flat(easel.Poly(-0.7f + i * 0.2f, 0, -0.62f + i * 0.2f, easel.Between(0.08f, 0.2f), -0.48f + i * 0.2f, 0),
                Colour.Hex(0x5A5460), 0.5f);
        easel.Glow(0, 0.6f, 1.2f, own);
    }

    private static void Campfire(Easel easel)
    {
        easel.Halo(0, 0.8f, 1.05f, _flame, 0.25f + 0.3f * easel.Darkness);
        for (int i = 0; i < 4; i++)
        {
            float side = i % 2 * 2 - 1;
            easel.Solid(easel.Tube(side * (0.72f - i * 0.06f), 0.1f + i * 0.03f, 0.085f, -side * 0.3f, 0.3f + i * 0.04f, 0.07f),
                Colour.Hex(0x5A3E2A), 0.08f);
        }
        Flames(easel, 0, 0.2f, 0.56f, 1.55f, 5);
        for (int i = 0; i < 9; i++)
        {
            float x = -0.88f + i * 0.22f;
            easel.Solid(easel.Oval(x, 0.08f + i % 2 * 0.015f, 0.12f, 0.085f),
                Colour.Hex(0x76706A).Times(easel.Between(0.8f, 1.1f)), 0.06f);
        }
        Sparks(easel, 0.8f, 0.9f, 1.2f, 16);
        easel.Glow(0, 0.7f, 4.5f, _flame, 1);
    }

    private static void Fire(Easel easel)
    {
        for (int i = 0; i < 10; i++)
        {
            float age = (i / 10f + easel.Time * 0.16f) % 1, size = 0.3f + age * 0.3f;
            easel.Spot(MathF.Sin(i * 4 + age * 3) * 0.7f, 2.6f + age * 1.2f, size, size * 0.8f, Colour.Hex(0x4A4240), 0.5f,
                0.3f * (1 - age));
        }
        easel.Halo(0, 1.6f, 1.7f, _flame, 0.3f + 0.25f * easel.Darkness);
        Flames(easel, 0, 0.02f, 1.6f, 3.6f, 9);
        Sparks(easel, 1.6f, 1.4f, 2.9f, 26);
        easel.Glow(0, 1.5f, 9, _flame, 1);
    }

    private static void Stalls(Easel easel)
    {
        for (int i = 0; i < 2; i++)
        {
            using (easel.At(-1.85f + i * 3.7f, 0)) Stall(easel, i);
        }
    }

    private static void Stall(Easel easel, int which)
    {
        Colour cloth = which == 0 ? easel.OwnOf(0xC83A30, 0x2F7AB0) : easel.OwnOf(0x3E8A5A, 0xE09A2E),
            white = Colour.Hex(0xF4EEDF);
        Colour[] wares = [Colour.Hex(0xE0402E), Colour.Hex(0xF0A030), Colour.Hex(0x6AA83A), Colour.Hex(0xF4D04A),
            Colour.Hex(0x9A4A8A)];
        for (int side = -1; side <= 1; side += 2)
            easel.Wall(easel.Rect(side * 1.6f - 0.06f, 0, side * 1.6f + 0.06f, 2.7f), Colour.Hex(0x7A5636), 0.1f);
        easel.Flat(easel.Rect(-1.55f, 0.9f, 1.55f, 2.5f), Colour.Hex(0x3A2C26), 0.25f);
        using (easel.At(0.1f, 0, scale: 1.68f)) new People.Body(easel, People.Pose.Standing, People.Clothes.Any(easel)).Draw();
        easel.Wall(easel.Rect(-1.65f, 0, 1.65f, 0.95f), Colour.Hex(0x9A7048), 0);
        for (int i = 0; i < 6; i++)
            easel.Line(Colour.Hex(0x6A4A30), 0.4f, 0.03f, -1.4f + i * 0.56f, 0.03f, -1.4f + i * 0.56f, 0.92f);
        for (int box = 0; box < 4; box++)
        {
            for (int i = 0; i < 16; i++)
            {
                float x = -1.5f + box * 0.76f + i % 5 * 0.14f + easel.Between(0, 0.06f), y = 1 + i / 5 * 0.08f;
                easel.Spot(x + 0.06f, y, 0.08f, 0.08f, wares[(box + which) % 5].Times(easel.Between(0.8f, 1.15f)),
                    0.5f + i / 5 * 0.15f);
            }
        }
        for (int i = 0; i < 8; i++)
        {
            float left = -1.8f + i * 0.45f;
            easel.Wall(easel.Poly(left * 0.86f, 3.25f, left * 0.86f + 0.387f, 3.25f, left + 0.45f, 2.55f, left, 2.55f),
                i % 2 == 0 ? cloth : white, 0.5f);
            easel.Flat(easel.Smooth(left, 2.56f, left + 0.06f, 2.42f, left + 0.225f, 2.36f, left + 0.39f, 2.42f, left + 0.45f,
                2.56f), i % 2 == 0 ? cloth.Times(0.85f) : white.Times(0.88f), 0.6f);
        }
        easel.Shine(easel.Oval(0, 2.2f, 0.1f, 0.13f), Colour.Hex(0xFFDFA0), 0.3f + 0.7f * easel.Darkness);
        easel.Glow(0, 2.1f, 2.6f, Colour.Hex(0xFFC878));
    }
}
