using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Figures.Drawing;

namespace Understudy.MediaEngine.Scenes.Figures.Vehicles;

/// <summary>What goes on rails.</summary>
internal static class Rails
{
    private static readonly Colour _head = Colour.Hex(0xFFF2C8);

    /// <summary>By concept.</summary>
    public static readonly Dictionary<string, Drawn> All = new()
    {
        ["train"] = new(58, 7.4f, Train) { IsLively = true, Variety = 0.05f },
        ["tram"] = new(16, 5.1f, Tram) { Variety = 0.05f },
    };

    private static void Train(Easel easel)
    {
        if (easel.Chance(0.5f)) Steam(easel);
        else Express(easel);
    }

    private static void Track(Easel easel, float half)
    {
        easel.Flat(easel.Rect(-half, 0, half, 0.16f), Colour.Hex(0x6A6058), 0.4f);
        easel.Line(Colour.Hex(0x9A9A9E), 0.8f, 0.12f, -half, 0.22f, half, 0.22f);
    }

    private static void Express(Easel easel)
    {
        Colour white = easel.Own(0xF2F4F6), stripe = Colour.Hex(0x2456A4);
        Track(easel, 28.6f);
        for (int car = 0; car < 3; car++)
        {
            float left = -28.4f + car * 18.6f, right = left + 18.2f;
            using Easel.Placed rocking = easel.At(0, MathF.Sin(easel.Time * 9 + car) * 0.04f);
            SKPath body = car == 2
                ? easel.Smooth(left, 0.7f, left, 2, left, 3.7f, left + 0.3f, 4, left + 8, 4, left + 11.4f, 3.7f, left + 15,
                    2.6f, left + 18.6f, 1.3f, left + 19, 0.75f, left + 9, 0.6f)
                : easel.Rect(left, 0.6f, right, 4, 0.4f);
            easel.Solid(body, white, 0.015f);
            using (easel.Within(body))
            {
                easel.Flat(easel.Rect(left, 1.5f, right + 2, 1.95f), stripe, 0.7f);
                easel.Flat(easel.Rect(left, 0.5f, right + 2, 0.9f), Colour.Hex(0x5A6068), 0.5f);
            }
            float end = car == 2 ? left + 9.6f : right - 1.6f;
            for (float x = left + 1.4f; x < end - 1.2f; x += 1.5f) easel.Window(x, 2.35f, x + 1.05f, 3.15f, 1);
            if (car == 2)
                easel.Flat(easel.Smooth(left + 11.6f, 3.5f, left + 13.8f, 2.86f, left + 14.6f, 2.5f, left + 12.4f, 2.7f),
                    Colour.Hex(0x26323E), 0.6f);
            for (int i = 0; i < 4; i++)
                easel.Flat(easel.Oval(left + 2.4f + (i > 1 ? 8.4f : 0) + i * 1.7f, 0.5f, 0.4f, 0.4f), Colour.Hex(0x2A2A2E), 0.5f);
            easel.Glow(left + 8, 2.7f, 5, Colour.Hex(0xFFE8B8));
        }
        Wheels.Lamp(easel, 27, 1.25f, 0.28f, _head);
    }

