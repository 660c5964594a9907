using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Figures.Drawing;

namespace Understudy.MediaEngine.Scenes.Figures.Animals;

/// <summary>Birds that stand or swim.</summary>
internal static class Waders
{
    /// <summary>By concept and motion.</summary>
    public static readonly Dictionary<string, Drawn> All = new()
    {
        ["swan"] = new(1.5f, 1.12f, Swan) { Footing = Footing.Water, IsLively = true },
        ["duck"] = new(0.62f, 0.44f, Duck) { Footing = Footing.Water, IsLively = true },
        ["crane"] = new(1.15f, 1.5f, easel => Wade(easel, 0xF4F4F0, 0x24242A, 0x3A3A34, crown: true)) { IsLively = true },
        ["flamingo"] = new(1.15f, 1.5f, easel => Wade(easel, 0xF28C96, 0xD85A68, 0xE89AA0, crown: false)) { IsLively = true },
        ["penguin"] = new(0.6f, 1, Penguin) { IsLively = true },
        ["owl"] = new(0.48f, 0.61f, Owl) { IsLively = true },
        ["bird/sitting"] = new(0.32f, 0.24f, Perched),
        ["bird/standing"] = new(0.32f, 0.24f, Perched),
        ["crow/sitting"] = new(0.32f, 0.24f, Perched),
        ["crow/standing"] = new(0.32f, 0.24f, Perched),
    };

    private static void Swan(Easel easel)
    {
        Colour white = easel.Own(0xF8F8F4), bill = Colour.Hex(0xE8842E);
        float nod = MathF.Sin(easel.Time * 0.9f + easel.Between(0, 6)) * 0.02f;
        using (easel.At(0, 0.02f + nod * 0.3f))
        {
            easel.Solid(easel.Tube(
                0.36f, 0.26f, 0.11f, 0.5f, 0.44f, 0.07f, 0.42f, 0.68f, 0.055f, 0.4f + nod, 0.88f, 0.05f, 0.52f + nod, 0.98f,
                0.055f, 0.6f + nod, 0.93f, 0.055f), white);
            easel.Solid(easel.Poly(0.62f + nod, 0.97f, 0.74f + nod, 0.86f, 0.61f + nod, 0.88f), bill, 0.1f);
            easel.Flat(easel.Oval(0.625f + nod, 0.945f, 0.026f, 0.03f), Colour.Hex(0x1A1A1C), 0.4f);
            SKPath body = easel.Smooth(
                -0.7f, 0.3f, -0.5f, 0.26f, -0.2f, 0.42f, 0.2f, 0.44f, 0.44f, 0.34f, 0.52f, 0.2f, 0.42f, 0.05f, 0, 0, -0.4f,
                0.04f, -0.6f, 0.16f);
            easel.Solid(body, white, 0.04f);
            easel.Solid(easel.Smooth(-0.68f, 0.36f, -0.4f, 0.44f, 0, 0.56f, 0.26f, 0.46f, 0.24f, 0.28f, -0.1f, 0.18f, -0.4f,
                0.22f), white, 0.05f);
            for (int i = 0; i < 4; i++)
                easel.Line(white.Times(0.75f), 0.5f, 0.012f, 0.1f - i * 0.02f, 0.26f + i * 0.06f, -0.25f, 0.24f + i * 0.055f,
                    -0.58f + i * 0.02f, 0.3f + i * 0.03f);
        }
    }

    private static void Duck(Easel easel)
    {
        bool drake = easel.Chance(0.5f);
        Colour body = easel.Own(drake ? 0xA89C90 : 0x8A6A48), head = easel.Tint ?? Colour.Hex(drake ? 0x1F5A44 : 0x7A5A3A);
        float nod = MathF.Sin(easel.Time * 1.6f + easel.Between(0, 6)) * 0.008f;
        using (easel.At(0, 0.01f))
        {
            easel.Solid(easel.Tube(0.14f, 0.14f, 0.055f, 0.17f + nod, 0.26f, 0.042f, 0.18f + nod, 0.33f, 0.045f), head);
            easel.Solid(easel.Oval(0.195f + nod, 0.35f, 0.062f, 0.056f), head);
            easel.Solid(easel.Smooth(0.24f + nod, 0.37f, 0.31f + nod, 0.335f, 0.3f + nod, 0.32f, 0.24f + nod, 0.325f),
                Colour.Hex(0xE8B030), 0.1f);
            if (drake) easel.Line(Colour.White, 0.8f, 0.022f, 0.125f, 0.225f, 0.2f, 0.215f);
            easel.Solid(easel.Smooth(-0.29f, 0.17f, -0.2f, 0.14f, -0.05f, 0.2f, 0.12f, 0.19f, 0.21f, 0.13f, 0.18f, 0.03f, 0, 0,
                -0.18f, 0.03f), body, 0.05f);
            easel.Solid(easel.Smooth(-0.22f, 0.17f, -0.05f, 0.21f, 0.1f, 0.18f, 0.08f, 0.09f, -0.08f, 0.08f), body.Times(0.85f),
                0.05f);
            easel.Flat(easel.Oval(-0.1f, 0.125f, 0.05f, 0.018f), Colour.Hex(0x3A5AA8), 0.8f);
            easel.Spot(0.21f + nod, 0.365f, 0.011f, 0.011f, Colour.Hex(0x101010), 0.5f);
        }
    }

