using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Figures.Drawing;

namespace Understudy.MediaEngine.Scenes.Figures.Sky;

/// <summary>Worlds and galaxies, which hang in the sky; their metres mean nothing but their shape.</summary>
internal static class Heavens
{
    /// <summary>By concept.</summary>
    public static readonly Dictionary<string, Drawn> All = new()
    {
        ["planet"] = Hanging(10.6f, 10.6f, Planet),
        ["ringed-planet"] = Hanging(24, 12, RingedPlanet),
        ["earth"] = Hanging(10.8f, 10.8f, Earth),
        ["galaxy"] = Hanging(24, 13, Galaxy) with { Variety = 0.2f },
    };

    private static Drawn Hanging(float width, float height, Action<Easel> paint) =>
        new(width, height, paint) { Footing = Footing.Heaven, Variety = 0.1f };

    private static void Planet(Easel easel)
    {
        int kind = easel.Below(3);
        Colour own = easel.OwnOf(0xC88A5A, 0x7A9CC0, 0xB86A48);
        using (easel.At(0, 5.3f, easel.Between(-25, 25))) Globe(easel, own, kind == 0, kind != 0);
    }

    private static void RingedPlanet(Easel easel)
    {
        Colour own = easel.OwnOf(0xE0C490, 0xC8B8A8, 0xA8B8C8);
        using (easel.At(0, 6, 12))
        {
            Ring(easel, own, back: true);
            using (easel.At(0, 0, scale: 0.92f)) Globe(easel, own, banded: true, cratered: false);
            Ring(easel, own, back: false);
        }
    }

    private static void Ring(Easel easel, Colour own, bool back)
    {
        Span<float> line = stackalloc float[66];
        for (int band = 0; band < 24; band++)
        {
            float radius = 6.7f + band * 0.2f, flat = radius * 0.3f;
            if (band is 13 or 14) continue;
            for (int i = 0; i < 33; i++)
            {
                (float sin, float cos) = MathF.SinCos(i * MathF.PI / 32);
                line[i * 2] = cos * radius;
                line[i * 2 + 1] = back ? sin * flat : -sin * flat;
            }
            easel.Line(own.Mix(Colour.White, easel.Between(0, 0.4f)).Times(easel.Between(0.75f, 1.05f)), back ? 0.5f : 0.9f,
                0.17f, line);
        }
    }

    // A ball of five metres with bands or craters, night on one side and air around it.
    private static void Globe(Easel easel, Colour own, bool banded, bool cratered)
    {
        const float Radius = 5;
        SKPath ball = easel.Oval(0, 0, Radius, Radius);
        easel.Flat(ball, own, 1);
        using (easel.Within(ball))
        {
            if (banded)
            {
                for (float y = -Radius; y < Radius; y += 0.35f)
                {
                    float wave = easel.Between(-0.12f, 0.12f);
                    easel.Flat(easel.Smooth(-5.2f, y, -2, y + wave, 2, y - wave, 5.2f, y, 5.2f, y + 0.4f, 2, y + 0.4f - wave,
                        -2, y + 0.4f + wave, -5.2f, y + 0.4f), own.Mix(easel.Chance(0.5f) ? Colour.White : Colour.Hex(0x5A3018),
                        easel.Between(0, 0.4f)), 1, 0.6f);
                }
                easel.Flat(easel.Oval(1.6f, -1.7f, 1, 0.55f), Colour.Hex(0xB0503A), 1, 0.6f);
            }
            if (cratered)
            {
                for (int i = 0; i < 90; i++)
                {
                    float around = easel.Between(0, MathF.Tau), away = MathF.Sqrt(easel.Between(0, 1)),
                        squeeze = MathF.Sqrt(1 - away * away * 0.9f);
                    float size = easel.Between(0.1f, 0.75f) * easel.Between(0.3f, 1), x = MathF.Cos(around) * away * Radius,
                        y = MathF.Sin(around) * away * Radius;
                    easel.Flat(easel.Oval(x, y, size * squeeze, size), own.Times(0.72f), 1, 0.5f);
                    easel.Flat(easel.Oval(x - 0.12f * size, y + 0.12f * size, size * squeeze * 0.85f, size * 0.85f),
                        own.Times(1.12f), 1, 0.4f);
                }
            }
        }
        Night(easel, ball, Radius);
        Air(easel, own.Mix(Colour.White, 0.5f), Radius);
    }

    private static void Night(Easel easel, SKPath ball, float radius)
    {
        float side = easel.Side == 0 ? 0.6f : easel.Side;
        using (easel.Within(ball))
        {
            for (int i = 0; i < 26; i++)
            {
                float shift = side * radius * (0.25f + i * 0.035f);
                using SKPathBuilder builder = new();
                builder.AddRect(new SKRect(-radius * 2, -radius * 2, radius * 2, radius * 2), SKPathDirection.Clockwise);
                builder.AddCircle(shift, radius * 0.18f * i / 26, radius * 1.18f, SKPathDirection.CounterClockwise);
                using SKPath night = builder.Detach();
                easel.Shine(night, Colour.Hex(0x04060E), 0.11f);
            }
        }
    }

