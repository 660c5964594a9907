using System.Runtime.Intrinsics;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Painting.Parts;

namespace Understudy.MediaEngine.Scenes.Painting.Scenery;

/// <summary>Curtains of green light that wave, with a violet upper edge.</summary>
internal static class AuroraScenery
{
    /// <summary>Adds them.</summary>
    public static void Add(SceneBuilder scene)
    {
        int seed = scene.Seed(20) & 1023;
        float bottom = scene.Horizon - 130;
        scene.Add(new Light(
            0.02f,
            time => (x, y) =>
            {
                Vector256<float> green = Vector256<float>.Zero;
                Vector256<float> violet = Vector256<float>.Zero;
                for (int curtain = 0; curtain < 3; curtain++)
                {
                    Vector256<float> fold = Noise.Fractal(
                        x * 0.0016f + Eight.Of(curtain * 5 + time * 0.05f), Eight.Of(time * 0.06f + curtain), 3, seed + curtain);
                    Vector256<float> edge = Eight.Of(bottom - curtain * 62) + (fold - Eight.Of(0.5f)) * 330f;
                    Vector256<float> up = (edge - y) * (1f / (170 + 50 * curtain));
                    Vector256<float> rays = Noise.Fractal(
                        x * 0.02f + fold * 9f, Eight.Of(time * 0.22f + curtain * 3), 2, seed + 30 + curtain) * 1.5f;
                    Vector256<float> curtainLight = Eight.Step(-0.05f, 0.09f, up) * Vector256.Exp(up * -2.3f) * rays
                        * (0.8f - curtain * 0.16f);
                    green += curtainLight;
                    violet += curtainLight * Eight.Step(0.15f, 1f, up);
                }
                Vector256<float> all = Eight.Saturate(green);
                Colours colour = Colours.Of(Colour.Hex(0x2CF0A0)).Mix(Colour.Hex(0xA048E8), Eight.Saturate(violet * 1.7f));
                return (colour, all * 0.85f);
            },
            0,
            scene.Horizon));
    }
}
