using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Figures.Drawing;

namespace Understudy.MediaEngine.Scenes.Figures.Plants;

/// <summary>Trees without a crown of leaves: pines, palms, bamboo, cacti.</summary>
internal static class Evergreens
{
    /// <summary>By concept.</summary>
    public static readonly Dictionary<string, Drawn> All = new()
    {
        ["pine"] = new(5.6f, 12, Pine) { Variety = 0.25f },
        ["palm"] = new(8, 9, Palm) { Variety = 0.18f },
        ["palm/swaying"] = new(8, 9, Palm) { IsLively = true, Variety = 0.18f },
        ["bamboo"] = new(5, 9.4f, Bamboo),
        ["cactus"] = new(2.7f, 4, Cactus) { Variety = 0.25f },
        ["fern"] = new(1.5f, 0.84f, Fern) { Variety = 0.2f },
        ["mushroom"] = new(0.42f, 0.34f, Mushroom) { Variety = 0.2f },
        ["seaweed"] = new(2, 3.8f, Seaweed) { Footing = Footing.Underwater, IsLively = true, Variety = 0.25f },
        ["christmas"] = new(5.6f, 10.4f, ChristmasTree) { IsLively = true },
    };

    private static void Needles(Easel easel, float height, Colour dark, Colour bright)
    {
        easel.Solid(easel.Rect(-0.16f, 0, 0.16f, height * 0.3f), Colour.Hex(0x5A4232), 0);
        int tiers = 11, perTier = (int)Math.Clamp(easel.Pixels * 0.35f, 7, 46);
        for (int tier = 0; tier < tiers; tier++)
        {
            float t = tier / (float)tiers, y = height * (0.1f + 0.86f * t), half = height * 0.225f * MathF.Pow(1 - t,
                0.85f) * easel.Between(0.86f, 1.06f) + 0.08f;
            float drop = height * 0.86f / tiers * 1.5f;
            easel.Flat(easel.Poly(-half * 0.9f, y - drop * 0.25f, 0, y + drop, half * 0.9f, y - drop * 0.25f, 0, y), dark, 0.2f);
            for (int i = 0; i < perTier; i++)
            {
                float across = (i / (perTier - 1f) * 2 - 1) * easel.Between(0.82f, 1), x = across * half;
                float lit = Math.Clamp(0.42f + across * easel.Side * 0.45f + easel.Between(-0.2f, 0.25f) + t * 0.1f, 0.05f, 1);
                float endY = y - drop * easel.Between(0.15f, 0.5f) * (0.4f + MathF.Abs(across));
                easel.Flat(
                    easel.Tube(x * 0.25f, y + drop * easel.Between(0.3f, 0.8f), half * 0.07f, x * 0.65f, y + drop * 0.25f,
                    half * 0.085f, x, MathF.Max(endY, 0.2f), half * 0.015f), dark.Mix(bright, lit), lit);
            }
        }
        easel.Flat(easel.Poly(-0.12f, height * 0.93f, 0, height, 0.12f, height * 0.93f), dark.Mix(bright, 0.5f), 0.7f);
    }

    private static void Pine(Easel easel)
    {
        Colour own = easel.OwnOf(0x2E5A3A, 0x2A5240, 0x3A6438);
        Needles(easel, 11.8f, own.Times(0.5f), own.Times(1.35f));
    }

