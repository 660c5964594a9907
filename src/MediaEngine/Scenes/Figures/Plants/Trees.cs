using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Figures.Drawing;

namespace Understudy.MediaEngine.Scenes.Figures.Plants;

/// <summary>Trees with crowns of leaves, and one that has lost them.</summary>
internal static class Trees
{
    /// <summary>By concept.</summary>
    public static readonly Dictionary<string, Drawn> All = new()
    {
        ["tree"] = new(8.6f, 9, easel => Leafy(easel, Tones(easel, 0x1E3F1C, 0x4E8A36, 0xA6CC5A), 1)),
        ["cherry-blossom"] = new(8.6f, 7.4f, easel => Leafy(easel, Tones(easel, 0xB0648C, 0xF2A9C6, 0xFFE6EF), 0.82f)),
        ["maple"] = new(8.6f, 8.4f, easel => Leafy(easel, MapleTones(easel), 0.93f)),
        ["birch"] = new(4.6f, 11, Birch),
        ["willow"] = new(8.6f, 7.6f, Willow),
        ["dead-tree"] = new(8, 8, Bare),
    };

    private static (Colour Dark, Colour Mid, Colour Bright) Tones(Easel easel, int dark, int mid, int bright)
    {
        float other = easel.Between(-0.06f, 0.06f);
        if (easel.Tint is { } tint) return (tint.Times(0.5f), tint, tint.Mix(Colour.White, 0.35f));
        Colour shift = new(1 + other, 1, 1 - other);
        return (By(Colour.Hex(dark), shift), By(Colour.Hex(mid), shift), By(Colour.Hex(bright), shift));
    }

    private static Colour By(Colour own, Colour by) => new(own.R * by.R, own.G * by.G, own.B * by.B);

    private static (Colour Dark, Colour Mid, Colour Bright) MapleTones(Easel easel) => easel.Below(3) switch
    {
        0 => Tones(easel, 0x7A1A14, 0xD6402A, 0xFF9A54),
        1 => Tones(easel, 0x8A3A10, 0xE8761E, 0xFFC25A),
        _ => Tones(easel, 0x6E1420, 0xC02A30, 0xF46A44),
    };

    private static void Leafy(Easel easel, (Colour, Colour, Colour) tones, float tall)
    {
        List<SKPoint> tips = Foliage.Branches(easel, Colour.Hex(0x6A4E3A), 2.3f * tall, 0.24f, 0.62f, 4);
        // A crown keeps its round shape, wherever its branches went.
        float height = 9 * tall;
        for (int i = 0; i < tips.Count; i++)
        {
            tips[i] = new SKPoint(
                Math.Clamp(tips[i].X, -3.1f, 3.1f), Math.Clamp(tips[i].Y, height * 0.36f, height * 0.87f));
        }
        for (int i = 0; i < 10; i++)
        {
            float around = i * 0.7f;
            tips.Add(new SKPoint(MathF.Sin(around) * 2.3f, height * 0.64f + MathF.Cos(around) * height * 0.2f));
        }
        Foliage.Crown(easel, tips, 1.05f, 0.13f, tones);
    }

    private static void Birch(Easel easel)
    {
        float lean = easel.Between(-0.3f, 0.3f);
        SKPath trunk = easel.Tube(0, 0.1f, 0.19f, lean * 0.4f, 4, 0.14f, lean, 10, 0.04f);
        List<SKPoint> tufts = [];
        for (int i = 0; i < 26; i++)
        {
            float up = 3.4f + i * 0.27f, reach = 1.6f * MathF.Sin(MathF.PI * Math.Clamp((up - 2.2f) / 9, 0,
                1)) * easel.Between(0.4f, 1);
            float x = lean * up / 10 + (i % 3 - 1) * reach;
            easel.Line(Colour.Hex(0x8A8078), 0.4f, 0.045f, lean * up / 10, up - 0.7f, x, up);
            tufts.Add(new SKPoint(x, Math.Min(up, 10.2f)));
        }
        easel.Solid(trunk, Colour.Hex(0xF0ECE2), 0.1f);
        using (easel.Within(trunk))
        {
            for (int i = 0; i < 46; i++)
            {
                float up = easel.Between(0, 9.5f);
                easel.Spot(lean * up / 10 + easel.Between(-0.17f, 0.17f), up, easel.Between(0.04f, 0.13f),
                    easel.Between(0.015f, 0.05f), Colour.Hex(0x3A3632), 0.5f, 0.85f);
            }
        }
        Foliage.Crown(easel, tufts, 0.72f, 0.09f, Tones(easel, 0x4A6A28, 0x8CB048, 0xD8E48A), 2200);
    }

    private static void Willow(Easel easel)
    {
        List<SKPoint> tips = Foliage.Branches(easel, Colour.Hex(0x5E4C3C), 2.2f, 0.3f, 0.7f, 3);
        (Colour dark, Colour mid, Colour bright) = Tones(easel, 0x2E4A20, 0x7A9E40, 0xCCDC80);
        List<SKPoint> tops = [];
        for (int i = 0; i < 34; i++)
        {
            float around = i / 33f * MathF.PI;
            tops.Add(new SKPoint(-MathF.Cos(around) * 3.3f + easel.Between(-0.3f, 0.3f), 4.6f + MathF.Sin(around) * 2.2f));
        }
        Foliage.Crown(easel, [.. tips.Select(tip => new SKPoint(Math.Clamp(tip.X, -2.8f, 2.8f), Math.Clamp(tip.Y, 4, 6.4f))),
            .. tops], 0.6f, 0.1f, (dark, mid, bright), 1500);
        int strands = (int)Math.Clamp(easel.Pixels * 3.5f, 90, 700);
        for (int i = 0; i < strands; i++)
        {
            SKPoint top = tops[easel.Below(tops.Count)];
            float x = top.X * easel.Between(0.25f, 1.12f), y = top.Y - easel.Between(0, 0.8f),
                end = MathF.Max(easel.Between(0.5f, 2.4f), y - 5.4f);
            float sway = x * 0.05f + easel.Between(-0.2f, 0.2f),
                lit = Math.Clamp(0.5f + easel.Side * x / 5 + easel.Between(-0.25f, 0.25f), 0.1f, 1);
            easel.Line(dark.Mix(lit > 0.55f ? bright : mid, lit), lit, easel.Between(0.025f, 0.075f), x, y, x + sway * 0.7f,
                y * 0.7f + end * 0.3f, x + sway, y * 0.3f + end * 0.7f, x + sway * 0.8f, end);
        }
    }

    private static void Bare(Easel easel)
    {
        Colour bark = easel.Own(0x6E6258);
        using (easel.At(0, 0, scale: 0.96f)) Foliage.Branches(easel, bark, 2.3f, 0.3f, 0.55f, 6);
    }
}
