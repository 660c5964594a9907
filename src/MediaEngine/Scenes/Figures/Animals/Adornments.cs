using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Figures.Drawing;

namespace Understudy.MediaEngine.Scenes.Figures.Animals;

/// <summary>What only one kind of animal has: manes, horns, wool, a trunk, a hump.</summary>
internal static class Adornments
{
    public static void HorseMane(Easel easel, Build build, SKPoint head, bool after)
    {
        if (!after) return;
        SKPoint root = new(build.Length * 0.33f, 0.98f);
        float wave = MathF.Sin(easel.Time * 4) * 0.02f;
        easel.Flat(easel.Smooth(
            head.X + 0.05f, head.Y + 0.09f, head.X - 0.06f, head.Y + 0.1f, (head.X + root.X) / 2 - 0.16f + wave,
            (head.Y + root.Y) / 2 + 0.08f, root.X - 0.08f + wave, root.Y + 0.04f, root.X - 0.02f, root.Y - 0.06f,
            (head.X + root.X) / 2 - 0.02f + wave, (head.Y + root.Y) / 2 - 0.04f, head.X - 0.01f, head.Y),
            build.Coat(easel).Times(0.45f), 0.45f);
    }

    public static void CowHorns(Easel easel, Build build, SKPoint head, bool after)
    {
        if (after)
        {
            easel.Solid(easel.Tube(head.X - 0.01f, head.Y + 0.08f, 0.022f, head.X + 0.02f, head.Y + 0.17f, 0.018f,
            head.X + 0.09f, head.Y + 0.22f, 0.006f),
                Colour.Hex(0xD8CCB0));
            return;
        }
        easel.Flat(easel.Oval(-build.Length * 0.22f, 1 - build.Chest * 1.03f, 0.1f, 0.06f), Colour.Hex(0xE0A898), 0.5f);
    }

    public static void Wool(Easel easel, Build build, SKPoint head, bool after)
    {
        Colour wool = easel.Own(0xEDE6D6);
        int tufts = after ? 60 : 0;
        for (int i = 0; i < tufts; i++)
        {
            float around = i * 2.4f, away = MathF.Sqrt((i + 0.5f) / tufts);
            float x = MathF.Cos(around) * away * build.Length * 0.55f - 0.02f, y = 0.76f + MathF.Sin(around) * away * 0.29f;
            float lit = Math.Clamp(0.55f + (y - 0.76f) * 1.3f + easel.Side * x * 0.5f, 0.12f, 1);
            easel.Spot(x, y, 0.105f, 0.095f, wool.Times(0.96f), lit);
            easel.Spot(x + 0.02f * easel.Side, y + 0.025f, 0.06f, 0.05f, wool, Math.Min(1, lit + 0.1f));
        }
        if (after) easel.Spot(head.X - 0.01f, head.Y + 0.09f, 0.1f, 0.07f, wool, 0.8f);
    }

    public static void Antlers(Easel easel, Build build, SKPoint head, bool after)
    {
        var horn = Colour.Hex(0x8A6A48);
        float dim = after ? 0.7f : 0.3f, shift = after ? -0.02f : 0.06f;
        using (easel.At(head.X + shift, head.Y + 0.06f, after ? 6 : -6))
        {
            easel.Flat(easel.Tube(0, 0, 0.024f, -0.1f, 0.2f, 0.02f, -0.06f, 0.42f, 0.016f, 0.06f, 0.56f, 0.006f), horn, dim);
            easel.Flat(easel.Tube(-0.02f, 0.04f, 0.016f, 0.09f, 0.1f, 0.013f, 0.13f, 0.2f, 0.004f), horn, dim);
            easel.Flat(easel.Tube(-0.1f, 0.22f, 0.016f, 0.02f, 0.28f, 0.013f, 0.06f, 0.38f, 0.004f), horn, dim);
            easel.Flat(easel.Tube(-0.06f, 0.4f, 0.014f, -0.13f, 0.5f, 0.012f, -0.13f, 0.6f, 0.004f), horn, dim);
        }
    }