    private static void ChristmasTree(Easel easel)
    {
        Colour own = easel.Own(0x1E5A36);
        Needles(easel, 9.6f, own.Times(0.5f), own.Times(1.3f));
        Colour[] lamps = [Colour.Hex(0xFFD25A), Colour.Hex(0xFF5A48), Colour.Hex(0x5AB4FF), Colour.Hex(0x7AE08A),
            Colour.Hex(0xFF8AD0)];
        for (int chain = 0; chain < 6; chain++)
        {
            float y = 1.6f + chain * 1.25f, half = (9.6f - y) * 0.24f;
            for (int i = 0; i < 9 - chain; i++)
            {
                float t = i / (8f - chain), x = (t * 2 - 1) * half, sag = y - MathF.Sin(t * MathF.PI) * 0.4f;
                Colour lamp = lamps[(i + chain) % 5];
                float blink = 0.6f + 0.4f * MathF.Sin(easel.Time * 2.6f + i * 2 + chain * 1.3f);
                easel.Halo(x, sag, 0.34f, lamp, blink * (0.25f + 0.5f * easel.Darkness));
                easel.ShineSpot(x, sag, 0.09f, 0.09f, lamp.Mix(Colour.White, 0.4f), blink);
                if ((i + chain) % 4 == 0) easel.Glow(x, sag, 1.1f, lamp);
            }
            for (int i = 0; i < 4; i++)
            {
                float x = easel.Between(-0.8f, 0.8f) * half;
                easel.Solid(easel.Oval(x, y + easel.Between(-0.5f, 0.3f), 0.15f, 0.15f), lamps[easel.Below(5)].Times(0.85f),
                    0.2f);
            }
        }
        Span<float> star = stackalloc float[20];
        for (int i = 0; i < 10; i++)
        {
            (float sin, float cos) = MathF.SinCos(i * MathF.PI / 5 + MathF.PI / 2);
            float away = i % 2 == 0 ? 0.55f : 0.22f;
            star[i * 2] = cos * away;
            star[i * 2 + 1] = 9.75f + sin * away;
        }
        easel.Halo(0, 9.75f, 0.62f, Colour.Hex(0xFFE08A), 0.7f);
        easel.Shine(easel.Poly(star), Colour.Hex(0xFFE490));
        easel.Glow(0, 9.75f, 2, Colour.Hex(0xFFE490));
        // What lies under it.
        for (int i = 0; i < 5; i++)
        {
            float x = -1.9f + i * 0.85f, size = easel.Between(0.28f, 0.42f);
            Colour paper = lamps[easel.Below(5)].Times(0.8f);
            easel.Wall(easel.Rect(x - size, 0, x + size, size * 1.3f), paper, 0.2f);
            easel.Flat(easel.Rect(x - 0.06f, 0, x + 0.06f, size * 1.3f), Colour.Hex(0xF6E8B8), 0.8f);
        }
    }

    private static void Palm(Easel easel)
    {
        float lean = easel.Between(-0.9f, 0.9f), sway = MathF.Sin(easel.Time * 1.1f + easel.Between(0, 6)) * 0.1f;
        Colour bark = Colour.Hex(0x8A6E50), own = easel.Own(0x4A8A3C);
        float topX = lean + sway, topY = 6.9f;
        SKPath trunk = easel.Tube(0, 0.2f, 0.25f, lean * 0.12f, 2.2f, 0.17f, lean * 0.48f + sway * 0.4f, 4.8f, 0.14f, topX,
            topY, 0.13f);
        for (int pass = 0; pass < 2; pass++)
        {
            for (int i = 0; i < 9; i++)
            {
                float angle = (i / 8f * 200 - 10 + easel.Between(-7, 7)) * MathF.PI / 180, extent = easel.Between(2.3f, 2.8f);
                (float sin, float cos) = MathF.SinCos(angle);
                Frond(easel, topX, topY, cos * extent, sin * extent * 0.78f, own, back: pass == 0, sway * (1 + i % 3 * 0.4f));
            }
            if (pass == 0)
            {
                easel.Solid(trunk, bark, 0.05f);
                using (easel.Within(trunk))
                {
                    for (float y = 0.2f; y < 7; y += 0.22f)
                        easel.Line(bark.Times(0.6f), 0.4f, 0.035f, -2, y - 0.04f, 2, y + 0.04f);
                }
            }
        }
        for (int i = 0; i < 3; i++)
            easel.Solid(easel.Oval(topX - 0.2f + i * 0.2f, topY - 0.15f, 0.16f, 0.18f), Colour.Hex(0x7A5630));
    }

    private static void Frond(Easel easel, float x, float y, float dx, float dy, Colour own, bool back, float sway)
    {
        float endX = x + dx + sway * 2, endY = y + dy * 0.55f - 0.75f - MathF.Abs(dx) * 0.22f, bendX = x + dx * 0.55f,
            bendY = y + MathF.Max(dy, -0.2f) * 0.75f + 0.42f;
        int leaves = (int)Math.Clamp(easel.Pixels * 0.13f, 7, 20);
        float brightness = Math.Clamp(0.5f + easel.Side * dx * 0.16f + dy * 0.1f, 0.1f, 1) * (back ? 0.55f : 1);
        for (int i = 1; i <= leaves; i++)
        {
            float t = i / (float)leaves, u = 1 - t;
            float px = u * u * x + 2 * u * t * bendX + t * t * endX, py = u * u * y + 2 * u * t * bendY + t * t * endY;
            float hang = 0.75f * MathF.Sin(MathF.PI * (0.15f + t * 0.8f)), along = MathF.Sign(dx) * 0.28f;
            easel.Line(own.Times(back ? 0.6f : 0.8f + 0.4f * u), brightness, 0.06f, px, py, px + along, py - hang);
            easel.Line(own.Times(back ? 0.7f : 1.1f), Math.Min(1, brightness * 1.2f), 0.055f, px, py, px + along * 1.5f,
                py + hang * 0.22f);
        }
        easel.Line(own.Times(0.9f), brightness, 0.05f, x, y, (x + 2 * bendX + endX) / 4, (y + 2 * bendY + endY) / 4, endX, endY);
    }

