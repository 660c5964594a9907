using System.Runtime.Intrinsics;
using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Painting.Parts;
using Understudy.MediaEngine.Scenes.Planning;

namespace Understudy.MediaEngine.Scenes.Painting.Scenery;

/// <summary>The sky of a shot, with what is seen in it.</summary>
internal static class SkyScenery
{
    /// <summary>Adds it.</summary>
    public static void Add(SceneBuilder scene)
    {
        ShotPlan shot = scene.Shot;
        Atmosphere air = shot.Air;
        if (air.IsMoon && !shot.Any("moon", "crescent-moon")
            && shot.Any("stars", "milky-way", "aurora", "fireworks", "meteor-shower",
                "comet", "rain", "lightning", "galaxy")) air = air with { HasDisc = false };
        if (shot.Any("moon", "crescent-moon", "sun")) air = air with { HasDisc = true };
        if (shot.Any("stars", "milky-way") && shot.Darkness > 0) air = air with { HasStars = true };
        Sheet sky = new(scene.Stage, 0.02f);
        SkyPainter.Paint(sky, scene.Stage, air, scene.Horizon, scene.Seed(1));
        if (shot.Any("milky-way", "nebula") && shot.Land.Setting != Setting.Space) MilkyWay(sky, scene);
        if (shot.Any("crescent-moon")) Crescent(sky, scene, air);
        else if (shot.Any("moon") && !air.IsMoon) PaleMoon(sky, scene, air);
        if (shot.Any("eclipse")) Eclipse(sky, scene, air);
        scene.Add(sky);
        if (shot.Any("aurora")) AuroraScenery.Add(scene);
        if (shot.Any("comet")) scene.Add(CometOf(scene), isSoft: true);
        if (shot.Any("shooting-star", "meteor-shower")) ShootingStars.Add(scene);
        Clouds(scene, air);
        if (shot.Any("rainbow")) scene.Add(Rainbow(scene, air), isSoft: true);
        if (shot.Any("lightning", "storm")) LightningScenery.Add(scene);
    }

    private static void Clouds(SceneBuilder scene, Atmosphere air)
    {
        ShotPlan shot = scene.Shot;
        float horizon = scene.Horizon;
        int seed = scene.Seed(2);
        if (shot.Any("clear") || shot.Land.Floor == Floor.Moon) return;
        bool isStorm = shot.Any("storm", "lightning");
        float cover = shot switch
        {
            _ when isStorm => 0.74f,
            _ when shot.Any("overcast", "rain", "snow", "blizzard") => 0.66f,
            _ when shot.Any("clouds", "cloudy") => 0.58f,
            _ when shot.Any("fog", "sandstorm") => 0,
            _ when shot.Any("stars", "milky-way", "aurora", "meteor-shower", "eclipse", "galaxy") => 0f,
            _ when shot.Darkness > 0.6f => 0.38f,
            _ => 0.48f,
        };
        if (cover == 0) return;
        bool isPuffy = air.Light > 0.85f && cover < 0.62f && seed % 3 != 0;
        float pace = isStorm || shot.Any("wind") ? 16 : 4;
        Sheet far = new(scene.Stage, 0.05f, spareX: 40 + pace
            * 12)
        { Drift = time => (Math.Min(time * pace, 40 + pace * 11), 0) };
        CloudBank bank = new(-60, horizon - 20, cover, 400)
        {
            IsPuffy = isPuffy,
            Softness = isPuffy ? 0.07f : 0.15f,
            Stretch = isPuffy ? 1.7f : 2.7f,
            Alpha = shot.Darkness > 0.6f && !isStorm ? 0.75f : 0.94f,
        };
        CloudPainter.Paint(far, scene.Stage, air, bank, seed);
        scene.Add(far);
        if (!isStorm) return;
        Sheet near = new(scene.Stage, 0.09f, spareX: 340) { Drift = time => (Math.Min(time * 26, 330), 0) };
        CloudPainter.Paint(
            near, scene.Stage, air with { CloudLit = air.CloudLit.Times(0.75f) }, new CloudBank(-60, horizon - 90, 0.55f, 260)
            {
                Softness = 0.12f,
                Alpha = 0.9f,
            },
            seed + 5);
        scene.Add(near);
    }