    private static void Wade(Easel easel, int body, int tip, int leg, bool crown)
    {
        Colour own = easel.Own(body), dark = easel.Tint is null ? Colour.Hex(tip) : own.Times(0.6f), legs = Colour.Hex(leg);
        float dip = MathF.Sin(easel.Time * 0.6f + easel.Between(0, 6)) * 0.02f;
        bool onOne = easel.Chance(0.4f);
        easel.Line(legs, 0.5f, 0.022f, -0.04f, 0.72f, -0.02f, 0.38f, -0.05f, 0.02f, 0.06f, 0.012f);
        if (onOne) easel.Line(legs, 0.4f, 0.022f, 0.02f, 0.72f, 0.14f, 0.5f, 0, 0.44f);
        else easel.Line(legs, 0.4f, 0.022f, 0.04f, 0.72f, 0.1f, 0.38f, 0.06f, 0.02f, 0.17f, 0.012f);
        easel.Solid(easel.Tube(
            0.2f, 0.84f, 0.06f, 0.34f, 0.94f, 0.034f, 0.26f, 1.1f, 0.027f, 0.24f + dip, 1.28f, 0.024f, 0.32f + dip, 1.4f,
            0.026f, 0.4f + dip, 1.4f, 0.03f), own);
        if (crown && easel.Tint is null)
        {
            easel.Flat(easel.Tube(0.3f, 1.0f, 0.028f, 0.262f, 1.12f, 0.026f, 0.242f + dip, 1.26f, 0.022f), dark, 0.5f);
            easel.Flat(easel.Oval(0.395f + dip, 1.43f, 0.03f, 0.014f), Colour.Hex(0xD02A24), 0.8f);
        }
        easel.Solid(crown
            ? easel.Poly(0.42f + dip, 1.415f, 0.55f + dip, 1.37f, 0.42f + dip, 1.38f)
            : easel.Smooth(0.42f + dip, 1.415f, 0.49f + dip, 1.39f, 0.49f + dip, 1.33f, 0.46f + dip, 1.35f, 0.42f + dip,
                1.375f), crown ? Colour.Hex(0x8A8458) : Colour.Hex(0x2A2226), 0.1f);
        SKPath trunk = easel.Smooth(-0.4f, 0.7f, -0.25f, 0.86f, 0, 0.95f, 0.2f, 0.92f, 0.28f, 0.82f, 0.18f, 0.7f, -0.04f, 0.66f,
            -0.25f, 0.7f);
        easel.Solid(trunk, own);
        easel.Solid(easel.Smooth(-0.5f, 0.66f, -0.3f, 0.8f, -0.1f, 0.78f, -0.22f, 0.66f, -0.44f, 0.58f), dark, 0.05f);
        for (int i = 0; i < 4; i++)
            easel.Line(own.Times(0.75f), 0.5f, 0.01f, 0.12f, 0.78f + i * 0.035f, -0.1f, 0.74f + i * 0.04f, -0.28f,
                0.74f + i * 0.035f);
    }

    private static void Penguin(Easel easel)
    {
        Colour black = easel.Own(0x22262E), white = Colour.Hex(0xF4F2EC), orange = Colour.Hex(0xE8A030);
        float waddle = MathF.Sin(easel.Time * 3.4f + easel.Between(0, 6));
        using (easel.At(0, 0.01f, waddle * 3.5f))
        {
            for (int side = -1; side <= 1; side += 2)
                easel.Solid(easel.Smooth(side * 0.07f - 0.05f, 0.015f, side * 0.07f, 0.055f, side * 0.07f + 0.07f, 0.02f,
                    side * 0.07f + 0.02f, 0), orange, 0.1f);
            easel.Solid(easel.Tube(-0.15f, 0.62f, 0.03f, -0.21f - waddle * 0.01f, 0.44f, 0.04f, -0.2f, 0.28f, 0.014f),
                black.Times(0.85f));
            SKPath body = easel.Smooth(
                -0.19f, 0.22f, -0.19f, 0.5f, -0.11f, 0.74f, -0.09f, 0.86f, -0.02f, 0.95f, 0.07f, 0.92f, 0.1f, 0.82f, 0.12f,
                0.7f, 0.19f, 0.5f, 0.18f, 0.22f, 0.1f, 0.05f, -0.12f, 0.05f);
            easel.Solid(body, black, 0.05f);
            using (easel.Within(body))
            {
                easel.Solid(easel.Smooth(0.02f, 0.7f, 0.15f, 0.68f, 0.22f, 0.4f, 0.16f, 0.05f, -0.04f, 0.05f, -0.09f, 0.3f,
                    -0.05f, 0.56f), white, 0);
                easel.Flat(easel.Smooth(0.02f, 0.82f, 0.06f, 0.84f, 0.08f, 0.74f, 0.12f, 0.66f, 0.02f, 0.68f),
                    Colour.Hex(0xF0C040), 0.8f);
            }
            easel.Solid(easel.Poly(0.08f, 0.89f, 0.2f, 0.85f, 0.09f, 0.84f), orange, 0.1f);
            easel.Spot(0.05f, 0.885f, 0.013f, 0.013f, Colour.White, 0.7f);
            easel.Solid(easel.Tube(0.12f, 0.62f, 0.03f, 0.15f + waddle * 0.012f, 0.44f, 0.042f, 0.1f, 0.27f, 0.014f), black);
        }
    }

