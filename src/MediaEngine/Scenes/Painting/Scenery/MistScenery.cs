using System.Runtime.Intrinsics;
using Understudy.MediaEngine.Scenes.Canvas;

namespace Understudy.MediaEngine.Scenes.Painting.Scenery;

/// <summary>Banks of mist that drift.</summary>
internal static class MistScenery
{
    /// <summary>Adds one, in the colour of the haze.</summary>
    public static void Add(SceneBuilder scene, float parallax, float from, float to, float alpha, int part) =>
        Add(scene, parallax, from, to, alpha, part, scene.Shot.Air.Haze, pace: 5);

    /// <summary>Adds one.</summary>
    /// <param name="scene">To what.</param>
    /// <param name="parallax">Its depth.</param>
    /// <param name="from">Its upper edge, in units.</param>
    /// <param name="to">Its lower edge.</param>
    /// <param name="alpha">How dense it is.</param>
    /// <param name="part">Which seed.</param>
    /// <param name="colour">Its colour.</param>
    /// <param name="pace">How fast it drifts, in units a second.</param>
    public static void Add(
        SceneBuilder scene, float parallax, float from, float to, float alpha, int part, Colour colour, float pace)
    {
        float spare = 30 + Math.Abs(pace) * 13;
        Sheet sheet = new(scene.Stage, parallax, spareX: spare)
        {
            Drift = time => (Math.Clamp(time * pace, 20 - spare, spare - 20), 0),
        };
        int seed = scene.Seed(part);
        float middle = (from + to) / 2;
        sheet.Shade(
            (x, y) =>
            {
                Vector256<float> density = Eight.Step(0.28f, 0.75f, Noise.Fractal(x * (1 / 420f), y * (1 / 70f), 4, seed));
                Vector256<float> edge = Eight.Step(from, middle, y) * Eight.Step(to, middle, y);
                return (Colours.Of(colour), density * edge * alpha);
            },
            from,
            to);
        scene.Add(sheet, isSoft: true);
    }
}
