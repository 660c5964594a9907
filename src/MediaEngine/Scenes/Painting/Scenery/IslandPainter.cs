using System.Runtime.Intrinsics;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Planning;

namespace Understudy.MediaEngine.Scenes.Painting.Scenery;

/// <summary>An island in the sea, or cliffs that fall into it.</summary>
internal static class IslandPainter
{
    /// <summary>Paints it.</summary>
    public static Sheet Paint(SceneBuilder scene)
    {
        Sheet sheet = new(scene.Stage, 0.12f);
        Atmosphere air = scene.Shot.Air;
        int seed = scene.Seed(17);
        bool isCliff = scene.Shot.Land.Backdrop == Backdrop.Cliffs;
        bool isLeft = seed % 2 == 0;
        float width = scene.Stage.Width;
        float sunSide = air.SunX > 0.5f ? 0.6f : -0.6f;
        (Colour ground, Colour patches, _) = Covers.OfHills(Floor.Grass, scene.Shot.Season);
        Colour rock = isCliff ? Colour.Hex(0x9A8E80) : Colour.Hex(0x6E6660);
        sheet.Shade(
            (x, y) =>
            {
                Vector256<float> along = isLeft ? x * (1 / width) : Vector256<float>.One - x * (1 / width);
                Vector256<float> hill = Noise.Fractal(x * 0.007f, Eight.Of(2), 5, seed);
                Vector256<float> near = Noise.Fractal((x + Eight.Of(6)) * 0.007f, Eight.Of(2), 5, seed);
                Vector256<float> shape = isCliff
                    ? Eight.Step(0.62f, 0.5f, along + (Noise.Fractal(y * 0.02f, x * 0.012f, 3, seed + 8) - Eight.Of(0.5f)) * 0.1f)
                    : Eight.Step(0.1f, 0.36f, along) * Eight.Step(0.78f, 0.5f, along);
                Vector256<float> height = shape * (isCliff ? Eight.Of(150) + hill * 70f : Eight.Of(6) + hill * 190f);
                Vector256<float> depth = y - (Eight.Of(scene.Horizon + 2) - height);
                Vector256<float> bend = Noise.Fractal(x * 0.012f, y * 0.012f, 3, seed + 7);
                Vector256<float> cracks = Noise.Ridges(x * 0.03f + bend, y * 0.011f + bend, 5, seed + 5) * 0.8f + bend * 0.35f;
                Vector256<float> strata = Noise.Fractal(x * 0.004f, y * 0.06f + bend * 1.8f, 4, seed + 6);
                Vector256<float> green = isCliff
                    ? Eight.Step(22f, 6f, depth + (cracks - Eight.Of(0.5f)) * 40f)
                    : Eight.Step(0.34f, 0.5f, cracks) * Eight.Step(scene.Horizon - 6, scene.Horizon - 30, y);
                Vector256<float> light = Eight.Saturate(Eight.Of(0.5f) + (near - hill) * (sunSide * 12)
                    + (cracks - Eight.Of(0.5f)) * 0.8f);
                light = (light * 0.75f + Eight.Of(0.35f)) * (0.16f + 0.84f * air.Light);
                Colours colour = Colours.Of(rock).Mix(rock.Times(0.7f), Eight.Step(0.45f, 0.6f, strata))
                    .Mix(ground.Mix(patches, 0.3f), green)
                    .Times(light * (0.6f + 0.4f * air.Sun.R), light * (0.6f + 0.4f * air.Sun.G), light
                        * (0.6f + 0.4f * air.Sun.B));
                return (colour.Mix(air.Haze, Eight.Of(isCliff ? 0.12f : 0.3f)),
                    Eight.Saturate(depth + Eight.Of(0.5f)) * Eight.Step(2f, 6f, height)
                        * Eight.Step(scene.Horizon + 4, scene.Horizon + 2, y));
            },
            scene.Horizon - 240,
            scene.Horizon + 6);
        return sheet;
    }
}
