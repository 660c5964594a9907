using System.Runtime.Intrinsics;
using Understudy.MediaEngine.Scenes.Canvas;

namespace Understudy.MediaEngine.Scenes.Painting.Scenery;

/// <summary>A large planet, of which a part is seen.</summary>
internal static class PlanetPainter
{
    /// <summary>Paints it.</summary>
    /// <param name="scene">For what.</param>
    /// <param name="parallax">Its depth.</param>
    /// <param name="place">Its middle and its radius, in units.</param>
    /// <param name="colours">Of its seas, its land and its clouds.</param>
    public static Sheet Paint(SceneBuilder scene, float parallax, (float X, float Y, float Radius) place, int[] colours)
    {
        Sheet sheet = new(scene.Stage, parallax);
        int seed = scene.Seed(155);
        sheet.Shade((x, y) =>
        {
            Vector256<float> dx = (x - Eight.Of(place.X)) * (1 / place.Radius);
            Vector256<float> dy = (y - Eight.Of(place.Y)) * (1 / place.Radius);
            Vector256<float> square = dx * dx + dy * dy;
            var towards = Vector256.Sqrt(Vector256.Max(Vector256<float>.One - square, Vector256<float>.Zero));
            var far = Vector256.Sqrt(square);
            Vector256<float> u = dx / (towards + Eight.Of(0.55f));
            Vector256<float> v = dy / (towards * 0.4f + Eight.Of(0.75f));
            Vector256<float> surface = Noise.Fractal(u * 2.2f + Noise.Fractal(u * 3f, v * 3f, 3, seed) * 0.8f, v * 2.2f, 6, seed
                + 1);
            Vector256<float> clouds = Noise.Fractal(u * 3.4f + surface * 1.2f, v * 5f, 6, seed + 5);
            Vector256<float> lit = Eight.Saturate(dx * -0.5f + dy * -0.52f + towards * 0.62f) * 1.15f + Eight.Of(0.012f);
            Vector256<float> rim = Eight.Saturate(Vector256<float>.One - towards);
            rim = rim * rim * rim * lit;
            Vector256<float> disc = Eight.Step(1 + 1.2f / place.Radius, 1 - 1.2f / place.Radius, far);
            Vector256<float> halo = Vector256.Exp(Vector256.Max(far - Vector256<float>.One, Vector256<float>.Zero) * -22f)
                * Eight.Saturate(dx * -0.5f + dy * -0.52f + Eight.Of(0.35f)) * 0.55f * (Vector256<float>.One - disc);
            Colours colour = Colours.Of(Colour.Hex(colours[0]))
                .Mix(Colour.Hex(colours[1]), Eight.Step(0.5f, 0.56f, surface))
                .Mix(Colour.Hex(colours[2]), Eight.Step(0.52f, 0.72f, clouds) * 0.9f)
                .Times(lit, lit, lit).Add(new Colour(0.45f, 0.7f, 1), rim);
            var air = Colours.Of(new Colour(0.45f, 0.68f, 1));
            return (new Colours(
                Eight.Mix(air.R, colour.R, disc), Eight.Mix(air.G, colour.G, disc), Eight.Mix(air.B, colour.B, disc)),
                    Vector256.Max(disc, halo));
        });
        return sheet;
    }
}
