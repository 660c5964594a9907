using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Painting.Parts;

namespace Understudy.MediaEngine.Scenes.Painting.Scenery;

/// <summary>Above the clouds: a sea of them, with summits that rise out of it.</summary>
internal static class HeightsScenery
{
    /// <summary>Adds it.</summary>
    public static void Add(SceneBuilder scene)
    {
        CastPlacer cast = new(scene);
        cast.AddHeaven();
        BackdropScenery.Add(scene);
        cast.AddFarAir();
        float horizon = scene.Horizon;
        Bank(scene, 0.12f, horizon - 40, horizon + 120, 260, 1);
        Bank(scene, 0.3f, horizon + 20, horizon + 260, 380, 2);
        cast.AddNearAir();
        Bank(scene, 0.6f, horizon + 130, Stage.Height + 140, 520, 3);
        FireworksScenery.AddIfWanted(scene);
    }

    private static void Bank(SceneBuilder scene, float parallax, float from, float to, float size, int number)
    {
        Sheet floor = new(scene.Stage, parallax);
        Atmosphere air = scene.Shot.Air;
        Colour low = air.CloudShade.Mix(air.Haze, 0.55f);
        floor.Shade(
            (x, y) => (Colours.Of(air.Haze.Mix(air.CloudLit, 0.4f)).Mix(low, Eight.Step(from, to, y)),
                Eight.Step(from + 26, from + 90, y)),
            from);
        scene.Add(floor, isSoft: true);
        float pace = 3 + number * 2;
        Sheet clouds = new(scene.Stage, parallax, spareX: 40 + pace
            * 13)
        { Drift = time => (Math.Min(time * pace, 36 + pace * 12), 0) };
        CloudPainter.Paint(
            clouds, scene.Stage, air, new CloudBank(from - 50, to, 0.66f, size)
            {
                IsPuffy = true,
                Softness = 0.09f,
                Stretch = 2.6f,
                Alpha = 0.98f,
            },
            scene.Seed(160 + number));
        scene.Add(clouds);
    }
}
