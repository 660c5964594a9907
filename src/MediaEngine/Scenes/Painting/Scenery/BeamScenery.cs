using System.Runtime.Intrinsics;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Painting.Parts;

namespace Understudy.MediaEngine.Scenes.Painting.Scenery;

/// <summary>Rays that come from the sun through gaps in what is before it.</summary>
internal static class BeamScenery
{
    /// <summary>Adds them, over all.</summary>
    public static void Add(SceneBuilder scene)
    {
        Atmosphere air = scene.Shot.Air;
        float sunX = air.SunX * scene.Stage.Width;
        float sunY = air.SunY - 40;
        float strength = scene.Shot.Any("sunbeams") ? 0.5f : 0.24f;
        int seed = scene.Seed(130) & 1023;
        scene.Add(new Light(
            0.1f,
            time => (x, y) =>
            {
                Vector256<float> dx = x - Eight.Of(sunX);
                Vector256<float> dy = y - Eight.Of(sunY);
                Vector256<float> far = Vector256.Sqrt(dx * dx + dy * dy) + Eight.Of(1);
                Vector256<float> rays = Noise.Fractal(dx / far * 5f + Eight.Of(time * 0.03f), dy / far * 5f + Eight.Of(seed), 3,
                    seed);
                Vector256<float> light = Eight.Step(0.46f, 0.74f, rays) * Vector256.Exp(far * (-1 / 420f))
                    * Eight.Step(10f, 120f, far);
                return (Colours.Of(air.Sun), light * strength);
            },
            0,
            Stage.Height));
    }
}
