using System.Runtime.Intrinsics;
using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Painting.Parts;

namespace Understudy.MediaEngine.Scenes.Painting.Scenery;

/// <summary>Between the stars: a nebula, stars, and a planet below when no other one is asked for.</summary>
internal static class SpaceScenery
{
    private static readonly (int Near, int Far)[] _nebulas =
        [(0xC84A9C, 0x3A60C8), (0xE07A3C, 0x3C70A8), (0x4AB8A0, 0x5048C0), (0x9C58E0, 0x30A0C8)];

    /// <summary>Adds it.</summary>
    public static void Add(SceneBuilder scene)
    {
        Sheet sky = new(scene.Stage, 0.02f);
        Nebula(sky, scene);
        bool hasStars = !scene.Shot.Absent.Contains("stars");
        if (hasStars) sky.Draw(canvas => Stars(canvas, scene));
        scene.Add(sky);
        if (hasStars) AddTwinkling(scene);
        if (scene.Shot.Any("comet", "shooting-star", "meteor-shower")) ShootingStars.Add(scene);
        CastPlacer cast = new(scene);
        if (!scene.Shot.Any("planet", "ringed-planet", "earth", "galaxy", "nebula", "stars", "milky-way", "sun")
            && !scene.Shot.Absent.Contains("planet"))
            scene.Add(PlanetPainter.Paint(scene, 0.3f, (scene.Stage.Width * 0.2f, 930, 470), [0x10406E, 0x2C7A52, 0xEEF4FA]));
        if (scene.Shot.Any("sun")) scene.Add(Sun(scene), isSoft: true);
        cast.AddHeaven();
        cast.AddFarAir();
        cast.AddNearAir();
    }

    private static void Nebula(Sheet sky, SceneBuilder scene)
    {
        int seed = scene.Seed(150);
        (int near, int far) = _nebulas[scene.Dice(151).Below(_nebulas.Length)];
        var first = Colour.Hex(near);
        var second = Colour.Hex(far);
        float lean = scene.Shot.Seed % 2 == 0 ? 0.35f : -0.35f;
        float strength = scene.Shot.Any("nebula", "galaxy", "milky-way") ? 1.15f : 0.85f;
        sky.Shade((x, y) =>
        {
            Vector256<float> u = x * (1 / 520f);
            Vector256<float> v = y * (1 / 520f);
            Vector256<float> warp = Noise.Fractal(u, v, 4, seed) * 1.6f;
            Vector256<float> cloud = Noise.Fractal(u * 1.3f + warp, v * 1.3f - warp, 6, seed + 1);
            Vector256<float> veil = Noise.Fractal(u * 0.7f - warp, v * 0.9f + warp * 0.5f, 5, seed + 2);
            Vector256<float> across = y - Eight.Of(330) + (x - Eight.Of(scene.Stage.Centre)) * lean;
            Vector256<float> band = Vector256.Exp(across * across * -0.000012f) * strength;
            Vector256<float> dark = Vector256<float>.One
                - Eight.Step(0.5f, 0.72f, Noise.Fractal(u * 2.2f + warp, v * 2.2f, 5, seed + 6)) * 0.75f;
            Colours colour = Colours.Of(new Colour(0.012f, 0.014f, 0.045f))
                .Add(first, Eight.Step(0.42f, 0.85f, cloud) * band * dark)
                .Add(second, Eight.Step(0.46f, 0.82f, veil) * band * dark);
            return (colour, Vector256<float>.One);
        });
    }

    private static void Stars(SKCanvas canvas, SceneBuilder scene)
    {
        Dice dice = scene.Dice(152);
        using SKPaint paint = new() { IsAntialias = true };
        int count = (int)(scene.Stage.Width * 1.2f);
        for (int n = 0; n < count; n++)
        {
            float bright = MathF.Pow(dice.Float(), 7);
            Colour colour = new Colour(0.7f, 0.8f, 1).Mix(new Colour(1, 0.85f, 0.7f), dice.Float());
            paint.Color = colour.Paint(0.28f + 0.72f * bright);
            canvas.DrawCircle(dice.Between(-20, scene.Stage.Width + 20), dice.Between(-10, 730), 0.45f + 1.5f * bright, paint);
        }
    }

    private static void AddTwinkling(SceneBuilder scene)
    {
        Dice dice = scene.Dice(153);
        (float X, float Y, float Pace)[] stars =
            [.. Enumerable.Range(0, 14).Select(_ => (dice.Between(0, scene.Stage.Width), dice.Between(0, 720),
                dice.Between(1, 3)))];
        scene.Add(new Drawing(picture =>
        {
            for (int n = 0; n < stars.Length; n++)
            {
                (float x, float y, float scale) = picture.Project(stars[n].X, stars[n].Y, 0.03f);
                float light = 0.6f + 0.4f * MathF.Sin(picture.Time * stars[n].Pace + n);
                picture.Spot(x, y, 9 * scale, Colour.Hex(0xBBD0FF), light * 0.7f, isLight: true);
                picture.Spot(x, y, 2.5f * scale, Colour.White, light, isLight: true);
            }
        }));
    }

    private static Sheet Sun(SceneBuilder scene)
    {
        Sheet sheet = new(scene.Stage, 0.04f) { IsLight = true };
        float sunX = scene.Stage.Width * 0.78f;
        int seed = scene.Seed(154);
        sheet.Shade((x, y) =>
        {
            Vector256<float> dx = (x - Eight.Of(sunX)) * (1 / 120f);
            Vector256<float> dy = (y - Eight.Of(210)) * (1 / 120f);
            var far = Vector256.Sqrt(dx * dx + dy * dy);
            Vector256<float> grain = Noise.Fractal(x * 0.03f, y * 0.03f, 5, seed);
            Vector256<float> disc = Eight.Step(1.01f, 0.97f, far) * (Eight.Of(0.65f) + grain * 0.6f);
            return (Colours.Of(Colour.Hex(0xFFC060)).Mix(Colour.Hex(0xFFF4D0), disc),
                Eight.Saturate(disc + Vector256.Exp(far * -1.5f) * 0.9f));
        });
        return sheet;
    }
}