    private static void MilkyWay(Sheet sky, SceneBuilder scene)
    {
        int seed = scene.Seed(3);
        float middle = scene.Stage.Centre;
        float lean = scene.Shot.Seed % 2 == 0 ? 0.9f : -0.9f;
        sky.Shade((x, y) =>
        {
            Vector256<float> across = (y - Eight.Of(scene.Horizon * 0.45f)) * 0.75f + (x - Eight.Of(middle)) * lean * 0.6f;
            Vector256<float> warp = Noise.Fractal(x * 0.004f, y * 0.004f, 4, seed) - Eight.Of(0.5f);
            across += warp * 150f;
            var band = Vector256.Exp(across * across * -0.00007f);
            var core = Vector256.Exp(across * across * -0.0004f);
            Vector256<float> dust = Eight.Step(0.44f, 0.66f, Noise.Fractal(x * 0.008f + warp, y * 0.008f, 5, seed + 4)) * core;
            Vector256<float> light = Eight.Saturate(
                band * (Noise.Fractal(x * 0.01f, y * 0.01f, 5, seed + 9) * 0.75f + Eight.Of(0.05f)) + core * 0.25f - dust
                    * 0.55f);
            light *= Eight.Step(scene.Horizon, scene.Horizon - 170, y);
            Colours colour = Colours.Of(Colour.Hex(0x8C9CE0)).Mix(Colour.Hex(0xFFE0D0), core * 0.9f).Mix(Colour.Hex(0xC890D8),
                warp + Eight.Of(0.3f));
            return (colour, light * 0.62f);
        });
        sky.Draw(canvas =>
        {
            Dice dice = scene.Dice(4);
            using SKPaint paint = new() { IsAntialias = true };
            for (int n = 0; n < 900; n++)
            {
                float x = dice.Between(-60, scene.Stage.Width + 60);
                float off = (dice.Float() + dice.Float() + dice.Float() - 1.5f) * 190;
                float y = scene.Horizon * 0.45f - (x - middle) * lean * 0.8f + off;
                if (y > scene.Horizon - 60) continue;
                float bright = MathF.Pow(dice.Float(), 5);
                paint.Color = new Colour(dice.Between(0.8f, 1), 0.92f, dice.Between(0.85f, 1)).Paint(0.2f + 0.7f * bright);
                canvas.DrawCircle(x, y, 0.45f + bright, paint);
            }
        });
    }

    // What is not lit of it has the colour of the sky.
    private static void Crescent(Sheet sky, SceneBuilder scene, Atmosphere air)
    {
        const float Radius = 41;
        float x = air.SunX * scene.Stage.Width;
        Colour dark = air.Zenith.Mix(air.Middle, Math.Clamp(air.SunY / scene.Horizon, 0, 1)).Mix(Colour.Hex(0x8090B0), 0.06f);
        sky.Draw(canvas =>
        {
            using SKPaint paint = new() { IsAntialias = true, Color = dark.Paint() };
            if (!air.IsMoon)
            {
                paint.Color = Colour.Hex(0xF6F2E4).Paint();
                canvas.DrawCircle(x, air.SunY, Radius, paint);
                paint.Color = dark.Paint();
            }
            canvas.DrawCircle(x + 17, air.SunY - 10, Radius, paint);
        });
    }

    private static void PaleMoon(Sheet sky, SceneBuilder scene, Atmosphere air)
    {
        float centreX = (air.SunX > 0.5f ? 0.24f : 0.76f) * scene.Stage.Width;
        int seed = scene.Seed(5);
        sky.Shade(
            (x, y) =>
            {
                Vector256<float> dx = x - Eight.Of(centreX);
                Vector256<float> dy = y - Eight.Of(120);
                Vector256<float> disc = Eight.Step(37f, 34f, Vector256.Sqrt(dx * dx + dy * dy));
                Vector256<float> plains = Eight.Step(0.45f, 0.6f, Noise.Fractal(x * 0.05f, y * 0.05f, 4, seed));
                return (Colours.Of(Colour.Hex(0xFFFDF2)), disc * (Eight.Of(0.85f) - plains * 0.35f));
            },
            80,
            160);
    }

