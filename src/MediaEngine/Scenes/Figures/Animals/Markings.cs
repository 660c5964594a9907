using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Figures.Drawing;

namespace Understudy.MediaEngine.Scenes.Figures.Animals;

/// <summary>Spots, patches and stripes, drawn within a trunk.</summary>
internal static class Markings
{
    /// <summary>Patches of no regular shape.</summary>
    public static void Patches(Easel easel, Build build, int rgb, int count, float size)
    {
        var colour = Colour.Hex(rgb);
        for (int i = 0; i < count; i++)
        {
            float x = (((i + 0.5f) * 0.618f % 1) - 0.5f) * build.Length, y = 1 - build.Chest * ((i * 0.37f + easel.Between(0,
                0.2f)) % 1);
            easel.Flat(Blob(easel, x, y, size * easel.Between(0.7f, 1.3f)), colour, 0.75f - 0.4f * (1 - y) / build.Chest, 0.9f);
        }
    }

    /// <summary>Stripes from the back down.</summary>
    public static void Stripes(Easel easel, Build build, int rgb, int count, float width)
    {
        var colour = Colour.Hex(rgb);
        for (int i = 0; i < count; i++)
        {
            float x = (i / (count - 1f) - 0.5f) * build.Length * 0.95f, bend = easel.Between(-0.05f, 0.05f),
                end = 1 - build.Chest * easel.Between(0.5f, 0.85f);
            easel.Flat(easel.Tube(x, 1.03f, width, x + bend, (1 + end) / 2, width * 0.9f, x - bend, end, width * 0.2f), colour,
                0.5f, 0.9f);
        }
    }

    /// <summary>The black shoulders of a panda.</summary>
    public static void Saddle(Easel easel, Build build) =>
        easel.Flat(easel.Tube(build.Length * 0.2f, 1.05f, 0.11f, build.Length * 0.26f, 1 - build.Chest, 0.17f),
            Colour.Hex(0x201E20), 0.5f);

    /// <summary>A round shape that is not quite round.</summary>
    public static SKPath Blob(Easel easel, float x, float y, float size)
    {
        Span<float> points = stackalloc float[12];
        for (int i = 0; i < 6; i++)
        {
            (float sin, float cos) = MathF.SinCos(i * MathF.Tau / 6);
            float away = size * easel.Between(0.7f, 1.25f);
            points[i * 2] = x + cos * away;
            points[i * 2 + 1] = y + sin * away * 0.85f;
        }
        return easel.Smooth(points);
    }
}
