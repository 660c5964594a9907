using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Figures.Drawing;

namespace Understudy.MediaEngine.Scenes.Figures.Things;

/// <summary>Cloth in the wind.</summary>
internal static class Flags
{
    /// <summary>A narrow flag on a spire or a mast.</summary>
    public static void Pennant(Easel easel, float x, float top, float size, Colour colour)
    {
        float wave = MathF.Sin(easel.Time * 5 + x) * 0.12f * size, end = MathF.Sin(easel.Time * 5 + x - 1.6f) * 0.2f * size;
        easel.Flat(easel.Smooth(
            x, top, x + size * 0.6f, top - size * 0.1f + wave, x + size * 1.4f, top - size * 0.25f + end, x + size * 0.6f,
            top - size * 0.42f + wave, x, top - size * 0.5f), colour, 0.8f);
    }

    /// <summary>A flag that waves from its pole.</summary>
    public static void Waving(Easel easel, float x, float top, float width, float height, Colour[] stripes)
    {
        const int Parts = 14;
        for (int i = 0; i < Parts; i++)
        {
            float from = i / (float)Parts, to = (i + 1) / (float)Parts;
            float a = Wave(easel.Time, from) * height, b = Wave(easel.Time, to) * height;
            float lit = Math.Clamp(0.65f + (b - a) / height * 5 * (easel.Side == 0 ? 1 : easel.Side), 0.25f, 1);
            for (int stripe = 0; stripe < stripes.Length; stripe++)
            {
                float high = top - height * stripe / stripes.Length, low = top - height * (stripe + 1) / stripes.Length;
                SKPath cloth = easel.Poly(
                    x + from * width, high + a, x + to * width * 1.003f, high + b, x + to * width * 1.003f, low + b,
                    x + from * width, low + a);
                easel.Flat(cloth, stripes[stripe], lit);
            }
        }
    }

    private static float Wave(float time,
        float along) => MathF.Sin(along * 7.5f - time * 4.5f) * 0.12f * along - along * along * 0.1f;
}
