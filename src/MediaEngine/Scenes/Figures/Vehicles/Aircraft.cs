using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Figures.Drawing;

namespace Understudy.MediaEngine.Scenes.Figures.Vehicles;

/// <summary>What flies in the air.</summary>
internal static class Aircraft
{
    private static readonly Drawn _air = new(1, 1, _ => { }) { Footing = Footing.Air };

    /// <summary>By concept.</summary>
    public static readonly Dictionary<string, Drawn> All = new()
    {
        ["airplane"] = Flying(40, 14, Airplane) with { IsLively = true },
        ["helicopter"] = Flying(15.6f, 5, Helicopter) with { IsLively = true },
        ["balloon"] = Flying(17.4f, 25, Balloon) with { IsLively = true, Variety = 0.2f },
        ["airship"] = Flying(64, 19, Airship),
        ["ufo"] = Flying(15.6f, 5.8f, Saucer) with { IsLively = true },
    };

    private static Drawn Flying(float width, float height, Action<Easel> paint) => _air with
    {
        Width = width,
        Height = height,
        Paint = paint
    };

    private static void Airplane(Easel easel)
    {
        Colour white = Colour.Hex(0xF2F4F6), own = easel.OwnOf(0x2458A0, 0xC23A2E, 0x2E7A5A);
        using (easel.At(0, 5.5f, 3))
        {
            // The far wing, the body, the near wing.
            easel.Solid(easel.Poly(1.5f, 0.9f, -3.6f, 7.4f, -5.4f, 7.6f, -3.4f, 0.9f), white.Times(0.85f), 0.02f);
            easel.Solid(easel.Poly(-15.6f, 1.2f, -19.2f, 6.9f, -16.4f, 6.9f, -11.4f, 1.5f), own, 0.03f);
            SKPath body = easel.Smooth(
                -19, 1.6f, -15, 1.85f, 0, 1.9f, 14, 1.75f, 17.6f, 1.1f, 19, 0.05f, 18, -0.75f, 14, -1.55f, 0, -1.9f, -9, -1.6f,
                -16, 0.3f);
            easel.Solid(body, white, 0.06f);
            using (easel.Within(body)) easel.Flat(easel.Poly(-20, -0.5f, 20, -0.5f, 20, -0.95f, -20, -0.95f), own, 0.7f);
            for (int i = 0; i < 22; i++) easel.Window(-11 + i * 1.15f, 0.35f, -10.4f + i * 1.15f, 0.95f, 1);
            easel.Flat(easel.Poly(16, 0.95f, 17.5f, 0.85f, 17.9f, 0.3f, 16.2f, 0.3f), Colour.Hex(0x26323E), 0.5f);
            easel.Solid(easel.Poly(-14, 0.4f, -19.4f, -0.6f, -19.9f, 0, -16, 1.2f), white.Times(0.9f), 0.03f);
            easel.Solid(easel.Rect(0.2f, -3.4f, 4.6f, -1.6f, 0.9f), own, 0.06f);
            easel.Solid(easel.Poly(3.6f, -0.6f, -6.4f, -4.6f, -8.6f, -4.6f, -3.4f, -0.6f), white.Times(0.95f), 0.03f);
            float blink = easel.Time % 1.2f < 0.15f ? 1 : 0.25f;
            easel.Shine(easel.Oval(-7.6f, -4.6f, 0.3f, 0.3f), Colour.Hex(0xFF4A3A), blink);
            easel.Shine(easel.Oval(-18.4f, 6.9f, 0.25f, 0.25f), Colour.White, blink);
            easel.Glow(18, -0.5f, 3, Colour.Hex(0xFFF2D0));
        }
    }

    private static void Helicopter(Easel easel)
    {
        Colour paint = easel.OwnOf(0xC23A2E, 0x2458A0, 0xE0A82A, 0x4A5A48);
        easel.Solid(easel.Smooth(-1.6f, 3.1f, -6.8f, 3.3f, -6.9f, 2.9f, -1.6f, 1.5f), paint, 0.05f);
        easel.Solid(easel.Poly(-6.2f, 3.2f, -7.2f, 4.6f, -6.6f, 4.6f, -5.6f, 3.2f), paint, 0.05f);
        SKPath body = easel.Smooth(-2.4f, 1.6f, -2.2f, 3.2f, -0.6f, 3.7f, 1.6f, 3.55f, 3.1f, 2.5f, 3.5f, 1.5f, 2.6f, 0.85f, -1,
            0.8f);
        easel.Solid(body, paint, 0.05f);
        easel.Flat(easel.Smooth(1, 1.7f, 1, 3.2f, 1.8f, 3.25f, 2.9f, 2.4f, 3.2f, 1.6f), Colour.Hex(0x2E4252), 0.6f);
        easel.Flat(easel.Poly(1.5f, 1.8f, 1.7f, 3.1f, 2, 3, 2.4f, 1.8f), Colour.Hex(0xA8C4D8), 0.8f, 0.5f);
        easel.Window(-0.9f, 1.9f, 0.5f, 2.9f, 0.9f);
        var skid = Colour.Hex(0x3A3C40);
        easel.Line(skid, 0.6f, 0.13f, -2, 0.1f, 2.6f, 0.1f, 3, 0.3f);
        easel.Line(skid, 0.5f, 0.1f, -1, 0.9f, -1.2f, 0.1f);
        easel.Line(skid, 0.5f, 0.1f, 1.6f, 0.9f, 1.8f, 0.1f);
        easel.Line(skid, 0.5f, 0.2f, 0, 3.6f, 0, 4.35f);
        float turn = MathF.Cos(easel.Time * 31 + 0.6f), tail = easel.Time * 43;
        easel.Flat(easel.Oval(0, 4.4f, 7.3f, 0.16f), Colour.Hex(0x8A9098), 0.6f, 0.28f);
        easel.Line(Colour.Hex(0x2E3036), 0.5f, 0.15f, -7.1f * turn, 4.4f, 7.1f * turn, 4.4f);
        easel.Flat(easel.Oval(-6.9f, 3.9f, 0.75f, 0.75f), Colour.Hex(0x8A9098), 0.6f, 0.3f);
        (float sin, float cos) = MathF.SinCos(tail);
        easel.Line(Colour.Hex(0x2E3036), 0.5f, 0.1f, -6.9f - cos * 0.7f, 3.9f - sin * 0.7f, -6.9f + cos * 0.7f,
            3.9f + sin * 0.7f);
        Wheels.Lamp(easel, 3, 1.15f, 0.14f, Colour.Hex(0xFFF2D0));
    }