    private static void Owl(Easel easel)
    {
        Colour own = easel.Own(0x8A6644), pale = Colour.Hex(0xE0CCA4);
        float turn = MathF.Sin(easel.Time * 0.7f + easel.Between(0, 6)) * 0.022f;
        bool blinks = easel.Time % 3.1f is > 0.4f and < 0.55f;
        easel.Solid(easel.Tube(-0.2f, 0.03f, 0.024f, 0, 0.035f, 0.028f, 0.2f, 0.03f, 0.02f), Colour.Hex(0x5A4430));
        SKPath body = easel.Smooth(-0.17f, 0.16f, -0.17f, 0.36f, -0.1f, 0.46f, 0.1f, 0.46f, 0.17f, 0.36f, 0.17f, 0.16f, 0.07f,
            0.05f, -0.07f, 0.05f);
        easel.Solid(body, own, 0.05f);
        using (easel.Within(body))
        {
            easel.Solid(easel.Oval(0, 0.22f, 0.11f, 0.18f), pale, 0);
            for (int i = 0; i < 40; i++)
                easel.Spot(easel.Between(-0.1f, 0.1f), easel.Between(0.07f, 0.38f), 0.007f, 0.015f, own, 0.5f);
            easel.Solid(easel.Smooth(-0.2f, 0.4f, -0.1f, 0.36f, -0.1f, 0.14f, -0.18f, 0.08f), own.Times(0.8f), 0);
            easel.Solid(easel.Smooth(0.2f, 0.4f, 0.1f, 0.36f, 0.1f, 0.14f, 0.18f, 0.08f), own.Times(0.8f), 0);
        }
        easel.Solid(easel.Smooth(-0.14f, 0.58f, -0.11f, 0.54f, 0, 0.55f, 0.11f, 0.54f, 0.14f, 0.58f, 0.16f, 0.46f, 0.09f, 0.38f,
            -0.09f, 0.38f, -0.16f, 0.46f), own, 0.05f);
        for (int side = -1; side <= 1; side += 2)
        {
            easel.Flat(easel.Oval(side * 0.06f + turn, 0.465f, 0.058f, 0.058f), pale, 0.8f);
            easel.Flat(easel.Oval(side * 0.056f + turn, 0.465f, 0.034f, blinks ? 0.004f : 0.034f), Colour.Hex(0xF2B42A), 0.9f);
            easel.Flat(easel.Oval(side * 0.054f + turn, 0.465f, 0.018f, blinks ? 0.004f : 0.02f), Colour.Hex(0x14100C), 0.5f);
        }
        easel.Flat(easel.Poly(turn - 0.016f, 0.445f, turn, 0.405f, turn + 0.016f, 0.445f), Colour.Hex(0x4A3A24), 0.6f);
    }

    private static void Perched(Easel easel)
    {
        Colour own = easel.OwnOf(0x5A6478, 0x8A5A3C, 0x3A3C44);
        easel.Line(Colour.Hex(0x5A4A3A), 0.5f, 0.008f, 0, 0.06f, 0.01f, 0.005f);
        easel.Line(Colour.Hex(0x5A4A3A), 0.5f, 0.008f, 0.03f, 0.06f, 0.035f, 0.005f);
        easel.Solid(easel.Poly(-0.06f, 0.09f, -0.15f, 0.05f, -0.15f, 0.03f, -0.03f, 0.06f), own.Times(0.8f), 0.06f);
        easel.Solid(easel.Smooth(-0.08f, 0.08f, -0.02f, 0.14f, 0.03f, 0.185f, 0.055f, 0.22f, 0.1f, 0.225f, 0.115f, 0.19f, 0.1f,
            0.11f, 0.03f, 0.05f), own, 0.06f);
        easel.Flat(easel.Smooth(0.05f, 0.07f, 0.1f, 0.12f, 0.095f, 0.15f, 0.04f, 0.1f), Colour.Hex(0xD8B090), 0.6f);
        easel.Solid(easel.Smooth(-0.1f, 0.065f, 0, 0.14f, 0.05f, 0.13f, 0.02f, 0.08f), own.Times(0.85f), 0.06f);
        easel.Flat(easel.Poly(0.112f, 0.205f, 0.15f, 0.195f, 0.112f, 0.19f), Colour.Hex(0xD8983A), 0.7f);
        easel.Spot(0.09f, 0.205f, 0.008f, 0.008f, Colour.Hex(0x101010), 0.4f);
    }
}