    private static void Steam(Easel easel)
    {
        Colour iron = easel.Own(0x2C3034), red = Colour.Hex(0xA83A2E), brass = Colour.Hex(0xC8A048);
        Track(easel, 28.6f);
        for (int puff = 0; puff < 16; puff++)
        {
            float age = (puff / 16f + easel.Time * 0.14f) % 1, size = 0.42f + age * 0.65f;
            easel.Spot(24.4f - age * 26, MathF.Min(5.6f + MathF.Sqrt(age) * 1.8f, 7.2f - size), size * 1.7f, size,
                Colour.Hex(0xE4E0DE), 0.85f, 0.6f * (1 - age));
        }
        for (int car = 0; car < 2; car++)
        {
            float left = -28.4f + car * 17;
            easel.Solid(easel.Rect(left, 1, left + 16.2f, 3.9f, 0.1f), Colour.Hex(0x7A3A2A), 0.02f);
            easel.Solid(easel.Smooth(left - 0.2f, 3.9f, left + 0.4f, 4.35f, left + 15.8f, 4.35f, left + 16.4f, 3.9f),
                Colour.Hex(0x4A4644), 0.08f);
            for (int i = 0; i < 8; i++) easel.Window(left + 0.9f + i * 1.9f, 2.2f, left + 2.1f + i * 1.9f, 3.3f, 1);
            for (int i = 0; i < 4; i++)
                easel.Flat(easel.Oval(left + 2 + i * 1.2f + (i > 1 ? 8.4f : 0), 0.68f, 0.5f, 0.5f), Colour.Hex(0x242426), 0.5f);
            easel.Glow(left + 8, 2.7f, 5, Colour.Hex(0xFFDCA0));
        }
        easel.Solid(easel.Rect(6.2f, 1, 12.4f, 3.2f, 0.1f), iron, 0.04f);
        easel.Solid(easel.Smooth(6.6f, 3.1f, 8, 3.8f, 10.6f, 3.7f, 12, 3.1f), Colour.Hex(0x1E1C1C), 0.1f);
        easel.Solid(easel.Rect(13.2f, 1.2f, 16.6f, 4.7f), iron, 0.04f);
        easel.Solid(easel.Rect(12.8f, 4.6f, 17, 4.95f, 0.1f), iron, 0.1f);
        easel.Window(14, 3, 15.6f, 4.2f, 1);
        easel.Solid(easel.Rect(16.4f, 1.9f, 25.4f, 4.1f, 0.5f), iron, 0.06f);
        for (int i = 0; i < 4; i++) easel.Line(brass, 0.8f, 0.1f, 17.6f + i * 2.2f, 1.95f, 17.6f + i * 2.2f, 4.05f);
        easel.Solid(easel.Smooth(18.4f, 4, 18.5f, 4.8f, 19.6f, 4.8f, 19.7f, 4), brass, 0.1f);
        easel.Solid(easel.Poly(23.9f, 4, 23.7f, 5.7f, 25.1f, 5.7f, 24.9f, 4), iron, 0.08f);
        easel.Solid(easel.Poly(25.4f, 1.4f, 28, 0.25f, 25, 0.25f), red, 0.05f);
        easel.Flat(easel.Rect(13, 1, 26, 1.4f), red, 0.6f);
        float turn = easel.Time * 3;
        for (int i = 0; i < 3; i++) Drive(17.6f + i * 2.4f, 0.95f);
        Drive(14.6f, 0.6f);
        Drive(25, 0.55f);
        (float sin, float cos) = MathF.SinCos(-turn);
        easel.Line(Colour.Hex(0xB8BCC0), 0.8f, 0.16f, 17.6f + cos * 0.5f, 0.95f + sin * 0.5f, 22.4f + cos * 0.5f,
            0.95f + sin * 0.5f);
        foreach (float x in new[] { 7.6f, 9, 10.4f, 11.6f }) Drive(x, 0.5f);
        Wheels.Lamp(easel, 25.6f, 3.9f, 0.26f, _head);

        void Drive(float x, float radius) => Wheels.Spoked(easel, x, radius, red, 8, 0.16f);
    }

    private static void Tram(Easel easel)
    {
        Colour paint = easel.OwnOf(0xC03A2C, 0x2F6E54, 0xE0B23C);
        Track(easel, 7.2f);
        easel.Solid(easel.Smooth(-6.9f, 0.5f, -7, 1.6f, -6.7f, 3.3f, -6.2f, 3.6f, 6.2f, 3.6f, 6.7f, 3.3f, 7, 1.6f, 6.9f, 0.5f),
            paint, 0.02f);
        easel.Flat(easel.Rect(-6.85f, 1.95f, 6.85f, 3.25f), Colour.Hex(0xF2EBDC), 0.75f);
        for (int i = 0; i < 7; i++) easel.Window(-6.4f + i * 1.84f, 2.05f, -4.9f + i * 1.84f, 3.1f, 1);
        for (int i = -1; i <= 1; i += 2) easel.Line(paint.Times(0.6f), 0.4f, 0.06f, i * 4.9f, 0.6f, i * 4.9f, 3.1f);
        easel.Solid(easel.Rect(-4.6f, 3.55f, 4.6f, 3.95f, 0.15f), Colour.Hex(0x8A8880), 0.1f);
        easel.Line(Colour.Hex(0x3A3A3E), 0.5f, 0.08f, -0.8f, 3.95f, 0.7f, 4.5f, -0.4f, 4.9f);
        easel.Line(Colour.Hex(0x3A3A3E), 0.5f, 0.05f, -1.2f, 4.9f, 0.4f, 4.9f);
        foreach (float x in new[] { -4.4f, -3, 3, 4.4f })
            easel.Flat(easel.Oval(x, 0.55f, 0.38f, 0.38f), Colour.Hex(0x242426), 0.5f);
        Wheels.Lamp(easel, 6.85f, 1.3f, 0.16f, _head);
        easel.Glow(0, 2.6f, 5, Colour.Hex(0xFFE4B0));
    }
}
