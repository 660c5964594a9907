using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Figures.Drawing;

namespace Understudy.MediaEngine.Scenes.Figures.Animals;

/// <summary>What swims: fish and whales by the line of their backs, and those that are like nothing else.</summary>
internal static class Swimmers
{
    /// <summary>By concept.</summary>
    public static readonly Dictionary<string, Drawn> All = new()
    {
        ["fish"] = Under(0.5f, 0.34f, Fish, 0.3f),
        ["koi"] = Under(0.74f, 0.4f, Koi, 0.2f),
        ["whale"] = Under(15.4f, 6.2f, Whale, 0.1f),
        ["dolphin"] = Under(2.8f, 1.5f, Dolphin, 0.12f),
        ["shark"] = Under(4.4f, 2.1f, Shark, 0.15f),
        ["manta"] = Under(4.2f, 3.2f, Manta, 0.15f),
        ["turtle"] = Under(1.35f, 0.9f, Turtle, 0.15f),
        ["jellyfish"] = Under(0.62f, 1.1f, Jellyfish, 0.3f),
        ["octopus"] = Under(1.5f, 1.25f, Octopus, 0.15f),
    };

    private static Drawn Under(float width, float height, Action<Easel> paint, float variety) =>
        new(width, height, paint) { Footing = Footing.Underwater, IsLively = true, Variety = variety };

    // A body that bends: its middle line waves more towards the tail. Length 1, its nose at 0.5.
    private static SKPath Body(Easel easel, ReadOnlySpan<float> backs, ReadOnlySpan<float> bellies, float wave)
    {
        int count = backs.Length;
        Span<float> points = stackalloc float[count * 4];
        for (int i = 0; i < count; i++)
        {
            float x = 0.5f - i / (count - 1f) * 0.86f, bend = Bend(easel, x, wave);
            points[i * 2] = x;
            points[i * 2 + 1] = bend + backs[i];
            int other = count * 2 - 1 - i;
            points[other * 2] = x;
            points[other * 2 + 1] = bend - bellies[i];
        }
        return easel.Smooth(points);
    }

    private static float Bend(Easel easel, float x, float wave) =>
        MathF.Sin(easel.Time * 5 / MathF.Max(1, MathF.Sqrt(easel.Height * 2)) + x * 4) * wave * (0.5f - x) * (0.5f - x);

    private static void Fish(Easel easel)
    {
        Colour own = easel.OwnOf(0xF08A2A, 0x3A8AD8, 0xF2CE3A, 0xD84A6A, 0x9AB0C0), fin = own.Times(0.8f);
        int kind = easel.Below(3);
        using (easel.At(0.01f, 0.17f, scale: 0.46f))
        {
            float tail = Bend(easel, -0.36f, 0.14f);
            easel.Solid(easel.Smooth(-0.3f, tail * 0.8f, -0.5f, 0.2f + tail * 1.6f, -0.44f, tail * 1.4f, -0.5f,
                -0.2f + tail * 1.6f), fin, 0.05f);
            easel.Solid(easel.Smooth(0.2f, 0.2f, 0, 0.34f, -0.24f, 0.22f, -0.2f, 0.1f), fin, 0.05f);
            easel.Solid(easel.Smooth(0, -0.16f, -0.14f, -0.3f, -0.22f, -0.12f), fin, 0.05f);
            SKPath body = Body(easel, [0.01f, 0.13f, 0.21f, 0.22f, 0.16f, 0.07f, 0.04f],
                [0.02f, 0.12f, 0.19f, 0.2f, 0.14f, 0.07f, 0.04f], 0.14f);
            easel.Solid(body, own, 0.05f);
            using (easel.Within(body))
            {
                if (kind == 0)
                {
                    foreach (float x in new[] { 0.22f, -0.06f, -0.3f })
                        easel.Flat(easel.Tube(x, 0.26f, 0.035f, x + 0.04f, 0, 0.05f, x, -0.26f, 0.035f), Colour.White, 0.8f);
                }
                else if (kind == 1)
                {
                    for (int i = 0; i < 5; i++)
                        easel.Line(own.Times(0.55f), 0.5f, 0.03f, 0.3f, 0.16f - i * 0.075f, -0.4f, 0.1f - i * 0.05f);
                }
                for (int row = 0; row < 5; row++)
                {
                    for (int i = 0; i < 9; i++)
                        easel.Line(own.Mix(Colour.White, 0.35f), 0.8f, 0.007f, 0.16f - i * 0.055f, 0.15f - row * 0.07f,
                            0.13f - i * 0.055f, 0.12f - row * 0.07f, 0.16f - i * 0.055f, 0.09f - row * 0.07f);
                }
            }
            easel.Spot(0.36f, 0.05f, 0.045f, 0.045f, Colour.White, 0.9f);
            easel.Spot(0.37f, 0.05f, 0.026f, 0.026f, Colour.Hex(0x101014), 0.5f);
            float paddle = MathF.Sin(easel.Time * 7) * 0.04f;
            easel.Solid(easel.Smooth(0.2f, -0.03f, 0.04f, 0.02f + paddle, 0.02f, -0.1f + paddle), fin, 0.06f);
        }
    }

