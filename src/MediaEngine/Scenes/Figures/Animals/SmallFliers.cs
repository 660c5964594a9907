using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Figures.Drawing;

namespace Understudy.MediaEngine.Scenes.Figures.Animals;

/// <summary>Insects, which are drawn a little bigger than they are, or nobody would see them; and a crab.</summary>
internal static class SmallFliers
{
    /// <summary>By concept.</summary>
    public static readonly Dictionary<string, Drawn> All = new()
    {
        ["butterfly"] = new(0.16f, 0.15f, Butterfly) { Footing = Footing.Air, IsLively = true, Variety = 0.3f },
        ["firefly"] = new(0.08f, 0.08f, Firefly) { Footing = Footing.Air, IsLively = true, Variety = 0.3f },
        ["dragonfly"] = new(0.2f, 0.17f, Dragonfly) { Footing = Footing.Air, IsLively = true, Variety = 0.2f },
        ["bee"] = new(0.072f, 0.062f, Bee) { Footing = Footing.Air, IsLively = true, Variety = 0.2f },
        ["crab"] = new(0.44f, 0.24f, Crab) { IsLively = true, Variety = 0.2f },
    };

    private static void Butterfly(Easel easel)
    {
        Colour own = easel.OwnOf(0xF08A28, 0x3A8AE0, 0xF4D84A, 0xE8F0F4, 0xB05AC8);
        float open = 0.25f + 0.75f * MathF.Abs(MathF.Sin(easel.Time * 9 + easel.Between(0, 6)));
        using (easel.At(0, 0.07f, 12, 0.15f))
        {
            for (int side = -1; side <= 1; side += 2)
            {
                float wide = side * open;
                SKPath lower = easel.Smooth(0, -0.05f, wide * 0.22f, -0.06f, wide * 0.36f, -0.26f, wide * 0.24f, -0.42f,
                    wide * 0.08f, -0.32f);
                SKPath upper = easel.Smooth(0, 0.02f, wide * 0.16f, 0.3f, wide * 0.44f, 0.45f, wide * 0.47f, 0.3f, wide * 0.36f,
                    0.02f, wide * 0.12f, -0.06f);
                foreach (SKPath wing in new[] { lower, upper })
                {
                    easel.Flat(wing, Colour.Hex(0x241C1E), 0.6f);
                    SKRect box = wing.Bounds;
                    using (easel.At(box.MidX * 0.1f, box.MidY * 0.1f, scale: 0.87f)) easel.Solid(wing,
                        side > 0 ? own : own.Times(0.9f), 0.04f);
                }
                easel.Spot(wide * 0.39f, 0.34f, 0.028f, 0.028f, Colour.White, 0.9f);
                easel.Spot(wide * 0.41f, 0.24f, 0.02f, 0.02f, Colour.White, 0.9f);
                easel.Line(Colour.Hex(0x241C1E), 0.5f, 0.012f, 0, 0.02f, wide * 0.28f, 0.28f);
                easel.Line(Colour.Hex(0x241C1E), 0.5f, 0.014f, 0, 0.12f, side * 0.06f, 0.26f, side * 0.11f, 0.3f);
            }
            easel.Solid(easel.Tube(0, 0.13f, 0.03f, 0, 0, 0.036f, 0, -0.24f, 0.016f), Colour.Hex(0x2A2022));
        }
    }

    private static void Firefly(Easel easel)
    {
        var light = Colour.Hex(0xD8FF6A);
        float on = MathF.Max(0, MathF.Sin(easel.Time * 2.1f + easel.Between(0, 6)));
        easel.Halo(0, 0.04f, 0.04f, light, (0.25f + 0.75f * on) * (0.4f + 0.6f * easel.Darkness));
        easel.Solid(easel.Tube(-0.008f, 0.042f, 0.006f, 0.016f, 0.048f, 0.005f), Colour.Hex(0x3A3028));
        easel.ShineSpot(-0.01f, 0.039f, 0.008f, 0.006f, light.Mix(Colour.White, 0.4f), 0.35f + 0.65f * on);
        easel.Glow(0, 0.04f, 0.3f, light, 0.5f);
    }

