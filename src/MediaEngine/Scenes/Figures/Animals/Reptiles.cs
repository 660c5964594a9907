using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Figures.Drawing;

namespace Understudy.MediaEngine.Scenes.Figures.Animals;

/// <summary>What is dead or never was.</summary>
internal static class Reptiles
{
    /// <summary>By concept.</summary>
    public static readonly Dictionary<string, Drawn> All = new()
    {
        ["dragon"] = new(16.5f, 11.4f, Dragon) { Footing = Footing.Air, IsLively = true },
        ["dinosaur"] = new(12.4f, 5.4f, Tyrant) { IsLively = true },
    };

    private static void Dragon(Easel easel)
    {
        Colour own = easel.OwnOf(0x3E6A4A, 0x8A2E2E, 0x4A4A62), membrane = own.Times(0.7f).Mix(Colour.Hex(0xC87A4A), 0.35f);
        float at = easel.Time * 2.6f + easel.Between(0, 6), beat = MathF.Sin(at), later = MathF.Sin(at - 0.9f);
        using (easel.At(-0.4f, 3.6f - beat * 0.25f))
        {
            Wing(easel, 1.2f, 0.7f, beat, later, own.Times(0.75f), membrane.Times(0.7f), far: true);
            // Tail, hind legs, body, neck, head.
            easel.Solid(easel.Tube(
                -1.6f, 0, 0.75f, -3.6f, -0.6f + later * 0.2f, 0.5f, -5.6f, -0.4f - later * 0.4f, 0.28f, -7.2f,
                0.5f - later * 0.5f, 0.1f), own, 0.05f);
            easel.Flat(easel.Poly(-6.9f, 0.5f - later * 0.5f, -7.7f, 1 - later * 0.5f, -7.6f, 0.3f - later * 0.5f), membrane,
                0.7f);
            easel.Flat(easel.Tube(-1.2f, -0.4f, 0.5f, -2, -1.3f, 0.3f, -3, -1.3f, 0.16f, -3.4f, -1.7f, 0.1f), own, 0.25f);
            easel.Solid(easel.Tube(1.5f, 0.2f, 0.72f, 3, 0.9f, 0.48f, 3.9f, 2, 0.34f, 5.2f, 2.6f, 0.34f), own, 0.05f);
            SKPath body = easel.Smooth(-2.2f, 0.35f, -0.6f, 0.85f, 1.2f, 0.95f, 2.3f, 0.6f, 2, -0.35f, 0.4f, -0.85f, -1.4f,
                -0.7f);
            easel.Solid(body, own, 0.05f);
            using (easel.Within(body))
            {
                easel.Flat(easel.Oval(0.3f, -0.85f, 2, 0.45f), Colour.Hex(0xD8C490), 0.5f, 0.8f);
                for (int row = 0; row < 6; row++)
                    for (int i = 0; i < 16; i++)
                        easel.Line(own.Times(0.65f), 0.4f, 0.035f, -2 + i * 0.28f, 0.8f - row * 0.24f, -1.9f + i * 0.28f,
                            0.68f - row * 0.24f);
            }
            for (int i = 0; i < 12; i++)
            {
                float t = i / 11f, x = -3.4f + t * 6.9f;
                float y = t switch
                {
                    < 0.3f => -0.15f + t * 2.6f,
                    < 0.75f => 0.85f + MathF.Sin((t - 0.3f) * 7) * 0.12f,
                    _ => 0.9f + (t - 0.75f) * 4.4f,
                };
                easel.Flat(easel.Poly(x - 0.14f, y, x - 0.16f, y + 0.36f, x + 0.14f, y + 0.05f), membrane, 0.7f);
            }
            easel.Solid(easel.Tube(-0.9f, -0.5f, 0.5f, -1.6f, -1.5f, 0.3f, -2.6f, -1.6f, 0.16f, -3, -2, 0.1f), own, 0.05f);
            easel.Solid(easel.Tube(1.6f, -0.3f, 0.3f, 1.7f, -1.1f, 0.18f, 1.2f, -1.5f, 0.12f, 1.4f, -1.8f, 0.08f), own, 0.05f);
            using (easel.At(5.3f, 2.65f, -10))
            {
                float jaw = 6 + 6 * MathF.Max(0, MathF.Sin(easel.Time * 1.3f));
                using (easel.At(0, -0.1f, -jaw)) easel.Solid(easel.Smooth(0, 0.05f, 0.8f, -0.06f, 1.5f, -0.05f, 0.8f, -0.26f, 0,
                    -0.25f), own.Times(0.85f), 0.05f);
                easel.Solid(easel.Smooth(-0.3f, 0.2f, 0, 0.44f, 0.6f, 0.36f, 1.2f, 0.2f, 1.7f, 0.16f, 1.76f, -0.04f, 0.8f,
                    -0.1f, -0.1f, -0.24f), own, 0.06f);
                easel.Solid(easel.Tube(0, 0.35f, 0.12f, -0.5f, 0.62f, 0.09f, -1, 0.68f, 0.02f), Colour.Hex(0xD8CCA8));
                for (int i = 0; i < 4; i++)
                    easel.Flat(easel.Poly(0.8f + i * 0.22f, -0.06f, 0.86f + i * 0.22f, -0.2f, 0.94f + i * 0.22f, -0.05f),
                        Colour.Hex(0xF4EED8), 0.8f);
                easel.Shine(easel.Oval(0.5f, 0.18f, 0.1f, 0.07f), Colour.Hex(0xFFC43A), 0.95f);
            }
            Wing(easel, 0.7f, 0.6f, beat, later, own, membrane, far: false);
        }
    }

