using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Figures.Drawing;

namespace Understudy.MediaEngine.Scenes.Figures.Buildings;

/// <summary>Where people pray.</summary>
internal static class Sacred
{
    /// <summary>By concept.</summary>
    public static readonly Dictionary<string, Drawn> All = new()
    {
        ["temple"] = new(24, 13.4f, Temple),
        ["torii"] = new(8.8f, 7.2f, Torii),
        ["pagoda"] = new(15, 33, Pagoda),
        ["church"] = new(21, 29, Church),
        ["mosque"] = new(40, 33, Mosque),
        ["statue"] = new(7.4f, 14, Statue),
    };

    private static void Temple(Easel easel)
    {
        Colour wood = easel.Own(0x9A3A2A), plaster = Colour.Hex(0xEFE8DA), tiles = Colour.Hex(0x4A525A);
        easel.Wall(easel.Rect(-10.6f, 0, 10.6f, 1.3f), Colour.Hex(0x9C9488), 0.2f);
        easel.Wall(easel.Rect(-8.4f, 1.3f, 8.4f, 5.4f), plaster, 0);
        for (int i = 0; i < 4; i++)
        {
            float x = -6.9f + i * 3.9f + (i > 1 ? 2.1f : 0);
            easel.Window(x - 0.9f, 2.2f, x + 0.9f, 4.6f, 0.85f, shines: true);
            for (int bar = -1; bar <= 1; bar++)
                easel.Line(wood.Times(0.7f), 0.5f, 0.09f, x + bar * 0.45f, 2.2f, x + bar * 0.45f, 4.6f);
        }
        SKPath door = easel.Rect(-1.6f, 1.3f, 1.6f, 4.8f);
        easel.Flat(door, Colour.Hex(0x30221C), 0.4f);
        float lamp = Math.Clamp((easel.Darkness - 0.3f) * 3, 0, 1);
        if (lamp > 0) easel.Shine(door, Colour.Hex(0xE89848), lamp * 0.8f);
        easel.Glow(0, 3, 4, Colour.Hex(0xFFB45A));
        for (int i = 0; i < 7; i++)
        {
            float x = -9 + i * 3;
            easel.Solid(easel.Rect(x - 0.22f, 1.3f, x + 0.22f, 5.6f), wood, 0);
        }
        easel.Wall(easel.Rect(-9.6f, 5.3f, 9.6f, 5.9f), wood, 0.2f);
        Masonry.CurvedRoof(easel, 0, 11.8f, 6, 7, 5.8f, tiles);
        easel.Solid(easel.Rect(-6.1f, 12.6f, 6.1f, 13.2f, 0.2f), tiles.Times(0.9f), 0.1f);
        for (int i = 0; i < 4; i++)
            easel.Wall(easel.Rect(-2.6f + i * 0.1f, i * 0.32f, 2.6f - i * 0.1f, i * 0.32f + 0.3f), Colour.Hex(0xB4AC9E), 0.4f);
    }