    private static void Balloon(Easel easel)
    {
        Colour[] palette = [Colour.Hex(0xD83A34), Colour.Hex(0xF0A830), Colour.Hex(0xF4E9CE), Colour.Hex(0x2F78B8),
            Colour.Hex(0x3E9A68), Colour.Hex(0x8A4CA4)];
        int first = easel.Below(palette.Length), second = (first + 1 + easel.Below(palette.Length - 1)) % palette.Length;
        Colour own = easel.Tint ?? palette[first];
        Colour other = easel.Tint is null ? palette[second] : Colour.Hex(0xF4E9CE);
        float swing = MathF.Sin(easel.Time * 0.8f + easel.Between(0, 6)) * 1.2f;
        using (easel.At(0, 24.6f, swing))
        {
            SKPath envelope = easel.Smooth(Outline());
            easel.Solid(envelope, own, 0.02f);
            // Gores: what is painted on a round body is narrow towards its edges.
            using (easel.Within(envelope))
            {
                const int Gores = 12;
                for (int i = -Gores / 2; i < Gores / 2; i++)
                {
                    float a = MathF.Sin(i * MathF.PI / Gores), b = MathF.Sin((i + 1) * MathF.PI / Gores), middle = (a + b) / 2;
                    float lit = Math.Clamp(0.62f + middle * easel.Side * 0.45f - MathF.Abs(middle) * 0.12f, 0.12f, 1);
                    SKPath gore = easel.Poly([.. Edge(a), .. Edge(b).Chunk(2).Reverse().SelectMany(point => point)]);
                    easel.Flat(gore, (i & 1) == 0 ? own : other, lit);
                }
                SKPath band = easel.Smooth(-9, -9.4f, 0, -10.8f, 9, -9.4f, 9, -11.2f, 0, -12.9f, -9, -11.2f);
                easel.Flat(band, own.Times(0.55f), 0.6f, 0.85f);
                easel.Flat(easel.Oval(easel.Side * 3.4f, -5, 3.4f, 4.2f), Colour.White, 1, 0.1f);
                easel.Flat(easel.Oval(0, -20, 9, 5), Colour.Hex(0x20182C), 0.1f, 0.25f);
            }
            for (int i = -2; i <= 2; i++) easel.Line(Colour.Hex(0x5A4A3A), 0.5f, 0.07f, i * 0.75f, -18.4f, i * 0.5f, -22.2f);
            float flame = MathF.Sin(easel.Time * 0.9f + easel.Between(0,
                6)) > 0.1f ? 0.7f + 0.3f * MathF.Sin(easel.Time * 21) : 0;
            if (flame > 0)
            {
                easel.Shine(easel.Smooth(-0.3f, -20.9f, 0, -18.8f - flame, 0.3f, -20.9f), Colour.Hex(0xFFD060), 0.9f);
                easel.Shine(envelope, Colour.Hex(0xFF9A40), flame * 0.4f * easel.Darkness);
            }
            easel.Solid(easel.Rect(-1.2f, -24.2f, 1.2f, -22.2f, 0.2f), Colour.Hex(0x8A5E36), 0.08f);
            Wicker(easel);
            for (int i = 0; i < 2; i++)
            {
                easel.Spot(-0.5f + i, -21.75f, 0.22f, 0.27f, Colour.Hex(0x6A4A38), 0.6f);
                easel.Spot(-0.5f + i, -22.2f, 0.32f, 0.3f, palette[(first + i + 2) % palette.Length], 0.6f);
            }
            easel.Flat(easel.Rect(-1.25f, -22.5f, 1.25f, -22.2f, 0.1f), Colour.Hex(0x5A3A22), 0.6f);
            easel.Glow(0, -14, 9, Colour.Hex(0xFF9A48), 0.6f);
        }
    }

