using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Figures.Drawing;
using Understudy.MediaEngine.Scenes.Figures.Things;

namespace Understudy.MediaEngine.Scenes.Figures.Buildings;

/// <summary>Castles, towers, and what time left of them.</summary>
internal static class Castles
{
    /// <summary>By concept.</summary>
    public static readonly Dictionary<string, Drawn> All = new()
    {
        ["castle"] = new(46, 41, Castle) { IsLively = true },
        ["japanese-castle"] = new(38, 35, JapaneseCastle),
        ["tower"] = new(9.4f, 28, Tower),
        ["ruin"] = new(26, 11, Ruin),
        ["pyramid"] = new(90, 46, Pyramid),
    };

    private static void Castle(Easel easel)
    {
        Colour stone = easel.OwnOf(0xB8AC98, 0xA8A8A4, 0xC4B49A), slate = Colour.Hex(easel.Chance(0.5f) ? 0x4A5A78 : 0x8A4A3A);
        RoundTower(easel, -6.5f, 2.2f, 27, stone, slate);
        RoundTower(easel, 7, 2.4f, 23, stone, slate);
        SKPath keep = easel.Rect(-5.5f, 0, 5.5f, 22);
        easel.Wall(keep, stone, 0.1f);
        Masonry.Stones(easel, keep, stone, 1.3f, 0.25f);
        Masonry.Battlements(easel, -5.8f, 5.8f, 22, 1, stone);
        RoundTower(easel, 0, 2.3f, 29, stone, slate);
        for (int row = 0; row < 3; row++)
            for (int i = -1; i <= 1; i += 2) Slit(easel, i * 3.6f, 10 + row * 3.6f);
        SKPath wall = easel.Rect(-19, 0, 19, 9);
        easel.Wall(wall, stone.Times(0.96f), -0.15f);
        Masonry.Stones(easel, wall, stone, 1.4f, 0.28f);
        Masonry.Battlements(easel, -19, 19, 9, 1.1f, stone);
        RoundTower(easel, -19, 3, 15.5f, stone, slate);
        RoundTower(easel, 19, 3, 15.5f, stone, slate);
        SKPath gate = easel.Rect(-4, 0, 4, 12);
        easel.Wall(gate, stone, 0.2f);
        Masonry.Stones(easel, gate, stone, 1.2f, 0.3f);
        Masonry.Battlements(easel, -4.3f, 4.3f, 12, 1, stone);
        Masonry.Door(easel, 0, 0, 3.6f, 5.8f, Colour.Hex(0x3A2A20));
        Slit(easel, -2.6f, 8.4f);
        Slit(easel, 2.6f, 8.4f);
    }

    private static void RoundTower(Easel easel, float x, float half, float top, Colour stone, Colour slate)
    {
        Masonry.Tower(easel, x, half, 0, top, stone);
        Masonry.Spire(easel, x, half * 1.3f, top + half * 0.4f, top + half * 3.6f, slate);
        Flags.Pennant(easel, x, top + half * 3.6f, half * 0.9f, Colour.Hex(0xC8402E));
        Slit(easel, x, top - half * 1.6f);
        Slit(easel, x + half * 0.2f, top * 0.5f);
    }

    private static void Slit(Easel easel, float x, float y) => easel.Window(x - 0.34f, y, x + 0.34f, y + 1.5f, 0.6f,
        shines: true);

    private static void JapaneseCastle(Easel easel)
    {
        Colour plaster = easel.Own(0xF2EFE6), tiles = Colour.Hex(0x4E5A66), stone = Colour.Hex(0x8C857C);
        SKPath foot = easel.Smooth(-18.6f, 0.02f, -16.6f, 2, -14.2f, 7.9f, -13.6f, 8, 13.6f, 8, 14.2f, 7.9f, 16.6f, 2, 18.6f,
            0.02f, 0, 0);
        easel.Solid(foot, stone, 0.02f);
        Masonry.Stones(easel, foot, stone, 1.9f, 0.75f);
        float y = 8, half = 12.4f;
        for (int tier = 0; tier < 4; tier++)
        {
            float high = 4.3f - tier * 0.45f;
            SKPath wall = easel.Rect(-half, y, half, y + high);
            easel.Wall(wall, plaster, 0.1f);
            easel.Flat(easel.Rect(-half, y, half, y + high * 0.3f), Colour.Hex(0x4A3A30), 0.5f);
            int windows = 5 - tier;
            for (int i = 0; i < windows; i++)
            {
                float x = (i - (windows - 1) / 2f) * half * 1.6f / windows;
                easel.Window(x - 0.7f, y + high * 0.42f, x + 0.7f, y + high * 0.76f, 0.7f, shines: i == windows / 2);
            }
            Masonry.CurvedRoof(easel, 0, half + 2.6f, y + high, tier == 3 ? 4.6f : 3, tier == 3 ? half * 0.6f : half * 0.86f,
                tiles);
            if (tier is 0 or 2)
            {
                easel.Solid(easel.Poly(-half * 0.42f, y + high + 0.5f, 0, y + high + 3.4f, half * 0.42f, y + high + 0.5f),
                    tiles.Times(0.85f), 0.08f);
                easel.Flat(easel.Poly(-half * 0.28f, y + high + 0.6f, 0, y + high + 2.5f, half * 0.28f, y + high + 0.6f),
                    plaster, 0.7f);
            }
            y += high + (tier == 3 ? 4.6f : 1.9f);
            half *= 0.76f;
        }
        for (int i = -1; i <= 1; i += 2)
            easel.Flat(easel.Tube(i * 3.1f, y - 0.3f, 0.3f, i * 3.5f, y + 0.4f, 0.26f, i * 3.1f, y + 1, 0.08f),
                Colour.Hex(0xD8B04A), 0.8f);
    }