    private static void Koi(Easel easel)
    {
        Colour white = Colour.Hex(0xF6F0E6), patch = easel.OwnOf(0xE0542A, 0xE88A2A, 0xD83A2E), fin = white.Mix(patch, 0.2f);
        // As they are seen: from above.
        using (easel.At(0.02f, 0.2f, scale: 0.66f))
        {
            float tail = Bend(easel, -0.36f, 0.11f);
            easel.Flat(easel.Smooth(-0.28f, tail * 0.7f, -0.44f, 0.1f + tail * 1.3f, -0.53f, 0.09f + tail * 1.7f, -0.46f,
                tail * 1.4f, -0.53f, -0.09f + tail * 1.7f, -0.44f, -0.1f + tail * 1.3f), fin, 0.8f, 0.85f);
            for (int side = -1; side <= 1; side += 2)
            {
                float paddle = MathF.Sin(easel.Time * 3 + side) * 0.02f;
                easel.Flat(easel.Smooth(0.26f, side * 0.07f, 0.2f, side * (0.2f + paddle), 0.06f, side * (0.22f + paddle),
                    0.14f, side * 0.08f), fin, 0.75f, 0.8f);
                easel.Flat(easel.Smooth(-0.06f, side * 0.07f, -0.1f, side * 0.14f, -0.18f, side * 0.14f, -0.14f, side * 0.05f),
                    fin, 0.75f, 0.8f);
            }
            SKPath body = Body(easel, [0.03f, 0.08f, 0.105f, 0.11f, 0.09f, 0.055f, 0.028f],
                [0.03f, 0.08f, 0.105f, 0.11f, 0.09f, 0.055f, 0.028f], 0.11f);
            easel.Solid(body, white, 0.05f);
            using (easel.Within(body))
            {
                for (int i = 0; i < 6; i++)
                    easel.Flat(Markings.Blob(easel, 0.42f - i * 0.15f, easel.Between(-0.06f, 0.06f),
                        easel.Between(0.05f, 0.11f)), i == 3 && easel.Chance(0.5f) ? Colour.Hex(0x24242A) : patch, 0.8f);
                easel.Line(white.Times(0.7f), 0.5f, 0.012f, 0.34f, Bend(easel, 0.34f, 0.11f), -0.1f, Bend(easel, -0.1f, 0.11f),
                    -0.34f, Bend(easel, -0.34f, 0.11f));
            }
            easel.Spot(0.42f, 0.06f, 0.014f, 0.014f, Colour.Hex(0x14141A), 0.5f);
            easel.Spot(0.42f, -0.06f, 0.014f, 0.014f, Colour.Hex(0x14141A), 0.5f);
        }
    }