    public static void WhiteTailTip(Easel easel, Build build, SKPoint head, bool after)
    {
        if (after)
            easel.Flat(easel.Smooth(head.X - 0.1f, head.Y - 0.06f, head.X - 0.14f, head.Y - 0.26f, head.X - 0.04f,
                head.Y - 0.2f), Colour.Hex(0xF4E8DA), 0.6f);
    }

    public static void TrunkAndTusks(Easel easel, Build build, SKPoint head, bool after)
    {
        if (!after) return;
        Colour hide = build.Coat(easel);
        float sway = MathF.Sin(easel.Time * 1.1f) * 0.05f, flap = MathF.Sin(easel.Time * 1.7f) * 0.03f;
        easel.Solid(easel.Tube(
            head.X + 0.14f, head.Y - 0.06f, 0.12f, head.X + 0.25f, head.Y - 0.28f, 0.08f, head.X + 0.25f + sway, head.Y - 0.52f,
            0.05f, head.X + 0.34f + sway * 1.5f, head.Y - 0.66f, 0.035f), hide, 0.08f);
        easel.Solid(easel.Tube(head.X + 0.13f, head.Y - 0.2f, 0.026f, head.X + 0.26f, head.Y - 0.34f, 0.02f, head.X + 0.4f,
            head.Y - 0.3f, 0.006f), Colour.Hex(0xEFE6D0));
        easel.Solid(easel.Smooth(
            head.X + 0.02f, head.Y + 0.12f, head.X - 0.16f + flap, head.Y + 0.16f, head.X - 0.3f + flap, head.Y - 0.02f,
            head.X - 0.22f + flap, head.Y - 0.26f, head.X - 0.06f, head.Y - 0.24f, head.X + 0.03f, head.Y - 0.08f),
            hide.Times(0.92f), 0.06f);
    }

    public static void GiraffeNeck(Easel easel, Build build, SKPoint head, bool after)
    {
        if (!after) return;
        SKPoint root = new(build.Length * 0.35f, 0.9f);
        for (int i = 0; i < 16; i++)
        {
            float t = i / 16f, x = root.X + (head.X - root.X) * t, y = root.Y + (head.Y - root.Y) * t,
                size = 0.042f * (1 - t * 0.55f);
            easel.Flat(Markings.Blob(easel, x + (i % 2 * 2 - 1) * size * 0.9f, y, size), Colour.Hex(0x8A5224), 0.6f, 0.9f);
        }
        easel.Flat(easel.Tube(head.X - 0.01f, head.Y + 0.04f, 0.01f, head.X - 0.02f, head.Y + 0.1f, 0.014f),
            Colour.Hex(0x5A3A20), 0.6f);
    }

    public static void LionMane(Easel easel, Build build, SKPoint head, bool after)
    {
        if (after) return;
        var mane = Colour.Hex(0x7A4820);
        for (int i = 0; i < 90; i++)
        {
            float around = i * 2.4f, away = MathF.Sqrt((i + 0.5f) / 90);
            float x = head.X - 0.08f + MathF.Cos(around) * away * 0.25f, y = head.Y - 0.06f + MathF.Sin(around) * away * 0.3f;
            easel.Flat(easel.Tube(x, y, 0.035f, x - 0.05f, y - 0.08f, 0.008f), mane.Times(easel.Between(0.75f, 1.3f)),
                Math.Clamp(0.5f + (y - head.Y), 0.1f, 1));
        }
    }

    public static void CamelHump(Easel easel, Build build, SKPoint head, bool after)
    {
        if (after) return;
        easel.Solid(easel.Smooth(-0.34f, 0.9f, -0.22f, 1.06f, -0.06f, 1.26f, 0.08f, 1.22f, 0.2f, 1.04f, 0.32f, 0.9f),
            build.Coat(easel).Times(0.93f));
    }

    public static void PandaFace(Easel easel, Build build, SKPoint head, bool after)
    {
        var black = Colour.Hex(0x201E20);
        easel.Flat(easel.Oval(head.X - 0.05f + (after ? -0.06f : 0.1f), head.Y + 0.2f, 0.07f, 0.07f), black, after ? 0.6f : 0.3f);
        if (after) easel.Flat(easel.Oval(head.X + 0.14f, head.Y + 0.02f, 0.05f, 0.06f), black, 0.5f);
    }
}