    private static void Dragonfly(Easel easel)
    {
        Colour own = easel.OwnOf(0xC8402E, 0x2F9AB0, 0x4A8A3A);
        float flap = MathF.Sin(easel.Time * 40) * 10;
        using (easel.At(0, 0.084f, 8))
        {
            foreach ((float x, float angle) in new[] { (0.028f, 62f), (0.012f, 108f), (0.028f, -52f), (0.012f, -96f) })
            {
                using (easel.At(x, 0.004f, angle + flap * MathF.Sign(angle) - 4))
                {
                    SKPath wing = easel.Smooth(0, 0, 0.025f, 0.009f, 0.068f, 0.007f, 0.07f, -0.003f, 0.03f, -0.007f);
                    easel.Flat(wing, Colour.Hex(0xD8ECF4), 0.9f, 0.55f);
                    easel.Line(Colour.Hex(0x4A5A64), 0.5f, 0.0012f, 0, 0, 0.035f, 0.004f, 0.068f, 0.005f);
                }
            }
            easel.Solid(easel.Tube(0.03f, 0.002f, 0.009f, 0.005f, 0, 0.008f, -0.03f, 0, 0.0045f, -0.092f, -0.004f, 0.004f), own);
            easel.Solid(easel.Oval(0.044f, 0.002f, 0.011f, 0.012f), Colour.Hex(0x4A6A3A));
        }
    }

    private static void Bee(Easel easel)
    {
        Colour gold = easel.Own(0xE8B02A), black = Colour.Hex(0x2A2018);
        float flap = MathF.Sin(easel.Time * 60) * 12;
        using (easel.At(0, 0.024f, 6))
        {
            SKPath body = easel.Smooth(-0.03f, 0, -0.018f, 0.011f, 0, 0.012f, 0.008f, 0.006f, 0.008f, -0.006f, -0.004f, -0.012f,
                -0.02f, -0.011f);
            easel.Solid(body, gold, 0.05f);
            using (easel.Within(body))
            {
                for (int i = 0; i < 3; i++)
                    easel.Line(black, 0.4f, 0.0035f, -0.021f + i * 0.0085f, -0.02f, -0.021f + i * 0.0085f, 0.02f);
            }
            easel.Solid(easel.Oval(0.014f, 0.002f, 0.0095f, 0.009f), gold.Times(0.7f));
            easel.Solid(easel.Oval(0.025f, 0, 0.006f, 0.006f), black);
            foreach (float angle in new[] { 112f, 76f })
            {
                using (easel.At(0.01f, 0.008f, angle + flap)) easel.Flat(easel.Smooth(0, 0, 0.012f, 0.006f, 0.023f, 0.003f,
                    0.022f, -0.004f, 0.01f, -0.004f), Colour.White, 0.9f, 0.6f);
            }
        }
    }

    private static void Crab(Easel easel)
    {
        Colour own = easel.OwnOf(0xD8482E, 0xC86A3A);
        float wave = MathF.Sin(easel.Time * 3 + easel.Between(0, 6));
        for (int side = -1; side <= 1; side += 2)
        {
            for (int i = 0; i < 3; i++)
            {
                float step = MathF.Sin(easel.Time * 6 + i * 2 + side) * 0.006f, reach = 0.1f + i * 0.028f;
                easel.Line(own.Times(0.8f), 0.5f, 0.014f, side * 0.07f, 0.07f, side * (reach + 0.02f), 0.1f - i * 0.012f,
                    side * (reach + 0.045f), 0.012f + MathF.Max(0, step));
            }
            easel.Solid(easel.Tube(side * 0.09f, 0.1f, 0.014f, side * 0.15f, 0.11f, 0.015f, side * 0.165f,
                0.15f + wave * side * 0.008f, 0.013f), own);
            using (easel.At(side * 0.165f, 0.165f + wave * side * 0.008f, side * (-18 + wave * 8)))
            {
                easel.Solid(easel.Smooth(-0.026f, 0, -0.03f, 0.032f, -0.012f, 0.056f, -0.006f, 0.026f, 0, 0.016f), own, 0.06f);
                easel.Solid(easel.Smooth(0.026f, 0, 0.03f, 0.03f, 0.012f, 0.05f, 0.006f, 0.026f, 0, 0.016f), own, 0.06f);
            }
            easel.Line(own, 0.6f, 0.01f, side * 0.03f, 0.115f, side * 0.034f, 0.142f);
            easel.Spot(side * 0.035f, 0.148f, 0.012f, 0.012f, Colour.Hex(0x1A1416), 0.5f);
        }
        easel.Solid(easel.Smooth(-0.115f, 0.085f, -0.08f, 0.12f, 0, 0.13f, 0.08f, 0.12f, 0.115f, 0.085f, 0.07f, 0.045f, 0,
            0.036f, -0.07f, 0.045f), own, 0.05f);
        for (int i = 0; i < 9; i++)
            easel.Spot(easel.Between(-0.07f, 0.07f), easel.Between(0.08f, 0.115f), 0.005f, 0.004f, own.Mix(Colour.White, 0.4f),
                0.8f);
    }
}