    private static void Tower(Easel easel)
    {
        Colour stone = easel.OwnOf(0xB0A490, 0x9C9C98);
        SKPath foot = easel.Poly(-4.3f, 0, -3.4f, 4, 3.4f, 4, 4.3f, 0);
        easel.Solid(foot, stone, 0);
        Masonry.Tower(easel, 0, 3.4f, 1, 21, stone);
        Masonry.Stones(easel, foot, stone, 1.5f, 0.4f);
        Masonry.Spire(easel, 0, 3.2f, 22.4f, 27, Colour.Hex(0x6A4038));
        for (int i = 0; i < 4; i++) Slit(easel, i % 2 * 2 - 1, 5 + i * 3.6f);
        Masonry.Door(easel, 0, 0, 2, 3.4f, Colour.Hex(0x4A3424));
    }

    private static void Ruin(Easel easel)
    {
        Colour stone = easel.Own(0xC4B8A0);
        easel.Wall(easel.Rect(-12.4f, 0, 12.4f, 0.7f), stone, 0.2f);
        easel.Wall(easel.Rect(-11.6f, 0.7f, 11.6f, 1.4f), stone, 0.3f);
        for (int i = 0; i < 6; i++)
        {
            float x = -9.5f + i * 3.8f, top = i is 1 or 2 or 3 ? 8.4f : easel.Between(2.6f, 7.4f);
            SKPath shaft = easel.Poly(x - 0.72f, 1.4f, x - 0.6f, top, x - 0.1f, top + (i is 1 or 2 or 3 ? 0 : 0.5f), x + 0.6f,
                top - 0.2f, x + 0.72f, 1.4f);
            easel.Solid(shaft, stone, 0.08f);
            using (easel.Within(shaft))
            {
                for (int line = -2; line <= 2; line++)
                    easel.Line(stone.Times(0.6f), 0.4f, 0.09f, x + line * 0.27f, 1.4f, x + line * 0.24f, top);
            }
            if (i is 1 or 2 or 3) easel.Wall(easel.Rect(x - 1, 8.3f, x + 1, 9), stone, 0.3f);
        }
        SKPath beam = easel.Poly(-6.9f, 9, -6.8f, 10.4f, -3, 10.6f, 0.4f, 10.3f, 2.3f, 9.9f, 3.1f, 9);
        easel.Wall(beam, stone, 0.3f);
        Masonry.Stones(easel, beam, stone, 1.6f, 0.4f);
        for (int i = 0; i < 9; i++)
        {
            float x = easel.Between(-11.6f, 11.4f), size = easel.Between(0.4f, 1);
            easel.Solid(easel.Poly(x - size, 0, x - size * 0.8f, size * 0.7f, x + size * 0.3f, size * 0.9f, x + size, 0.05f),
                stone.Times(0.92f), 0.06f);
        }
        for (int i = 0; i < 260; i++)
        {
            float x = easel.Between(-11, 11), y = easel.Between(0, 1) * easel.Between(0, 3.4f);
            easel.Spot(x, 0.2f + y, 0.2f, 0.18f, Colour.Hex(0x5A7A3A), easel.Between(0.2f, 0.9f), MathF.Max(0, 0.8f - y * 0.2f));
        }
    }

    private static void Pyramid(Easel easel)
    {
        Colour sand = easel.Own(0xD8B478);
        SKPath front = easel.Poly(-44, 0, -6, 45, 16, 0), side = easel.Poly(16, 0, -6, 45, 44, 0);
        easel.Wall(front, sand, -0.7f);
        easel.Wall(side, sand, 0.7f);
        foreach (SKPath face in new[] { front, side })
        {
            using (easel.Within(face))
            {
                for (float y = 0.6f; y < 44; y += 1.15f) easel.Line(sand.Times(0.72f), 0.45f, 0.16f, -44, y, 44, y);
                for (int i = 0; i < 220; i++)
                {
                    float y = (int)easel.Between(0, 38) * 1.15f + 0.6f, x = easel.Between(-44, 44);
                    easel.Flat(easel.Rect(x, y, x + easel.Between(1, 2.2f), y + 1.1f), sand.Times(easel.Between(0.75f, 1.15f)),
                        0.6f, 0.3f);
                }
            }
        }
    }
}