    private static void Bamboo(Easel easel)
    {
        Colour own = easel.Own(0x6E9A48);
        for (int i = 0; i < 12; i++)
        {
            float x = easel.Between(-1.9f, 1.9f), lean = easel.Between(-0.35f, 0.35f), top = easel.Between(7, 9),
                half = easel.Between(0.05f, 0.085f), back = i / 12f;
            Colour stem = own.Times(0.6f + 0.5f * back);
            SKPath cane = easel.Tube(x, half, half, x + lean * 0.3f, top * 0.5f, half, x + lean, top, half * 0.3f);
            easel.Solid(cane, stem, 0.1f);
            for (float y = 0.4f; y < top - 0.4f; y += 0.62f)
            {
                float at = x + lean * (y / top) * (y / top);
                easel.Line(stem.Mix(Colour.White, 0.4f), 0.8f, 0.04f, at - half, y, at + half, y);
            }
            int leaves = (int)Math.Clamp(easel.Pixels * 0.3f, 12, 44);
            for (int leaf = 0; leaf < leaves; leaf++)
            {
                float y = easel.Between(top * 0.42f, top), side = easel.Chance(0.5f) ? 1 : -1,
                    at = x + lean * (y / top) * (y / top), extent = easel.Between(0.3f, 0.62f);
                float endX = Math.Clamp(at + side * easel.Between(0.05f, 0.55f), -2.4f, 2.4f),
                    endY = y + easel.Between(-0.15f, 0.15f),
                    lit = Math.Clamp(0.5f + easel.Side * endX * 0.2f + easel.Between(-0.3f, 0.3f), 0.1f, 1);
                easel.Flat(easel.Smooth(endX - side * extent * 0.4f, endY + 0.06f, endX, endY - 0.04f, endX + side * 0.1f,
                    endY - extent * 0.6f, endX - side * 0.06f, endY - 0.12f), own.Times(easel.Between(0.7f, 1.3f)), lit);
            }
        }
    }

    private static void Cactus(Easel easel)
    {
        Colour own = easel.Own(0x4E8A54);
        float left = easel.Between(1.2f, 1.8f), right = easel.Between(1.4f, 2.1f);
        List<SKPath> limbs =
        [
            easel.Tube(-0.1f, left, 0.2f, -0.7f, left + 0.02f, 0.24f, -0.95f, left + 0.35f, 0.23f, -0.95f, left + 1.2f, 0.2f),
            easel.Tube(0.1f, right, 0.2f, 0.7f, right + 0.02f, 0.22f, 0.92f, right + 0.3f, 0.21f, 0.92f, right + 0.9f, 0.18f),
            easel.Tube(0, 0.3f, 0.36f, 0, 1.8f, 0.38f, 0, 3.5f, 0.32f),
        ];
        foreach (SKPath limb in limbs)
        {
            easel.Solid(limb, own, 0.08f);
            SKRect box = limb.Bounds;
            using (easel.Within(limb))
            {
                for (float x = box.Left; x < box.Right; x += 0.13f)
                {
                    easel.Line(own.Times(0.62f), 0.4f, 0.035f, x, box.Top, x, box.Bottom);
                    for (float y = box.Top; y < box.Bottom; y += 0.17f)
                        easel.Line(Colour.Hex(0xF0E8C8), 0.8f, 0.012f, x - 0.03f, y, x + 0.03f, y + 0.04f);
                }
            }
        }
        if (easel.Chance(0.6f)) easel.Solid(easel.Oval(0, 3.82f, 0.12f, 0.1f), Colour.Hex(0xF06A9A), 0.2f);
    }

