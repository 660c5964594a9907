using System.Runtime.Intrinsics;
using Understudy.MediaEngine.Scenes.Canvas;

namespace Understudy.MediaEngine.Scenes.Painting.Scenery;

/// <summary>Table mountains of layered red rock.</summary>
internal static class MesaPainter
{
    /// <summary>Paints a row of them.</summary>
    public static Sheet Paint(SceneBuilder scene, float parallax, float rise, float haze, int part)
    {
        Sheet sheet = new(scene.Stage, parallax);
        Atmosphere air = scene.Shot.Air;
        int seed = scene.Seed(part);
        sheet.Shade(
            (x, y) =>
            {
                Vector256<float> ground = Noise.Fractal(x * 0.0042f, Eight.Of(part), 4, seed);
                // Walls: flat on top and below, and steep between.
                Vector256<float> table = Eight.Step(0.46f, 0.5f, ground) * 0.62f + Eight.Step(0.56f, 0.6f, ground) * 0.38f;
                Vector256<float> height = table * rise + ground * 26f + Eight.Of(4);
                Vector256<float> depth = y - (Eight.Of(scene.Horizon + 10) - height);
                Vector256<float> bend = Noise.Fractal(x * 0.01f, y * 0.01f, 3, seed + 6);
                Vector256<float> strata = Noise.Fractal(x * 0.003f, y * 0.075f + bend * 1.6f, 4, seed + 4);
                Vector256<float> cracks = Noise.Ridges(x * 0.035f + bend, y * 0.009f, 4, seed + 5) * 0.75f + bend * 0.4f;
                Vector256<float> light = (Eight.Of(0.42f) + cracks * 0.75f) * (0.15f + 0.85f * air.Light);
                Colours colour = Colours.Of(Colour.Hex(0xA4553A)).Mix(Colour.Hex(0xD88A58), Eight.Step(0.42f, 0.62f, strata))
                    .Mix(Colour.Hex(0x6E3428), Eight.Step(0.5f, 0.36f, strata))
                    .Times(light * (0.6f + 0.4f * air.Sun.R), light * (0.6f + 0.4f * air.Sun.G), light
                        * (0.6f + 0.4f * air.Sun.B));
                Vector256<float> air2 = Eight.Of(haze) + Eight.Step(-60f, 0f, y - Eight.Of(scene.Horizon)) * 0.25f;
                return (colour.Mix(air.Haze, air2), Eight.Saturate(depth + Eight.Of(0.5f)));
            },
            scene.Horizon - rise - 60,
            scene.Horizon + 90);
        return sheet;
    }
}