    private static void Whale(Easel easel)
    {
        Colour own = easel.Own(0x3A5068), pale = Colour.Hex(0xD8E0E4);
        using (easel.At(0, 3.4f, 4, 14.4f))
        {
            float tail = Bend(easel, -0.4f, 0.05f);
            easel.Solid(easel.Smooth(-0.34f, tail * 0.8f, -0.46f, 0.06f + tail * 1.5f, -0.52f, 0.1f + tail * 2, -0.47f,
                0.015f + tail * 1.6f, -0.5f, -0.05f + tail * 2, -0.42f, -0.01f + tail * 1.3f), own, 0.05f);
            easel.Flat(easel.Tube(0.16f, -0.05f, 0.028f, 0.08f, -0.12f, 0.026f, 0.02f, -0.17f, 0.008f), own, 0.25f);
            SKPath body = Body(easel, [0.0f, 0.06f, 0.095f, 0.105f, 0.09f, 0.062f, 0.035f, 0.016f],
                [0.03f, 0.1f, 0.12f, 0.11f, 0.08f, 0.05f, 0.03f, 0.016f], 0.05f);
            easel.Solid(body, own, 0.04f);
            using (easel.Within(body))
            {
                easel.Solid(easel.Smooth(0.54f, -0.015f, 0.36f, -0.035f, 0.1f, -0.06f, -0.1f, -0.08f, 0.1f, -0.2f, 0.5f, -0.2f),
                    pale, 0);
                for (int i = 0; i < 9; i++)
                    easel.Line(own.Mix(pale, 0.35f), 0.4f, 0.003f, 0.48f - i * 0.012f, -0.03f - i * 0.01f, 0.26f,
                        -0.05f - i * 0.009f, 0.02f, -0.07f - i * 0.006f);
                for (int i = 0; i < 40; i++)
                    easel.Spot(easel.Between(-0.3f, 0.45f), easel.Between(-0.02f, 0.1f), 0.003f, 0.003f, own.Mix(pale, 0.5f),
                        0.7f, 0.7f);
            }
            easel.Solid(easel.Smooth(-0.12f, 0.085f, -0.2f, 0.115f, -0.2f, 0.07f), own, 0.05f);
            easel.Line(own.Times(0.6f), 0.4f, 0.004f, 0.49f, 0, 0.36f, -0.012f, 0.29f, -0.03f);
            easel.Spot(0.3f, -0.012f, 0.008f, 0.007f, Colour.Hex(0x10141A), 0.4f);
            float paddle = MathF.Sin(easel.Time * 1.2f) * 0.03f;
            easel.Solid(easel.Tube(0.2f, -0.06f, 0.03f, 0.1f, -0.13f + paddle, 0.03f, 0.02f, -0.18f + paddle, 0.008f), own,
                0.06f);
        }
    }

    private static void Dolphin(Easel easel)
    {
        Colour own = easel.Own(0x6A86A0), pale = Colour.Hex(0xDCE6EC);
        using (easel.At(0.02f, 0.75f, 10, 2.5f))
        {
            float tail = Bend(easel, -0.4f, 0.09f);
            easel.Solid(easel.Smooth(-0.34f, tail * 0.8f, -0.44f, 0.05f + tail * 1.4f, -0.52f, 0.07f + tail * 1.7f, -0.46f,
                tail * 1.5f, -0.5f, -0.05f + tail * 1.7f, -0.42f, -0.02f + tail * 1.2f), own, 0.05f);
            SKPath body = Body(easel, [0.008f, 0.062f, 0.098f, 0.108f, 0.1f, 0.07f, 0.038f, 0.018f],
                [0.016f, 0.034f, 0.066f, 0.08f, 0.075f, 0.05f, 0.03f, 0.016f], 0.09f);
            easel.Solid(easel.Smooth(0.06f, 0.085f, -0.04f, 0.19f, -0.08f, 0.19f, -0.07f, 0.08f), own, 0.05f);
            easel.Solid(body, own, 0.05f);
            using (easel.Within(body)) easel.Solid(easel.Smooth(0.5f, -0.01f, 0.3f, -0.03f, 0.05f, -0.045f, -0.2f, -0.04f, 0,
                -0.14f, 0.4f, -0.14f), pale, 0);
            easel.Solid(easel.Tube(0.44f, -0.004f, 0.026f, 0.52f, -0.014f, 0.014f), own, 0.06f);
            easel.Spot(0.35f, 0.014f, 0.012f, 0.011f, Colour.Hex(0x10141A), 0.4f);
            easel.Line(own.Times(0.6f), 0.4f, 0.006f, 0.49f, 0, 0.36f, -0.01f);
            easel.Solid(easel.Tube(0.2f, -0.05f, 0.028f, 0.12f, -0.12f, 0.024f, 0.08f, -0.16f, 0.006f), own, 0.06f);
        }
    }