    private static void Eclipse(Sheet sky, SceneBuilder scene, Atmosphere air)
    {
        float centreX = air.SunX * scene.Stage.Width;
        int seed = scene.Seed(6);
        sky.Shade((x, y) =>
        {
            Vector256<float> dx = (x - Eight.Of(centreX)) * (1 / 62f);
            Vector256<float> dy = (y - Eight.Of(air.SunY)) * (1 / 62f);
            var distance = Vector256.Sqrt(dx * dx + dy * dy);
            Vector256<float> rays = Noise.Fractal(dx / distance * 3f, dy / distance * 3f, 3, seed);
            var corona = Vector256.Exp((distance - Vector256<float>.One) * (Eight.Of(-3.6f) + rays * 3.4f));
            Vector256<float> disc = Eight.Step(1.01f, 0.98f, distance);
            return (Colours.Of(Colour.Hex(0xFFF6E6)).Mix(Colour.Hex(0x04060A), disc),
                Vector256.Max(disc, Eight.Saturate(corona) * Eight.Step(0.97f, 1f, distance)));
        });
    }

    private static Sheet CometOf(SceneBuilder scene)
    {
        float headX = scene.Stage.Width * 0.34f;
        Sheet sheet = new(scene.Stage, 0.025f, spareX: 60, spareY: 40)
        {
            IsLight = true,
            Drift = time => (MathF.Max(time * -2.5f, -60), MathF.Min(time * 1.5f, 40)),
        };
        sheet.Shade((x, y) =>
        {
            Vector256<float> dx = (x - Eight.Of(headX)) * 0.86f - (y - Eight.Of(260)) * 0.5f;
            Vector256<float> dy = (y - Eight.Of(260)) * 0.86f + (x - Eight.Of(headX)) * 0.5f;
            Vector256<float> width = Vector256.Max(dx, Vector256<float>.Zero) * 0.09f + Eight.Of(5);
            Vector256<float> tail = Vector256.Exp(dy * dy / (width * width) * -1f) * Vector256.Exp(dx * (-1 / 230f))
                * Eight.Step(-4f, 6f, dx);
            var head = Vector256.Exp((dx * dx + dy * dy) * -0.006f);
            return (Colours.Of(Colour.Hex(0xBFDCFF)), Eight.Saturate(tail * 0.75f + head));
        });
        return sheet;
    }

    private static Sheet Rainbow(SceneBuilder scene, Atmosphere air)
    {
        float centreX = scene.Stage.Width * (air.SunX > 0.5f ? 0.36f : 0.64f);
        float centreY = scene.Horizon + 130;
        float radius = MathF.Min(440, scene.Stage.Width * 0.62f);
        Sheet sheet = new(scene.Stage, 0.08f) { IsLight = true };
        sheet.Shade(
            (x, y) =>
            {
                Vector256<float> dx = x - Eight.Of(centreX);
                Vector256<float> dy = y - Eight.Of(centreY);
                Vector256<float> band = (Vector256.Sqrt(dx * dx + dy * dy) - Eight.Of(radius)) * (1 / 46f);
                Vector256<float> bow = Eight.Saturate(Vector256<float>.One - Vector256.Abs(band));
                Colours colour = new(Hump(band - Eight.Of(0.45f)), Hump(band), Hump(band + Eight.Of(0.45f)));
                return (colour, bow * Eight.Step(scene.Horizon + 10, scene.Horizon - 120, y) * 0.5f);
            },
            0,
            scene.Horizon + 20);
        return sheet;

        static Vector256<float> Hump(Vector256<float> at) => Vector256.Exp(at * at * -7f);
    }
}