    private static void Wing(Easel easel, float x, float y, float beat, float later, Colour bone, Colour membrane, bool far)
    {
        float armX = x - 1.2f + (far ? 0.9f : 0), armY = y + 1.7f + beat * 1.4f;
        Span<float> tips = stackalloc float[8];
        for (int i = 0; i < 4; i++)
        {
            float angle = (128 + i * 22 + later * 14 + (far ? -16 : 0)) * MathF.PI / 180, extent = 4.2f - i * 0.55f;
            (float sin, float cos) = MathF.SinCos(angle);
            tips[i * 2] = armX + cos * extent + i * 0.1f;
            tips[i * 2 + 1] = armY + sin * extent * (0.55f + 0.35f * beat) - (1 - beat) * 0.25f * i;
        }
        SKPath skin = easel.Poly(
            x, y, armX, armY, tips[0], tips[1], (tips[0] + tips[2]) / 2 + 0.35f, (tips[1] + tips[3]) / 2, tips[2], tips[3],
            (tips[2] + tips[4]) / 2 + 0.35f, (tips[3] + tips[5]) / 2, tips[4], tips[5], (tips[4] + tips[6]) / 2 + 0.35f,
            (tips[5] + tips[7]) / 2, tips[6], tips[7], x - 1.8f, y - 0.4f);
        easel.Solid(skin, membrane, far ? 0 : 0.02f);
        for (int i = 0; i < 4; i++)
            easel.Line(bone, far ? 0.3f : 0.6f, 0.12f - i * 0.015f, armX, armY, tips[i * 2], tips[i * 2 + 1]);
        easel.Solid(easel.Tube(x, y, 0.34f, armX, armY, 0.2f), bone, 0.05f);
    }

    private static void Tyrant(Easel easel)
    {
        Colour own = easel.OwnOf(0x6A6E42, 0x7A5A3E, 0x55664E);
        float at = easel.Time * 1.6f + easel.Between(0, 6), step = MathF.Sin(at), sway = MathF.Sin(at * 0.5f) * 0.12f;
        Leg(easel, 0.15f, -step, own, far: true);
        using (easel.At(0, MathF.Abs(MathF.Cos(at)) * 0.08f))
        {
            SKPath trunk = easel.Tube(
                -5.9f, 3 + sway, 0.06f, -4, 2.9f - sway * 0.5f, 0.26f, -1.6f, 2.9f, 0.62f, 0.2f, 2.9f, 0.95f, 1.6f, 3.3f, 0.82f,
                2.6f, 4, 0.56f, 3.3f, 4.4f, 0.46f);
            easel.Solid(trunk, own, 0.04f);
            using (easel.Within(trunk))
            {
                easel.Flat(easel.Oval(0.6f, 2, 2.2f, 0.55f), Colour.Hex(0xC8BC94), 0.45f, 0.7f);
                for (int i = 0; i < 16; i++)
                {
                    float x = -4 + i * 0.42f, top = 3.3f + MathF.Max(0, x) * 0.28f;
                    easel.Flat(easel.Tube(x, top + 0.6f, 0.08f, x - 0.1f, top - 0.4f, 0.03f), own.Times(0.6f), 0.4f, 0.7f);
                }
            }
            using (easel.At(3.3f, 4.35f, -8 + step * 2))
            {
                float jaw = 8 + 8 * MathF.Max(0, MathF.Sin(easel.Time * 0.9f));
                using (easel.At(0.1f, -0.15f, -jaw))
                    easel.Solid(easel.Smooth(-0.1f, 0, 0.8f, -0.02f, 1.75f, -0.08f, 1.6f, -0.28f, 0.7f, -0.36f, -0.1f, -0.3f),
                        own.Times(0.9f), 0.05f);
                easel.Solid(easel.Smooth(-0.4f, 0.2f, 0, 0.62f, 0.6f, 0.66f, 1.2f, 0.5f, 1.85f, 0.38f, 2.02f, 0.1f, 1.7f, -0.1f,
                    0.8f, -0.06f, -0.1f, -0.3f), own, 0.05f);
                for (int i = 0; i < 8; i++)
                    easel.Flat(easel.Poly(0.7f + i * 0.15f, -0.04f, 0.75f + i * 0.15f, -0.2f, 0.81f + i * 0.15f, -0.04f),
                        Colour.Hex(0xF4EED8), 0.8f);
                easel.Spot(0.55f, 0.42f, 0.09f, 0.07f, Colour.Hex(0xE8C040), 0.9f);
                easel.Spot(0.57f, 0.42f, 0.035f, 0.06f, Colour.Hex(0x14100C), 0.4f);
            }
            easel.Solid(easel.Tube(1.7f, 2.75f, 0.14f, 2.1f, 2.45f, 0.1f, 2.05f, 2.15f, 0.07f), own);
        }
        Leg(easel, -0.1f, step, own, far: false);
    }

    private static void Leg(Easel easel, float x, float swing, Colour own, bool far)
    {
        float foot = x + swing * 0.7f + 0.1f, lift = MathF.Max(0, -swing) * 0.2f;
        SKPath limb = easel.Tube(
            x, 2.75f, 0.72f, x + 0.5f + swing * 0.3f, 1.8f, 0.46f, x - 0.25f + swing * 0.5f, 1 + lift, 0.24f, foot - 0.1f,
            0.3f + lift, 0.17f, foot, 0.16f + lift, 0.15f);
        SKPath toes = easel.Tube(foot - 0.1f, 0.14f + lift, 0.12f, foot + 0.5f, 0.1f + lift, 0.09f);
        if (far)
        {
            easel.Flat(limb, own, 0.22f);
            easel.Flat(toes, own, 0.22f);
            return;
        }
        easel.Solid(limb, own, 0);
        easel.Solid(toes, own);
    }
}
