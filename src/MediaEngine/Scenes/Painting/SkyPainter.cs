using System.Runtime.Intrinsics;
using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;

namespace Understudy.MediaEngine.Scenes.Painting;

/// <summary>The sky: its colours, the sun or the moon with their glow, and stars.</summary>
internal static class SkyPainter
{
    private const float DiscRadius = 0.056f;

    /// <summary>Paints it over all of a sheet.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="stage">The picture.</param>
    /// <param name="air">The light.</param>
    /// <param name="horizon">The height of the horizon, in units from above.</param>
    /// <param name="seed">Which stars, and which craters.</param>
    public static void Paint(Sheet sheet, Stage stage, Atmosphere air, float horizon, int seed)
    {
        float sunX = air.SunX * stage.Width;
        sheet.Shade((x, y) =>
        {
            Vector256<float> height = Eight.Saturate((Eight.Of(horizon) - y) * (1 / horizon));
            Colours sky = Colours.Of(air.Horizon)
                .Mix(air.Middle, Eight.Step(0f, 0.42f, height))
                .Mix(air.Zenith, Eight.Step(0.25f, 1f, height));
            Vector256<float> dx = (x - Eight.Of(sunX)) * (1 / Stage.Height);
            Vector256<float> dy = (y - Eight.Of(air.SunY)) * (1 / Stage.Height);
            var distance = Vector256.Sqrt(dx * dx + dy * dy);
            // A moon that is not seen does not shine either.
            if (air.HasDisc || !air.IsMoon)
            {
                sky = sky.Add(
                    air.Sun, Vector256.Exp(distance * -5f) * (air.IsMoon ? 0.22f : 0.42f) + Vector256.Exp(distance * -16f)
                        * 0.35f);
            }
            // The band of light at the horizon, below the sun.
            if (!air.IsMoon)
                sky = sky.Add(air.Horizon, Vector256.Exp(height * -9f) * Vector256.Exp(Vector256.Abs(dx) * -2.2f) * 0.35f);
            if (air.HasDisc) sky = Disc(sky, air, x, y, distance, seed);
            return (sky, Vector256<float>.One);
        });
        if (air.HasStars) sheet.Draw(canvas => Stars(canvas, stage, horizon, seed));
    }

    private static Colours Disc(
        Colours sky, Atmosphere air, Vector256<float> x, Vector256<float> y, Vector256<float> distance, int seed)
    {
        if (!air.IsMoon) return sky.Add(new Colour(1, 0.97f, 0.85f),
            Eight.Step(DiscRadius + 0.006f, DiscRadius - 0.004f, distance));
        Vector256<float> plains = Eight.Step(0.48f, 0.62f, Noise.Fractal(x * 0.05f, y * 0.05f, 4, seed)) * 0.28f;
        return sky.Mix(air.Sun, Eight.Step(DiscRadius, DiscRadius - 0.003f, distance) * (Vector256<float>.One - plains));
    }

    private static void Stars(SKCanvas canvas, Stage stage, float horizon, int seed)
    {
        Dice dice = new((uint)seed + 5);
        using SKPaint paint = new() { IsAntialias = true };
        int count = (int)(stage.Width * 0.4f);
        for (int n = 0; n < count; n++)
        {
            float height = dice.Float();
            height = height * height * horizon;
            float brightness = MathF.Pow(dice.Float(), 4);
            float strength = (40 + 215 * brightness) * (1 - height / horizon) / 255;
            paint.Color = new Colour(dice.Between(0.78f, 1), dice.Between(0.82f, 1), 1).Paint(strength);
            canvas.DrawCircle(dice.Between(-120, stage.Width + 120), height - 20, 0.5f + 1.1f * brightness, paint);
        }
    }
}