    private static void Air(Easel easel, Colour air, float radius)
    {
        float side = easel.Side < 0 ? -1 : 1;
        Span<float> line = stackalloc float[50];
        for (int i = 0; i < 5; i++)
        {
            for (int at = 0; at < 25; at++)
            {
                (float sin, float cos) = MathF.SinCos((at / 24f - 0.5f) * MathF.PI * (1 - i * 0.12f) + 0.25f * side);
                line[at * 2] = side * cos * radius * 1.005f;
                line[at * 2 + 1] = sin * radius * 1.005f * (side > 0 ? 1 : -1);
            }
            easel.ShineLine(air, 0.08f + i * 0.07f, 0.16f, line);
        }
    }

    private static void Earth(Easel easel)
    {
        const float Radius = 5;
        Colour sea = Colour.Hex(0x1F5FA8), land = Colour.Hex(0x4E8A48), sand = Colour.Hex(0xB89A60);
        using (easel.At(0, 5.4f, 12))
        {
            SKPath ball = easel.Oval(0, 0, Radius, Radius);
            easel.Flat(ball, sea, 1);
            using (easel.Within(ball))
            {
                easel.Flat(easel.Oval(easel.Side * 1.5f, 1.4f, 3.6f, 3.4f), Colour.Hex(0x4A9AD8), 1, 0.35f);
                // Africa and Europe, Arabia, a corner of South America.
                SKPath africa = easel.Smooth(
                    -1.9f, 1.9f, -1, 2.4f, 0.4f, 2.1f, 1.1f, 1.7f, 1.6f, 0.7f, 2.4f, 0.5f, 1.8f, -0.6f, 1.4f, -1.6f, 1.1f,
                    -2.9f, 0.3f, -3.4f, -0.1f, -2.2f, -0.3f, -0.7f, -1, -0.2f, -2, -0.1f, -2.5f, 0.8f);
                easel.Flat(africa, land, 1);
                using (easel.Within(africa)) easel.Flat(easel.Oval(-0.3f, 1.5f, 2.4f, 0.8f), sand, 1, 0.8f);
                easel.Flat(easel.Smooth(1.4f, 1.7f, 2.3f, 1.9f, 2.9f, 1.1f, 2.1f, 0.6f), sand, 1);
                easel.Flat(easel.Smooth(-1.7f, 2.7f, -0.9f, 3.5f, 0.2f, 4.4f, 1.6f, 4.3f, 3.1f, 3.6f, 3.9f, 2.4f, 3.2f, 1.9f,
                    1.7f, 2.4f, 0.6f, 2.5f, -0.6f, 2.9f), land, 1);
                easel.Flat(easel.Smooth(-4.9f, 0.5f, -3.9f, 0.1f, -3.5f, -0.6f, -3.9f, -2.2f, -4.6f, -2.4f), land, 1);
                easel.Flat(easel.Smooth(2.4f, -1.4f, 2.7f, -1.9f, 2.4f, -2.4f, 2.2f, -1.9f), land, 1);
                easel.Flat(easel.Oval(0, -5, 2.6f, 0.7f), Colour.White, 1);
                easel.Flat(easel.Oval(0, 5, 1.7f, 0.4f), Colour.White, 1);
                for (int i = 0; i < 190; i++)
                {
                    float band = i % 5 * 2 - 4 + easel.Between(-0.5f, 0.5f), x = easel.Between(-5, 5);
                    easel.Spot(x, band + MathF.Sin(x + i % 5) * 0.5f, easel.Between(0.2f, 0.95f), easel.Between(0.05f, 0.2f),
                        Colour.White, 1, easel.Between(0.15f, 0.6f));
                }
            }
            Night(easel, ball, Radius);
            Air(easel, Colour.Hex(0x9AD0FF), Radius);
        }
    }

    private static void Galaxy(Easel easel)
    {
        Colour core = Colour.Hex(0xFFE8C0), arm = easel.OwnOf(0x8AA8FF, 0xB09AF0, 0x9AC8F0), pink = Colour.Hex(0xF08AB8);
        int stars = (int)Math.Clamp(easel.Pixels * 22, 500, 4200);
        float dot = MathF.Max(0.03f, 0.55f * easel.Height / MathF.Max(easel.Pixels, 1));
        using (easel.At(0, 6.4f, 14))
        {
            for (int i = 5; i > 0; i--) easel.Shine(easel.Oval(0, 0, 1.9f * i, 0.72f * i), arm, 0.035f);
            for (int i = 0; i < stars; i++)
            {
                float away = MathF.Sqrt(easel.Between(0, 1)) * easel.Between(0.4f, 1),
                    spread = (easel.Between(0, 1) + easel.Between(0, 1) - 1) * 0.9f;
                float around = away * 5.4f + i % 2 * MathF.PI + spread, x = MathF.Cos(around) * away * 11,
                    y = MathF.Sin(around) * away * 4.4f;
                Colour colour = easel.Chance(0.07f) ? pink : arm.Mix(Colour.White, easel.Between(0, 0.8f)).Mix(core,
                    Math.Clamp(1 - away * 2, 0, 1));
                float size = dot * easel.Between(0.5f, 1.6f);
                easel.ShineSpot(x, y, size, size, colour, easel.Between(0.25f, 0.9f) * (1.1f - away * 0.7f));
            }
            easel.Halo(0, 0, 4.2f, core, 0.55f);
            for (int i = 0; i < 6; i++)
                easel.Shine(easel.Oval(0, 0, 2.1f - i * 0.32f, 1.15f - i * 0.17f), core.Mix(Colour.White, i * 0.12f), 0.2f);
        }
    }
}