    private static void Torii(Easel easel)
    {
        Colour red = easel.Own(0xC83A24), black = Colour.Hex(0x2A2526);
        for (int i = -1; i <= 1; i += 2)
        {
            easel.Solid(easel.Poly(i * 2.9f - 0.34f, 0, i * 2.6f - 0.27f, 6.1f, i * 2.6f + 0.27f, 6.1f, i * 2.9f + 0.34f, 0),
                red, 0.1f);
            easel.Solid(easel.Rect(i * 2.9f - 0.46f, 0, i * 2.9f + 0.46f, 0.7f, 0.08f), black, 0.08f);
        }
        easel.Solid(easel.Rect(-3.5f, 4.5f, 3.5f, 5), red, 0.1f);
        easel.Solid(easel.Rect(-0.3f, 5, 0.3f, 6), red, 0.05f);
        easel.Solid(easel.Smooth(-4, 6.5f, -2, 6.12f, 0, 6.04f, 2, 6.12f, 4, 6.5f, 3.9f, 6.85f, 2, 6.6f, 0, 6.54f, -2, 6.6f,
            -3.9f, 6.85f), red, 0.12f);
        easel.Solid(easel.Smooth(-4.2f, 6.8f, -2, 6.55f, 0, 6.5f, 2, 6.55f, 4.2f, 6.8f, 4.15f, 7.15f, 2, 6.86f, 0, 6.8f, -2,
            6.86f, -4.15f, 7.15f), black, 0.15f);
        for (int i = 0; i < 8; i++)
        {
            float x = -2.1f + i * 0.6f, sag = 4.45f - MathF.Sin((i + 0.5f) / 8 * MathF.PI) * 0.35f;
            easel.Line(Colour.Hex(0xE8D8B0), 0.7f, 0.13f, x, sag, x + 0.6f, 4.45f - MathF.Sin((i + 1.5f) / 8 * MathF.PI) * 0.35f);
        }
        for (int i = 0; i < 3; i++)
        {
            float x = -1.2f + i * 1.2f;
            easel.Flat(easel.Poly(x - 0.14f, 4.1f, x + 0.14f, 4.1f, x + 0.02f, 3.75f, x + 0.2f, 3.4f, x - 0.12f, 3.65f),
                Colour.Hex(0xF6F4EE), 0.8f);
        }
    }

    private static void Pagoda(Easel easel)
    {
        Colour wood = easel.Own(0x9E3E2C), tiles = Colour.Hex(0x454E58);
        easel.Wall(easel.Rect(-5.6f, 0, 5.6f, 1.2f), Colour.Hex(0x98918A), 0.2f);
        float y = 1.2f, half = 4;
        for (int tier = 0; tier < 5; tier++)
        {
            float high = tier == 0 ? 3.4f : 2.2f;
            easel.Wall(easel.Rect(-half, y, half, y + high), Colour.Hex(0xEDE4D2), 0.1f);
            for (int i = 0; i < 4; i++)
            {
                float x = (i / 3f * 2 - 1) * half * 0.95f;
                easel.Solid(easel.Rect(x - 0.17f, y, x + 0.17f, y + high), wood, 0);
            }
            easel.Window(-half * 0.26f, y + high * 0.15f, half * 0.26f, y + high * 0.85f, 0.85f, shines: true);
            easel.Line(wood, 0.6f, 0.18f, -half - 0.5f, y + high * 0.3f, half + 0.5f, y + high * 0.3f);
            Masonry.CurvedRoof(easel, 0, half + 3 - tier * 0.15f, y + high, tier == 4 ? 2.9f : 2.2f,
                tier == 4 ? 0.5f : half * 0.72f, tiles);
            y += high + (tier == 4 ? 2.8f : 1.65f);
            half *= 0.9f;
        }
        var bronze = Colour.Hex(0xA88A48);
        easel.Line(bronze, 0.8f, 0.2f, 0, y - 0.2f, 0, 32.2f);
        for (int i = 0; i < 7; i++) easel.Flat(easel.Oval(0, y + 0.6f + i * 0.75f, 0.75f - i * 0.07f, 0.16f), bronze, 0.75f);
        easel.Solid(easel.Oval(0, 32.3f, 0.3f, 0.45f), bronze);
    }

