using System.Runtime.Intrinsics;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Planning;

namespace Understudy.MediaEngine.Scenes.Painting.Scenery;

/// <summary>One high mountain: Mount Fuji with snow, or a dark volcano.</summary>
internal static class ConePainter
{
    private const float Rise = 245;

    /// <summary>Where its summit is, in units.</summary>
    public static (float X, float Y) Summit(SceneBuilder scene) =>
        (scene.Stage.Width * (scene.Shot.Seed % 2 == 0 ? 0.42f : 0.58f), scene.Horizon - Rise);

    /// <summary>Paints it.</summary>
    public static Sheet Paint(SceneBuilder scene)
    {
        Sheet sheet = new(scene.Stage, 0.07f);
        Atmosphere air = scene.Shot.Air;
        int seed = scene.Seed(16);
        bool isVolcano = scene.Shot.Land.Backdrop == Backdrop.Volcano;
        (float centre, float top) = Summit(scene);
        float sunSide = air.SunX * scene.Stage.Width > centre ? 1 : -1;
        Colour rock = isVolcano ? Colour.Hex(0x4A4040) : Colour.Hex(0x54688C);
        sheet.Shade(
            (x, y) =>
            {
                Vector256<float> dx = (x - Eight.Of(centre)) * (1 / 430f);
                var side = Vector256.Abs(dx);
                // Steep at the summit, and flat at its foot.
                Vector256<float> profile = Vector256.Exp(side * -3.1f) * 1.16f - Eight.Of(0.06f);
                Vector256<float> crater = Eight.Of(isVolcano ? 0.86f : 0.93f) + Noise.Fractal(x * 0.05f, Eight.Of(1), 2, seed)
                    * 0.04f;
                Vector256<float> height = Vector256.Min(profile, crater) * Rise
                    + (Noise.Fractal(x * 0.02f, Eight.Of(7), 4, seed) - Eight.Of(0.5f)) * 10f;
                Vector256<float> depth = y - (Eight.Of(scene.Horizon) - height);
                Vector256<float> down = (y - Eight.Of(top)) * (1 / Rise);
                Vector256<float> gully = Noise.Fractal(dx * 16f / (down + Eight.Of(0.35f)), down * 3f, 4, seed + 3);
                Vector256<float> lit = Eight.Saturate(Eight.Of(0.5f) + dx * (sunSide * 1.6f) + (gully - Eight.Of(0.5f)) * 1.3f);
                Vector256<float> snow = isVolcano
                    ? Vector256<float>.Zero
                    : Eight.Step(0.56f, 0.42f, down + (gully - Eight.Of(0.5f)) * 0.75f);
                Vector256<float> light = (Eight.Of(0.42f) + lit * 0.62f + snow * 0.16f) * (0.22f + 0.78f * air.Light);
                Colours colour = Colours.Of(rock).Mix(Colour.Hex(0xF6F8FC), snow)
                    .Times(light * (0.6f + 0.4f * air.Sun.R), light * (0.6f + 0.4f * air.Sun.G), light
                        * (0.6f + 0.4f * air.Sun.B));
                Vector256<float> haze = Eight.Of(0.2f) + Eight.Step(0.35f, 1.05f, down) * 0.6f;
                return (colour.Mix(air.Haze, haze), Eight.Saturate(depth + Eight.Of(0.5f)));
            },
            top - 30,
            scene.Horizon + 40);
        return sheet;
    }
}