    private static void Shark(Easel easel)
    {
        Colour own = easel.Own(0x6E7E8A), pale = Colour.Hex(0xE4E8E8);
        using (easel.At(0.02f, 0.98f, 2, 4.1f))
        {
            float tail = Bend(easel, -0.36f, 0.07f);
            easel.Solid(easel.Poly(-0.32f, 0.012f + tail, -0.5f, 0.19f + tail * 1.6f, -0.43f, 0.02f + tail * 1.4f, -0.46f,
                -0.1f + tail * 1.6f, -0.33f, -0.014f + tail), own, 0.04f);
            easel.Solid(easel.Smooth(0.1f, 0.085f, -0.01f, 0.22f, -0.05f, 0.215f, -0.04f, 0.07f), own, 0.05f);
            easel.Solid(easel.Poly(-0.2f, 0.04f, -0.26f, 0.085f, -0.25f, 0.03f), own, 0.05f);
            SKPath body = Body(easel, [0.012f, 0.06f, 0.092f, 0.094f, 0.072f, 0.045f, 0.02f],
                [0.018f, 0.05f, 0.078f, 0.08f, 0.06f, 0.036f, 0.018f], 0.07f);
            easel.Solid(body, own, 0.04f);
            using (easel.Within(body)) easel.Solid(easel.Smooth(0.52f, -0.02f, 0.2f, -0.025f, -0.1f, -0.03f, -0.36f, -0.012f,
                -0.2f, -0.13f, 0.4f, -0.13f), pale, 0);
            for (int i = 0; i < 4; i++)
                easel.Line(own.Times(0.55f), 0.4f, 0.006f, 0.22f - i * 0.022f, 0.03f, 0.21f - i * 0.022f, -0.025f);
            easel.Line(Colour.Hex(0x3A2A2A), 0.3f, 0.007f, 0.44f, -0.035f, 0.37f, -0.03f, 0.32f, -0.045f);
            easel.Spot(0.38f, 0.018f, 0.011f, 0.011f, Colour.Hex(0x0C0E10), 0.4f);
            easel.Solid(easel.Poly(0.14f, -0.05f, 0, -0.2f, 0.04f, -0.05f), own, 0.05f);
            easel.Solid(easel.Poly(-0.18f, -0.04f, -0.24f, -0.09f, -0.22f, -0.03f), own.Times(0.9f), 0.05f);
        }
    }