    private static void Church(Easel easel)
    {
        Colour wall = easel.OwnOf(0xEDE6D8, 0xC8B8A0, 0xB4ACA4), slate = Colour.Hex(0x4C5460);
        SKPath nave = easel.Rect(-9.8f, 0, 3.4f, 7.6f);
        easel.Wall(nave, wall, -0.3f);
        Masonry.Stones(easel, nave, wall, 0.9f, 0.15f);
        Masonry.Roof(easel, easel.Poly(-10.2f, 7.3f, -8.6f, 12.2f, 3.4f, 12.2f, 3.4f, 7.3f), slate, 0.6f);
        for (int i = 0; i < 4; i++) Arch(easel, -8.4f + i * 2.9f, 2.2f, 1.2f, 3.8f);
        SKPath tower = easel.Rect(3, 0, 9.4f, 16);
        easel.Wall(tower, wall, 0.5f);
        Masonry.Stones(easel, tower, wall, 0.9f, 0.15f);
        easel.Flat(easel.Rect(2.8f, 15.6f, 9.6f, 16.2f), wall.Times(0.85f), 0.7f);
        Masonry.Spire(easel, 6.2f, 3.7f, 16.2f, 26.4f, slate);
        easel.Line(Colour.Hex(0xD8B860), 0.9f, 0.22f, 6.2f, 26.2f, 6.2f, 28.7f);
        easel.Line(Colour.Hex(0xD8B860), 0.9f, 0.22f, 5.5f, 27.9f, 6.9f, 27.9f);
        Arch(easel, 6.2f, 11.6f, 1.5f, 2.9f);
        SKPath rose = easel.Oval(6.2f, 8.2f, 1.3f, 1.3f);
        easel.Flat(rose, Colour.Hex(0x34465C), 0.6f);
        float lamp = Math.Clamp((easel.Darkness - 0.3f) * 3, 0, 1);
        for (int i = 0; i < 8; i++)
        {
            (float sin, float cos) = MathF.SinCos(i * MathF.PI / 4);
            Colour glass = i % 2 == 0 ? Colour.Hex(0xE85A4A) : Colour.Hex(0x5A9AE8);
            if (lamp > 0)
                easel.Shine(easel.Oval(6.2f + cos * 0.75f, 8.2f + sin * 0.75f, 0.34f, 0.34f),
                    glass.Mix(Colour.Hex(0xFFE0A0), 0.4f), lamp);
            easel.Line(wall, 0.6f, 0.1f, 6.2f, 8.2f, 6.2f + cos * 1.3f, 8.2f + sin * 1.3f);
        }
        Masonry.Door(easel, 6.2f, 0, 2.4f, 4.6f, Colour.Hex(0x5A3C26));
    }

    private static void Arch(Easel easel, float x, float bottom, float width, float height)
    {
        easel.Window(x - width / 2, bottom, x + width / 2, bottom + height * 0.72f, 0.9f, shines: true);
        SKPath top = easel.Poly(x - width / 2, bottom + height * 0.7f, x - width * 0.36f, bottom + height * 0.88f, x,
            bottom + height, x + width * 0.36f, bottom + height * 0.88f, x + width / 2, bottom + height * 0.7f);
        float lamp = Math.Clamp((easel.Darkness - 0.3f) * 3, 0, 1);
        easel.Flat(top, Colour.Hex(0x52667A), 0.5f);
        if (lamp > 0) easel.Shine(top, Colour.Hex(0xFFD890), lamp);
    }

    private static void Mosque(Easel easel)
    {
        Colour wall = easel.Own(0xEEE8DC),
            dome = easel.Tint is null ? Colour.Hex(easel.Chance(0.5f) ? 0x4A90A0 : 0xD8B868) : wall;
        foreach (float x in new[] { -17.6f, 17.6f })
        {
            easel.Solid(easel.Rect(x - 1, 0, x + 1, 23), wall, 0);
            easel.Solid(easel.Rect(x - 1.5f, 15, x + 1.5f, 16), wall, 0.1f);
            easel.Solid(easel.Rect(x - 1.4f, 22.4f, x + 1.4f, 23.3f), wall, 0.1f);
            Masonry.Spire(easel, x, 1.2f, 23.3f, 29.4f, dome);
            easel.Window(x - 0.3f, 18, x + 0.3f, 19.4f, 1, shines: true);
        }
        easel.Wall(easel.Rect(-14, 0, 14, 9), wall, 0.1f);
        Dome(easel, -9.6f, 3.6f, 9, dome);
        Dome(easel, 9.6f, 3.6f, 9, dome);
        easel.Wall(easel.Rect(-7, 9, 7, 13), wall, 0.2f);
        Dome(easel, 0, 7.2f, 13, dome);
        for (int i = -2; i <= 2; i++) Arch(easel, i * 2.6f, 9.7f, 1.1f, 2.4f);
        easel.Wall(easel.Rect(-4, 0, 4, 10.4f), wall.Times(1.03f), 0.3f);
        easel.Flat(easel.Poly(-2.7f, 0, -2.7f, 5.6f, -1.6f, 7.6f, 0, 8.8f, 1.6f, 7.6f, 2.7f, 5.6f, 2.7f, 0),
            Colour.Hex(0x3C5A6A), 0.5f);
        Arch(easel, 0, 0, 2.6f, 5.6f);
        for (int i = 0; i < 6; i++) Arch(easel, (i < 3 ? -12.4f : 5.9f) + i % 3 * 3.2f, 1.4f, 1.5f, 5);
    }