    private static void Wicker(Easel easel)
    {
        for (int i = 0; i < 4; i++)
            easel.Line(Colour.Hex(0x5A3A22), 0.5f, 0.06f, -1.15f, -22.7f - i * 0.4f, 1.15f, -22.7f - i * 0.4f);
    }

    private static float[] Edge(float across)
    {
        float[] points = new float[36];
        for (int i = 0; i < 18; i++)
        {
            float t = i / 17f;
            points[i * 2] = across * Half(t);
            points[i * 2 + 1] = -18.6f * t;
        }
        return points;

        static float Half(float t) => 8.35f * (t < 0.42f ? MathF.Sqrt(MathF.Max(0,
            1 - (1 - t / 0.42f) * (1 - t / 0.42f))) : MathF.Cos((t - 0.42f) / 0.58f * 1.38f));
    }

    private static float[] Outline()
    {
        float[] right = Edge(1);
        return [.. right, .. right.Chunk(2).Reverse().Take(17).SelectMany(point => new[] { -point[0], point[1] })];
    }

    private static void Airship(Easel easel)
    {
        Colour silver = easel.OwnOf(0xC8CCD0, 0xD8D0BC), red = Colour.Hex(0xA83A30);
        foreach (float up in new[] { 1f, -1f })
            easel.Solid(easel.Poly(-22, 10.6f + up * 2, -29.5f, 10.6f + up * 7.8f, -31, 10.6f + up * 7.4f, -28, 10.6f + up),
                red, 0.05f);
        SKPath hull = easel.Smooth(
            -30.6f, 10.6f, -26, 13, -14, 16.8f, 4, 18.2f, 20, 16.8f, 28.6f, 13.4f, 31, 10.6f, 28.6f, 7.8f, 20, 4.4f, 4, 3, -14,
            4.4f, -26, 8.2f);
        easel.Solid(hull, silver, 0.03f);
        using (easel.Within(hull))
        {
            for (int i = -3; i <= 3; i++)
                easel.Line(silver.Times(0.75f), 0.4f, 0.12f, -31, 10.6f, -12, 10.6f + i * 2, 4, 10.6f + i * 2.3f, 20,
                    10.6f + i * 2, 31, 10.6f);
            for (int i = 0; i < 7; i++) easel.Line(silver.Times(0.8f), 0.4f, 0.12f, -22 + i * 7.4f, 2, -22 + i * 7.4f, 19);
            easel.Flat(easel.Rect(-31, 10, 31, 11.2f), red, 0.6f, 0.85f);
        }
        easel.Solid(easel.Poly(-23, 11.2f, -31.4f, 11.9f, -31.4f, 9.5f, -23, 10), red.Times(0.85f), 0.05f);
        easel.Solid(easel.Smooth(-3, 3.2f, -2.6f, 1, 0, 0.5f, 8, 0.5f, 10.6f, 1.4f, 11, 3.2f), Colour.Hex(0x8A8478), 0.06f);
        for (int i = 0; i < 6; i++) easel.Window(-1.6f + i * 2, 1.4f, -0.2f + i * 2, 2.5f, 1, shines: i == 3);
    }

    private static void Saucer(Easel easel)
    {
        Colour metal = easel.Own(0x9AA2AC), light = Colour.Hex(0x7CF0D8);
        float bob = MathF.Sin(easel.Time * 1.7f) * 0.25f;
        using (easel.At(0, 1.3f + bob, MathF.Sin(easel.Time * 1.1f) * 3))
        {
            easel.Halo(0, 0, 1.1f, light, 0.5f + 0.4f * easel.Darkness);
            SKPath dome = easel.Smooth(-2.9f, 1.7f, -2.5f, 3, 0, 3.9f, 2.5f, 3, 2.9f, 1.7f);
            easel.Solid(dome, Colour.Hex(0x8AC8D8), 0.06f);
            easel.Shine(dome, light, 0.25f + 0.35f * easel.Darkness);
            easel.Solid(easel.Smooth(-7.3f, 0.9f, -4.4f, 1.8f, 0, 2.1f, 4.4f, 1.8f, 7.3f, 0.9f, 4.4f, 0.1f, 0, -0.3f, -4.4f,
                0.1f), metal, 0.1f);
            easel.Flat(easel.Oval(0, 0.1f, 3, 0.5f), Colour.Hex(0x3A424C), 0.4f);
            for (int i = 0; i < 9; i++)
            {
                float around = (i / 9f + easel.Time * 0.12f) % 1 * MathF.PI, x = -MathF.Cos(around) * 6.4f,
                    y = 0.85f - MathF.Sin(around) * 0.35f;
                float blink = 0.45f + 0.55f * MathF.Max(0, MathF.Sin(easel.Time * 5 + i * 1.4f));
                easel.Shine(easel.Oval(x, y, 0.36f, 0.26f), i % 2 == 0 ? light : Colour.Hex(0xFFD86A), blink);
            }
            easel.Glow(0, 0.4f, 7, light);
        }
    }
}
