using System.Runtime.Intrinsics;
using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Painting.Parts;

namespace Understudy.MediaEngine.Scenes.Painting.Scenery;

/// <summary>Below the sea: light from above, reefs, corals, weed and bubbles.</summary>
internal static class UnderwaterScenery
{
    private static readonly Colour _deep = Colour.Hex(0x02203F);
    private static readonly Colour[] _corals = [.. new[] { 0xD8506A, 0xE8824A, 0x9A4FB0, 0xE0B050, 0x3FA090 }.Select(Colour.Hex)];

    /// <summary>Adds it.</summary>
    public static void Add(SceneBuilder scene)
    {
        float centre = scene.Stage.Width * (scene.Shot.Seed % 2 == 0 ? 0.44f : 0.56f);
        int seed = scene.Seed(140) & 4095;
        bool isDark = scene.Shot.Darkness > 0.6f;
        Colour middle = isDark ? Colour.Hex(0x073A60) : Colour.Hex(0x0B6A94);
        Sheet water = new(scene.Stage, 0.02f);
        water.Shade((x, y) =>
        {
            Vector256<float> down = Eight.Saturate(y * (1 / Stage.Height));
            Vector256<float> dx = x - Eight.Of(centre);
            Vector256<float> dy = y + Eight.Of(60);
            var glow = Vector256.Exp((dx * dx * 0.5f + dy * dy) * (-1 / 240000f));
            return (Colours.Of(middle).Mix(_deep, Eight.Step(0f, 0.95f, down)).Add(Colour.Hex(0x6C7A64), glow),
                Vector256<float>.One);
        });
        scene.Add(water);
        scene.Add(new Light(
            0.05f,
            time => (x, y) =>
            {
                Vector256<float> dy = y + Eight.Of(260);
                Vector256<float> slope = (x - Eight.Of(centre)) / dy;
                Vector256<float> rays = Noise.Fractal(slope * 7f + Eight.Of(time * 0.1f), Eight.Of(time * 0.13f), 3, seed)
                    * Noise.Fractal(slope * 15f - Eight.Of(time * 0.16f), Eight.Of(3 + time * 0.1f), 2, seed + 19) * 3.2f;
                Vector256<float> light = Eight.Saturate(rays - Eight.Of(0.42f)) * Vector256.Exp(dy * (-1 / 430f))
                    * Vector256.Exp(slope * slope * -1.6f) * (isDark ? 0.7f : 1.5f);
                return (Colours.Of(new Colour(0.55f, 0.95f, 1)), Eight.Saturate(light));
            },
            0,
            Stage.Height));
        scene.Add(Reef(scene, 0.15f, 600, 90, 240, Colour.Hex(0x12708E), Colour.Hex(0x0A4468), 1));
        CastPlacer cast = new(scene);
        scene.Add(Reef(scene, 0.35f, 660, 90, 170, Colour.Hex(0x0E5570), Colour.Hex(0x06304C), 2));
        cast.AddWater();
        Sheet corals = new(scene.Stage, 0.6f);
        corals.Draw(canvas => Corals(canvas, scene));
        scene.Add(corals);
        Slab floor = new(Reef(scene, 0.7f, 720, 34, 200, Colour.Hex(0x0A3A50), Colour.Hex(0x031A2C), 3));
        scene.Add(floor.Sheet);
        cast.AddGround([floor], 0);
        AddWeed(scene);
        Specks.Add(scene, Specks.Bubbles);
    }

    private static Sheet Reef(SceneBuilder scene, float parallax, float y, float high, float length, Colour lit, Colour dark,
        int part)
    {
        Sheet sheet = new(scene.Stage, parallax);
        int seed = scene.Seed(141 + part);
        sheet.Shade(
            (x, at) =>
            {
                Vector256<float> height = Noise.Fractal(x * (1 / length), Eight.Of(part), 5, seed) * (high * 2);
                Vector256<float> depth = at - (Eight.Of(y) - height);
                Vector256<float> grain = (Noise.Fractal(x * 0.02f, at * 0.03f, 4, seed + 9) - Eight.Of(0.45f)) * 0.5f
                    + Vector256<float>.One;
                return (Colours.Of(lit).Mix(dark, Eight.Saturate(depth * (1 / (high * 1.4f)))).Times(grain, grain, grain),
                    Eight.Saturate(depth + Eight.Of(0.5f)));
            },
            y - high * 2);
        return sheet;
    }