    private static void Dome(Easel easel, float x, float half, float bottom, Colour colour)
    {
        easel.Solid(easel.Smooth(
            x - half * 0.92f, bottom, x - half, bottom + half * 0.4f, x - half * 0.82f, bottom + half * 0.95f, x - half * 0.32f,
            bottom + half * 1.38f, x, bottom + half * 1.72f, x + half * 0.32f, bottom + half * 1.38f, x + half * 0.82f,
            bottom + half * 0.95f, x + half, bottom + half * 0.4f, x + half * 0.92f, bottom), colour, 0.04f);
        easel.Line(Colour.Hex(0xD8B860), 0.9f, half * 0.06f, x, bottom + half * 1.6f, x, bottom + half * 2.2f);
        easel.Spot(x, bottom + half * 2.1f, half * 0.09f, half * 0.09f, Colour.Hex(0xD8B860), 0.9f);
    }

    // A seated Buddha, as it is known from Kamakura.
    private static void Statue(Easel easel)
    {
        Colour bronze = easel.Own(0x6E8A78), stone = Colour.Hex(0x9C958A);
        easel.Wall(easel.Rect(-3.6f, 0, 3.6f, 1.6f), stone, 0.2f);
        easel.Wall(easel.Rect(-3.2f, 1.6f, 3.2f, 2.3f), stone, 0.3f);
        easel.Solid(easel.Smooth(-1.9f, 6, -2.2f, 9, -1.2f, 10.4f, 0, 10.7f, 1.2f, 10.4f, 2.2f, 9, 1.9f, 6, 1.8f, 3.4f, -1.8f,
            3.4f), bronze);
        easel.Solid(easel.Tube(-1.9f, 9, 0.62f, -2.5f, 6.6f, 0.6f, -1.4f, 5.2f, 0.5f, -0.2f, 4.7f, 0.4f), bronze);
        easel.Solid(easel.Tube(1.9f, 9, 0.62f, 2.5f, 6.6f, 0.6f, 1.4f, 5.2f, 0.5f, 0.2f, 4.7f, 0.4f), bronze);
        easel.Solid(easel.Smooth(-3.4f, 3, -2.6f, 4.5f, 0, 4.2f, 2.6f, 4.5f, 3.4f, 3, 2.4f, 2.3f, -2.4f, 2.3f), bronze);
        for (int i = 0; i < 5; i++)
            easel.Line(bronze.Times(0.6f), 0.4f, 0.1f, -1.3f + i * 0.5f, 10 - i * 0.5f, -0.7f + i * 0.3f, 7.4f,
                -1.2f + i * 0.6f, 5.2f);
        easel.Flat(easel.Rect(-0.5f, 10.2f, 0.5f, 11), bronze, 0.4f);
        easel.Solid(easel.Smooth(-1.1f, 12, -0.95f, 11, 0, 10.4f, 0.95f, 11, 1.1f, 12, 0.9f, 13, 0, 13.3f, -0.9f, 13), bronze);
        easel.Solid(easel.Smooth(-1.12f, 12.3f, -1, 13, -0.4f, 13.4f, 0, 13.8f, 0.4f, 13.4f, 1, 13, 1.12f, 12.3f, 0, 12.6f),
            bronze.Times(0.72f));
        easel.Line(bronze.Times(0.5f), 0.4f, 0.09f, -0.65f, 11.9f, -0.2f, 11.8f);
        easel.Line(bronze.Times(0.5f), 0.4f, 0.09f, 0.65f, 11.9f, 0.2f, 11.8f);
        easel.Line(bronze.Times(0.5f), 0.4f, 0.09f, -0.3f, 11.05f, 0.3f, 11.05f);
    }
}
