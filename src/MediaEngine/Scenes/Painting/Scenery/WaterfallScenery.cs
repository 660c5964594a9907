using System.Runtime.Intrinsics;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Painting.Parts;

namespace Understudy.MediaEngine.Scenes.Painting.Scenery;

/// <summary>A waterfall from a cliff at the horizon, with spray at its foot.</summary>
internal static class WaterfallScenery
{
    private const float Parallax = 0.17f;
    private const float Drop = 210;
    private const float HalfWidth = 46;

    /// <summary>Adds it.</summary>
    public static void Add(SceneBuilder scene)
    {
        Atmosphere air = scene.Shot.Air;
        float centre = scene.Stage.Centre + (scene.Shot.Seed % 2 == 0 ? -60 : 60);
        float foot = scene.Horizon + 6;
        int seed = scene.Seed(61);
        Sheet cliff = new(scene.Stage, Parallax);
        cliff.Shade(
            (x, y) =>
            {
                Vector256<float> edge = Noise.Fractal(x * 0.012f, Eight.Of(2), 5, seed);
                Vector256<float> side = Vector256.Abs(x - Eight.Of(centre)) * (1 / 380f);
                Vector256<float> height = Eight.Step(1.15f, 0.5f, side + (edge - Eight.Of(0.5f)) * 0.35f)
                    * (Eight.Of(Drop - 20) + edge * 70f);
                Vector256<float> cracks = Noise.Fractal(x * 0.045f, y * 0.011f, 5, seed + 1);
                Vector256<float> green = Eight.Step(0.52f, 0.64f, Noise.Fractal(x * 0.018f, y * 0.02f, 4, seed + 2));
                Vector256<float> light = (Eight.Of(0.2f) + cracks * 0.75f) * (0.16f + 0.84f * air.Light);
                Colours colour = Colours.Of(Colour.Hex(0x68645E)).Mix(Colour.Hex(0x466A38), green)
                    .Times(light * (0.6f + 0.4f * air.Sun.R), light * (0.6f + 0.4f * air.Sun.G), light
                        * (0.6f + 0.4f * air.Sun.B));
                return (colour.Mix(air.Haze, Eight.Of(0.16f)), Eight.Saturate(y - (Eight.Of(foot) - height))
                    * Eight.Step(foot + 2, foot, y));
            },
            foot - Drop - 90,
            foot + 3);
        scene.Add(cliff);
        Colour white = Colour.White.Times(0.3f + 0.7f * air.Light).Mix(air.Sun, 0.15f);
        scene.Add(new Light(
            Parallax,
            time => (x, y) =>
            {
                Vector256<float> dx = x - Eight.Of(centre);
                Vector256<float> down = (y - Eight.Of(foot - Drop)) * (1 / Drop);
                Vector256<float> half = Eight.Of(HalfWidth * 0.72f) + down * (HalfWidth * 0.4f);
                Vector256<float> strands = Noise.Fractal(dx * 0.09f, y * 0.012f - Eight.Of(time * 2.6f), 4, seed + 3);
                Vector256<float> body = Eight.Step(1f, 0.55f, Vector256.Abs(dx) / half + (strands - Eight.Of(0.5f)) * 0.7f)
                    * Eight.Step(-0.03f, 0.03f, down) * Eight.Step(1.02f, 0.96f, down);
                Vector256<float> spray = Vector256.Exp((dx * dx * 0.00016f) * -1f - (y - Eight.Of(foot)) * (y - Eight.Of(foot))
                    * 0.0009f)
                    * (Noise.Fractal(x * 0.02f, y * 0.03f + Eight.Of(time * 0.5f), 3, seed + 4) + Eight.Of(0.2f)) * 0.6f;
                return (Colours.Of(white), Eight.Saturate(body * (Eight.Of(0.35f) + strands * 0.75f) + spray));
            },
            foot - Drop - 10,
            foot + 60));
    }
}
