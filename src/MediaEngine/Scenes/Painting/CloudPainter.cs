using System.Runtime.Intrinsics;
using Understudy.MediaEngine.Scenes.Canvas;

namespace Understudy.MediaEngine.Scenes.Painting;

/// <summary>A bank of clouds.</summary>
/// <param name="Top">The height where it begins, in units from above.</param>
/// <param name="Bottom">The height where it ends.</param>
/// <param name="Cover">How much of the sky it covers, 0 to 1.</param>
/// <param name="Size">How wide a cloud is, in units.</param>
internal sealed record CloudBank(float Top, float Bottom, float Cover, float Size)
{
    /// <summary>How softly it ends: 0.05 is a hard edge, 0.2 a veil.</summary>
    public float Softness { get; init; } = 0.14f;

    /// <summary>How many times wider than high its clouds are.</summary>
    public float Stretch { get; init; } = 2.4f;

    /// <summary>How much it hides, 0 to 1.</summary>
    public float Alpha { get; init; } = 0.95f;

    /// <summary>Whether its clouds are heaps and not veils.</summary>
    public bool IsPuffy { get; init; }
}

/// <summary>Clouds of warped noise, lit by how much thinner they are a step towards the sun.</summary>
internal static class CloudPainter
{
    /// <summary>Paints a bank on a sheet.</summary>
    public static void Paint(Sheet sheet, Stage stage, Atmosphere air, CloudBank bank, int seed)
    {
        float sunX = air.SunX * stage.Width;
        float towardsX = (air.SunX - 0.5f) * 0.12f;
        const float TowardsY = -0.07f;
        float span = bank.Bottom - bank.Top;
        float threshold = 1 - bank.Cover;
        sheet.Shade(
            (x, y) =>
            {
                Vector256<float> u = x * (1 / bank.Size);
                Vector256<float> v = y * (bank.Stretch / bank.Size);
                Vector256<float> warp = Noise.Fractal(u * 0.7f + Eight.Of(3.1f), v * 0.7f, 3, seed + 50)
                    * (bank.IsPuffy ? 0.35f : 1.1f);
                u += warp;
                v += warp * 0.6f;
                Vector256<float> density = Density(u, v, 6, bank.IsPuffy, seed);
                Vector256<float> beside = Density(u + Eight.Of(towardsX), v + Eight.Of(TowardsY), 4, bank.IsPuffy, seed);
                Vector256<float> edge = Eight.Step(bank.Top, bank.Top + span * 0.35f, y)
                    * Eight.Step(bank.Bottom, bank.Bottom - span * 0.3f, y);
                Vector256<float> alpha = Eight.Step(
                    threshold - bank.Softness, threshold + bank.Softness, density * (edge * 0.35f + Eight.Of(0.65f)))
                    * Eight.Step(0f, 0.25f, edge);
                Vector256<float> lit = Eight.Saturate(
                    (density - beside) * 5f + Eight.Of(0.55f) - (alpha - Eight.Of(0.5f)) * 0.35f);
                Vector256<float> dx = (x - Eight.Of(sunX)) * (1 / 400f);
                Vector256<float> dy = (y - Eight.Of(air.SunY)) * (1 / 400f);
                // Thin edges near the sun let its light through.
                Vector256<float> glow = Vector256.Exp((dx * dx + dy * dy) * -1f) * (Vector256<float>.One - alpha) * 0.6f * lit;
                return (Colours.Of(air.CloudShade).Mix(air.CloudLit, lit).Add(air.Sun, glow), alpha * bank.Alpha);
            },
            bank.Top,
            bank.Bottom);
    }

    private static Vector256<float> Density(Vector256<float> u, Vector256<float> v, int octaves, bool isPuffy, int seed)
    {
        if (!isPuffy) return Noise.Fractal(u, v, octaves, seed);
        Vector256<float> bumps =
            Vector256.Abs(Noise.Fractal(u * 2.3f, v * 2.3f, octaves, seed + 5) - Eight.Of(0.5f)) * 3f + Eight.Of(0.12f);
        return Noise.Fractal(u, v, 3, seed) * 0.62f + bumps * 0.45f + Eight.Of(0.03f);
    }
}