    private static void Corals(SKCanvas canvas, SceneBuilder scene)
    {
        Dice dice = scene.Dice(146);
        using SKPaint paint = new() { IsAntialias = true, StrokeCap = SKStrokeCap.Round, Style = SKPaintStyle.Stroke };
        float width = scene.Stage.Width;
        float clear = width * 0.16f;
        for (int n = 0; n < 46; n++)
        {
            float x = dice.Between(-110, width + 110);
            if (MathF.Abs(x - scene.Stage.Centre) < clear) continue;
            Colour colour = _corals[dice.Below(_corals.Length)].Mix(_deep, 0.3f);
            float y = Stage.Height - MathF.Abs(x - scene.Stage.Centre) * 0.1f;
            if (dice.Below(2) == 0) Branch(canvas, paint, colour, x, y + 16, dice.Between(-0.2f, 0.2f), dice.Between(20, 36), 9,
                4, ref dice);
            else Dome(canvas, paint, colour, x, y + 10, dice.Between(16, 42), ref dice);
        }
    }

    private static void Branch(
        SKCanvas canvas, SKPaint paint, Colour colour, float x, float y, float angle, float length, float width, int more,
            ref Dice dice)
    {
        float toX = x + MathF.Sin(angle) * length;
        float toY = y - MathF.Cos(angle) * length;
        paint.StrokeWidth = width;
        paint.Color = colour.Times(0.55f + 0.13f * (5 - more)).Paint();
        canvas.DrawLine(x, y, toX, toY, paint);
        for (int n = 0; n < 3 && more > 0; n++)
        {
            Branch(
                canvas, paint, colour, toX, toY, angle + dice.Between(-0.6f, 0.6f), length * dice.Between(0.6f, 0.85f), width
                    * 0.72f,
                more - 1, ref dice);
        }
    }

    private static void Dome(SKCanvas canvas, SKPaint paint, Colour colour, float x, float y, float radius, ref Dice dice)
    {
        paint.Style = SKPaintStyle.Fill;
        for (int n = 0; n < 90; n++)
        {
            float angle = dice.Between(-1.57f, 1.57f);
            float out1 = MathF.Sqrt(dice.Float());
            paint.Color = colour.Times(0.6f).Mix(colour, out1
                * (0.5f + 0.5f * MathF.Cos(angle + 0.5f))).Times(dice.Between(0.75f, 1.2f)).Paint();
            canvas.DrawCircle(x + MathF.Sin(angle) * out1 * radius, y - MathF.Cos(angle) * out1 * radius, radius * 0.13f, paint);
        }
        paint.Style = SKPaintStyle.Stroke;
    }

    private static void AddWeed(SceneBuilder scene)
    {
        Dice dice = scene.Dice(147);
        float width = scene.Stage.Width;
        int count = scene.Shot.Any("seaweed") ? 46 : 22;
        bool isEverywhere = scene.Shot.Any("seaweed");
        (float X, float Height, float Shade)[] all =
        [
            .. Enumerable.Range(0, count).Select(_ => (
                isEverywhere ? dice.Between(-80, width + 80)
                    : dice.Below(2) == 0 ? dice.Between(-80, width * 0.2f) : dice.Between(width * 0.8f, width + 80),
                dice.Between(120, isEverywhere ? 460 : 330), dice.Float())),
        ];
        scene.Add(new Drawing(picture =>
        {
            SKCanvas canvas = picture.At(0.8f);
            using SKPaint paint = new() { IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeCap = SKStrokeCap.Round };
            for (int n = 0; n < all.Length; n++)
            {
                (float x, float height, float shade) = all[n];
                var points = new SKPoint[9];
                for (int k = 0; k < points.Length; k++)
                {
                    float up = k / 8f;
                    points[k] = new SKPoint(x + MathF.Sin(picture.Time * 1.1f + n + up * 3) * 26 * up, 760 - height * up);
                }
                paint.StrokeWidth = 7 - n % 3;
                paint.Color = Colour.Hex(0x03202E).Mix(Colour.Hex(0x14604E), shade).Paint();
                canvas.DrawPoints(SKPointMode.Polygon, points, paint);
            }
        }));
    }
}
