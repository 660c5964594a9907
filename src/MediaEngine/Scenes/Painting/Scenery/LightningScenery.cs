using System.Runtime.Intrinsics;
using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Painting.Parts;

namespace Understudy.MediaEngine.Scenes.Painting.Scenery;

/// <summary>A flash in the clouds every few seconds, with a bolt that branches.</summary>
internal static class LightningScenery
{
    private const float Every = 2.9f;
    private const float First = 0.5f;

    /// <summary>Adds it.</summary>
    public static void Add(SceneBuilder scene)
    {
        int seed = scene.Seed(22);
        float width = scene.Stage.Width;
        scene.Add(new Light(
            0.02f,
            time =>
            {
                (float age, Dice dice) = Strike(time, seed);
                if (age is < 0 or > 0.6f) return null;
                float strength = MathF.Exp(-age * 6) * (0.6f + 0.4f * MathF.Sin(age * 60));
                float centre = dice.Between(0.2f, 0.8f) * width;
                return (x, y) =>
                {
                    Vector256<float> dx = (x - Eight.Of(centre)) * (1 / 420f);
                    Vector256<float> dy = (y - Eight.Of(120)) * (1 / 380f);
                    Vector256<float> glow = Vector256.Exp((dx * dx + dy * dy) * -1f) * strength
                        * (Noise.Fractal(x * 0.006f, y * 0.008f, 3, seed) + Eight.Of(0.1f));
                    return (Colours.Of(Colour.Hex(0xC4D4FF)), Eight.Saturate(glow));
                };
            },
            0,
            scene.Horizon));
        scene.Add(new Drawing(picture =>
        {
            (float age, Dice dice) = Strike(picture.Time, seed);
            if (age is >= 0 and < 0.22f) Bolt(picture.At(0.05f), dice.Between(0.2f, 0.8f) * width, scene.Horizon, dice);
        }));
    }

    private static (float Age, Dice Dice) Strike(float time, int seed)
    {
        int number = (int)MathF.Floor((time - First) / Every);
        return (time - First - number * Every, new Dice((uint)(seed + number)));
    }

    private static void Bolt(SKCanvas canvas, float x, float horizon, Dice dice)
    {
        using SKPaint paint = new() { IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeCap = SKStrokeCap.Round };
        Branch(x, 50, 3, horizon);

        void Branch(float fromX, float fromY, float width, float end)
        {
            while (fromY < end)
            {
                float toX = fromX + dice.Between(-24, 24);
                float toY = fromY + dice.Between(10, 26);
                paint.StrokeWidth = width * 4;
                paint.Color = Colour.Hex(0xA8B8FF).Paint(0.2f);
                canvas.DrawLine(fromX, fromY, toX, toY, paint);
                paint.StrokeWidth = width;
                paint.Color = Colour.Hex(0xF4F8FF).Paint();
                canvas.DrawLine(fromX, fromY, toX, toY, paint);
                if (width > 1.6f && dice.Float() < 0.24f) Branch(toX, toY, width * 0.45f,
                    Math.Min(end, toY + dice.Between(60, 150)));
                (fromX, fromY) = (toX, toY);
            }
        }
    }
}