    private static void Fern(Easel easel)
    {
        Colour own = easel.Own(0x4A8A3E);
        for (int i = 0; i < 13; i++)
        {
            float spread = i / 12f * 2 - 1 + easel.Between(-0.06f, 0.06f), endX = spread * 0.68f,
                endY = 0.72f - MathF.Abs(spread) * 0.42f, bendY = 0.86f - MathF.Abs(spread) * 0.3f;
            float lit = Math.Clamp(0.55f + spread * easel.Side * 0.35f + easel.Between(-0.15f, 0.15f), 0.1f, 1);
            for (int leaf = 1; leaf < 15; leaf++)
            {
                float t = leaf / 15f, u = 1 - t, x = 2 * u * t * endX * 0.4f + t * t * endX,
                    y = 2 * u * t * bendY + t * t * endY, extent = 0.15f * MathF.Sin(MathF.PI * (t * 0.85f + 0.12f));
                easel.Line(own.Times(0.7f + 0.5f * t), lit, 0.022f, x - extent * 0.5f, y + 0.03f, x, y, x + extent * 0.5f,
                    y + 0.02f);
                easel.Line(own.Times(0.9f), lit, 0.02f, x, y, x + MathF.Sign(spread) * extent * 0.6f,
                    MathF.Max(y - extent * 0.7f, 0.01f));
            }
        }
    }

    private static void Mushroom(Easel easel)
    {
        Colour cap = easel.OwnOf(0xC8302A, 0xB86A3A, 0xD89A4A);
        One(0.02f, 1);
        One(-0.13f, 0.5f);

        void One(float x, float size)
        {
            using (easel.At(x, 0, easel.Between(-5, 5), size))
            {
                easel.Solid(easel.Smooth(-0.05f, 0.005f, -0.04f, 0.1f, -0.034f, 0.2f, 0.034f, 0.2f, 0.04f, 0.1f, 0.055f, 0.005f,
                    0, 0), Colour.Hex(0xF0E8D8), 0.06f);
                easel.Flat(easel.Smooth(-0.045f, 0.15f, -0.06f, 0.12f, 0, 0.13f, 0.06f, 0.12f, 0.045f, 0.15f),
                    Colour.Hex(0xE0D4C0), 0.7f);
                easel.Flat(easel.Oval(0, 0.195f, 0.13f, 0.028f), Colour.Hex(0xD8C8B0), 0.35f);
                SKPath top = easel.Smooth(-0.165f, 0.195f, -0.14f, 0.27f, -0.06f, 0.322f, 0.06f, 0.322f, 0.14f, 0.27f, 0.165f,
                    0.195f, 0.08f, 0.205f, 0, 0.21f, -0.08f, 0.205f);
                easel.Solid(top, cap, 0.05f);
                using (easel.Within(top))
                {
                    for (int i = 0; i < 12; i++)
                        easel.Spot((i * 0.618f % 1 - 0.5f) * 0.3f, 0.22f + i * 0.37f % 1 * 0.1f, easel.Between(0.008f, 0.022f),
                            easel.Between(0.007f, 0.016f), Colour.Hex(0xF8F2E6), 0.9f);
                }
            }
        }
    }

    private static void Seaweed(Easel easel)
    {
        Colour own = easel.OwnOf(0x3E6A3A, 0x5A6A2E, 0x2E6A54);
        for (int i = 0; i < 7; i++)
        {
            float x = -0.66f + i * 0.22f, top = easel.Between(2.4f, 3.7f), phase = easel.Time * 0.9f + i * 0.7f;
            float a = MathF.Sin(phase) * 0.1f, b = MathF.Sin(phase - 0.8f) * 0.18f, c = MathF.Sin(phase - 1.6f) * 0.26f;
            Colour leaf = own.Times(0.7f + i % 3 * 0.25f);
            for (int at = 1; at < 9; at++)
            {
                float t = at / 9f, px = x + (t < 0.5f ? a * t * 2 : a + (b - a) * (t - 0.5f) * 2), side = at % 2 * 2 - 1;
                easel.Flat(easel.Smooth(px, top * t - 0.06f, px + side * 0.16f, top * t + 0.1f, px + side * 0.24f,
                    top * t + 0.3f, px, top * t + 0.08f), leaf, 0.4f + 0.4f * t);
            }
            easel.Solid(easel.Tube(x, 0.06f, 0.06f, x + a, top * 0.4f, 0.055f, x + b, top * 0.75f, 0.045f, x + c, top, 0.012f),
                leaf, 0.05f);
        }
    }
}
