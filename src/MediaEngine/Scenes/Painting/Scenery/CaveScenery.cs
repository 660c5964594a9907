using System.Runtime.Intrinsics;
using Understudy.MediaEngine.Scenes.Canvas;

namespace Understudy.MediaEngine.Scenes.Painting.Scenery;

/// <summary>The mouth of a cave, out of which one looks.</summary>
internal static class CaveScenery
{
    /// <summary>Adds it, in front of all.</summary>
    public static void Add(SceneBuilder scene)
    {
        Sheet sheet = new(scene.Stage, 1);
        int seed = scene.Seed(75);
        float radiusX = scene.Stage.Width * 0.43f;
        Atmosphere air = scene.Shot.Air;
        sheet.Shade((x, y) =>
        {
            Vector256<float> dx = (x - Eight.Of(scene.Stage.Centre)) * (1 / radiusX);
            Vector256<float> dy = (y - Eight.Of(390)) * (1 / 310f);
            Vector256<float> rough = Noise.Fractal(x * 0.008f, y * 0.008f, 5, seed) - Eight.Of(0.5f);
            Vector256<float> far = Vector256.Sqrt(dx * dx + dy * dy) + rough * 0.62f;
            Vector256<float> wall = Eight.Step(0.97f, 0.985f, far);
            var rim = Vector256.Exp((far - Vector256<float>.One) * -9f);
            Vector256<float> facets = Noise.Fractal(x * 0.02f, y * 0.014f, 5, seed + 4);
            Colours colour = Colours.Of(Colour.Hex(0x0C0A0C)).Mix(Colour.Hex(0x4A3C36).Mix(air.Haze, 0.3f), rim * facets
                * (0.3f + 1.1f * air.Light));
            return (colour, wall);
        });
        scene.Add(sheet);
    }
}