    private static void Manta(Easel easel)
    {
        Colour own = easel.Own(0x2E3E52), pale = Colour.Hex(0xC8D2D8);
        float beat = MathF.Sin(easel.Time * 1.6f + easel.Between(0, 6)), up = beat * 0.75f;
        using (easel.At(0.4f, 1.5f))
        {
            easel.Line(own, 0.5f, 0.06f, -0.5f, 0.1f, -1.4f, -0.05f - beat * 0.1f, -2.3f, -0.12f);
            easel.Solid(easel.Smooth(0.95f, 0.25f, 0.3f, 0.75f + up * 0.3f, -0.3f, 1.25f + up * 0.35f, -0.55f,
                1.3f + up * 0.35f, -0.5f, 0.8f + up * 0.2f, -0.8f, 0.15f), own.Times(0.85f), 0.03f);
            easel.Solid(easel.Smooth(1.1f, 0.1f, 0.6f, -0.1f, 0.2f, -0.55f - up * 0.4f, -0.4f, -1.05f - up * 0.35f, -0.75f,
                -1.15f - up * 0.35f, -0.7f, -0.6f - up * 0.2f, -0.95f, 0, -0.4f, 0.4f, 0.6f, 0.42f), own, 0.05f);
            easel.Flat(easel.Smooth(0.7f, 0.1f, 0.2f, -0.1f, -0.3f, -0.3f, -0.1f, 0.15f, 0.4f, 0.25f), pale, 0.6f, 0.35f);
            easel.Solid(easel.Tube(0.95f, 0.3f, 0.09f, 1.35f, 0.34f, 0.06f, 1.5f, 0.24f, 0.04f), own);
            easel.Solid(easel.Tube(1, 0.08f, 0.1f, 1.38f, 0.04f, 0.07f, 1.52f, -0.08f, 0.04f), own);
        }
    }

    private static void Turtle(Easel easel)
    {
        Colour skin = easel.Own(0x6E8A5A), shell = Colour.Hex(0x7A5A36);
        float row = MathF.Sin(easel.Time * 1.9f + easel.Between(0, 6));
        using (easel.At(0, 0.44f, row * 2))
        {
            easel.Flat(easel.Tube(0.24f, 0.04f, 0.07f, 0.2f, 0.22f + row * 0.08f, 0.06f, 0, 0.38f + row * 0.04f, 0.02f), skin,
                0.3f);
            easel.Flat(easel.Tube(-0.34f, 0, 0.06f, -0.5f, 0.1f, 0.05f, -0.58f, 0.12f - row * 0.05f, 0.02f), skin, 0.3f);
            easel.Solid(easel.Tube(0.3f, 0.02f, 0.07f, 0.46f, 0.06f, 0.065f, 0.56f, 0.07f, 0.085f), skin);
            SKPath dome = easel.Smooth(-0.5f, -0.04f, -0.36f, 0.16f, -0.05f, 0.25f, 0.26f, 0.17f, 0.38f, 0, 0.26f, -0.1f, -0.1f,
                -0.14f, -0.4f, -0.1f);
            easel.Solid(dome, shell, 0.05f);
            using (easel.Within(dome))
            {
                for (int i = 0; i < 4; i++)
                {
                    float x = -0.32f + i * 0.19f;
                    easel.Flat(easel.Poly(x - 0.07f, 0.06f, x - 0.04f, 0.16f, x + 0.06f, 0.16f, x + 0.09f, 0.06f, x + 0.04f,
                        -0.03f, x - 0.03f, -0.03f), shell.Times(1.35f), 0.8f, 0.7f);
                }
                easel.Flat(easel.Oval(-0.05f, -0.14f, 0.45f, 0.07f), Colour.Hex(0xD8CC9A), 0.5f);
            }
            easel.Spot(0.6f, 0.1f, 0.014f, 0.014f, Colour.Hex(0x101010), 0.4f);
            easel.Solid(easel.Tube(0.24f, -0.06f, 0.075f, 0.16f, -0.22f - row * 0.07f, 0.065f, -0.08f, -0.36f - row * 0.05f,
                0.02f), skin, 0.06f);
            easel.Solid(easel.Tube(-0.34f, -0.07f, 0.06f, -0.48f, -0.15f, 0.05f, -0.58f, -0.18f + row * 0.05f, 0.02f), skin,
                0.06f);
        }
    }

