using System.Runtime.Intrinsics;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Planning;

namespace Understudy.MediaEngine.Scenes.Painting.Scenery;

/// <summary>Land that reaches into the water from one side, far away, for what stands at a shore.</summary>
internal static class Headland
{
    /// <summary>Paints it.</summary>
    public static Sheet Paint(SceneBuilder scene)
    {
        Sheet sheet = new(scene.Stage, 0.14f);
        Atmosphere air = scene.Shot.Air;
        int seed = scene.Seed(44);
        bool isLeft = seed % 2 == 0;
        bool isLake = scene.Shot.Land.Water == WaterBody.Lake;
        float width = scene.Stage.Width;
        (Colour ground, Colour patches, _) = Covers.OfHills(scene.Shot.Land.Floor, scene.Shot.Season);
        var rock = Colour.Hex(0x5A5450);
        sheet.Shade(
            (x, y) =>
            {
                Vector256<float> along = isLeft ? x * (1 / width) : Vector256<float>.One - x * (1 / width);
                Vector256<float> rise = isLake ? Eight.Of(0.4f) : Eight.Step(0.86f, 0.1f, along);
                Vector256<float> height = rise * (Eight.Of(22) + Noise.Fractal(x * 0.006f, Eight.Of(3), 4, seed) * 78f)
                    - (isLake ? Vector256<float>.Zero : Eight.Step(0.5f, 0.9f, along) * 12f);
                Vector256<float> depth = y - (Eight.Of(scene.Horizon + 3) - height);
                Vector256<float> grain = Noise.Fractal(x * 0.03f, y * 0.09f, 4, seed + 2);
                Colours colour = Colours.Of(ground).Mix(patches, Eight.Step(0.35f, 0.65f, grain))
                    .Mix(rock, Eight.Step(scene.Horizon - 12, scene.Horizon, y) * Eight.Of(0.85f));
                Vector256<float> light = (Eight.Of(0.5f) + grain * 0.75f) * (air.Light * 0.8f + 0.12f);
                colour = colour.Times(light * (0.5f + 0.5f * air.Sun.R), light * (0.5f + 0.5f * air.Sun.G), light
                    * (0.5f + 0.5f * air.Sun.B));
                return (colour.Mix(air.Haze, Eight.Of(0.3f)),
                    Eight.Saturate(depth + Eight.Of(0.5f)) * Eight.Step(0, 6f, height)
                        * Eight.Step(scene.Horizon + 4.5f, scene.Horizon + 3f, y));
            },
            scene.Horizon - 110,
            scene.Horizon + 6);
        return sheet;
    }
}