    private static void Jellyfish(Easel easel)
    {
        Colour own = easel.OwnOf(0xC89AF0, 0x8ACBF4, 0xF4A8C8, 0xF0D8A8);
        float pulse = MathF.Sin(easel.Time * 2.2f + easel.Between(0, 6)), half = 0.25f - pulse * 0.025f,
            high = 0.26f + pulse * 0.02f;
        using (easel.At(0, 0.76f))
        {
            easel.Halo(0, 0.06f, 0.3f, own, 0.2f + 0.35f * easel.Darkness);
            for (int i = 0; i < 9; i++)
            {
                float x = (i - 4) / 4f * half * 0.85f, phase = easel.Time * 1.8f + i * 0.9f, extent = 0.45f + i % 3 * 0.12f;
                easel.ShineLine(own.Mix(Colour.White, 0.3f), 0.008f, 0.55f, x, 0, x + MathF.Sin(phase) * 0.02f, -extent * 0.35f,
                    x + MathF.Sin(phase - 1) * 0.035f, -extent * 0.7f, x + MathF.Sin(phase - 2) * 0.04f, -extent);
            }
            for (int i = 0; i < 4; i++)
            {
                float x = (i - 1.5f) * 0.06f, wave = MathF.Sin(easel.Time * 1.5f + i) * 0.025f;
                easel.Shine(easel.Tube(x, 0.02f, 0.026f, x + wave, -0.16f, 0.03f, x - wave, -0.32f, 0.02f, x + wave, -0.44f,
                    0.006f), own, 0.4f);
            }
            SKPath bell = easel.Smooth(-half, 0, -half * 0.92f, high * 0.55f, -half * 0.45f, high, 0, high * 1.06f,
                half * 0.45f, high, half * 0.92f, high * 0.55f, half, 0, half * 0.5f, 0.03f, 0, 0, -half * 0.5f, 0.03f);
            easel.Shine(bell, own, 0.6f);
            using (easel.Within(bell))
            {
                easel.Shine(easel.Oval(0, 0.02f, half * 0.8f, high * 0.7f), Colour.White, 0.2f);
                for (int i = -3; i <= 3; i++)
                    easel.ShineLine(Colour.White, 0.006f, 0.4f, 0, high, i * half * 0.16f, high * 0.6f, i * half * 0.3f, 0);
                easel.Shine(easel.Oval(-half * 0.3f, high * 0.75f, half * 0.25f, high * 0.14f), Colour.White, 0.5f);
            }
            easel.Glow(0, 0.08f, 0.5f, own);
        }
    }

    private static void Octopus(Easel easel)
    {
        Colour own = easel.OwnOf(0xC85A48, 0xA85A88, 0xD08A4A);
        for (int i = 0; i < 8; i++)
        {
            float side = (i - 3.5f) / 3.5f, phase = easel.Time * 1.6f + i * 1.1f, wave = MathF.Sin(phase) * 0.06f,
                later = MathF.Sin(phase - 1.2f) * 0.07f;
            SKPath arm = easel.Tube(
                side * 0.16f, 0.58f, 0.075f, side * 0.36f, 0.38f + wave, 0.055f, side * 0.5f + wave, 0.2f - later, 0.038f,
                side * 0.58f - wave, 0.13f + MathF.Abs(later), 0.022f, side * 0.66f, 0.18f + later, 0.01f);
            if (i % 2 == 0) easel.Flat(arm, own.Times(0.85f), 0.35f);
            else easel.Solid(arm, own, 0.05f);
        }
        easel.Solid(easel.Smooth(-0.2f, 0.56f, -0.3f, 0.84f, -0.24f, 1.1f, 0, 1.22f, 0.24f, 1.1f, 0.3f, 0.84f, 0.2f, 0.56f, 0,
            0.5f), own, 0.04f);
        for (int i = 0; i < 26; i++)
            easel.Spot(easel.Between(-0.2f, 0.2f), easel.Between(0.8f, 1.15f), 0.016f, 0.014f, own.Times(0.75f), 0.6f, 0.7f);
        for (int side = -1; side <= 1; side += 2)
        {
            easel.Solid(easel.Oval(side * 0.13f, 0.67f, 0.06f, 0.06f), Colour.Hex(0xF0E8C8));
            easel.Flat(easel.Oval(side * 0.13f, 0.665f, 0.036f, 0.017f), Colour.Hex(0x18141A), 0.4f);
        }
    }
}
