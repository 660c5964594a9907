using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Figures.Drawing;

namespace Understudy.MediaEngine.Scenes.Figures.Plants;

/// <summary>
/// Branches, and the thousands of blots that make a crown: dark below and inside, bright above and towards the light.
/// </summary>
internal static class Foliage
{
    /// <summary>A trunk that forks again and again.</summary>
    /// <param name="easel">Where.</param>
    /// <param name="bark">Its colour.</param>
    /// <param name="length">Of the trunk up to its first fork, in metres.</param>
    /// <param name="thick">Half its thickness at the foot.</param>
    /// <param name="spread">How wide branches part, in radians.</param>
    /// <param name="levels">How often it forks.</param>
    /// <returns>Where the twigs end.</returns>
    public static List<SKPoint> Branches(Easel easel, Colour bark, float length, float thick, float spread, int levels)
    {
        List<SKPoint> tips = [];
        Fork(0, thick * 1.2f, easel.Between(-0.08f, 0.08f), length, thick, levels);
        return tips;

        void Fork(float x, float y, float angle, float extent, float half, int left)
        {
            float endX = x + MathF.Sin(angle) * extent, endY = y + MathF.Cos(angle) * extent,
                bend = easel.Between(-0.12f, 0.12f) * extent;
            float end = half * (left == 0 ? 0.25f : 0.66f), foot = left == levels ? half * 1.5f : half;
            SKPath limb = easel.Tube(x, y, foot, (x + endX) / 2 + bend, (y + endY) / 2, (half + end) / 2, endX, endY, end);
            if (left >= levels - 1) easel.Solid(limb, bark, 0.1f);
            else easel.Flat(limb, bark, 0.45f);
            if (left <= 1) tips.Add(new SKPoint(endX, endY));
            if (left == 0) return;
            int count = 2 + easel.Below(2);
            for (int i = 0; i < count; i++)
            {
                float part = count == 2 ? i * 2 - 1 : i - 1;
                Fork(
                    endX, endY, angle * 0.9f + part * spread * easel.Between(0.55f, 1) + easel.Between(-0.15f, 0.15f),
                    extent * easel.Between(0.62f, 0.8f), end, left - 1);
            }
        }
    }

    /// <summary>A crown of leaves in tufts.</summary>
    /// <param name="easel">Where.</param>
    /// <param name="tufts">The middle of each tuft.</param>
    /// <param name="radius">Of a tuft, in metres.</param>
    /// <param name="leaf">How big a blot is, in metres.</param>
    /// <param name="tones">From the darkest to the brightest colour.</param>
    /// <param name="blots">How many blots, if the figure is seen from near.</param>
    public static void Crown(
        Easel easel, IReadOnlyList<SKPoint> tufts, float radius, float leaf, (Colour Dark, Colour Mid, Colour Bright) tones,
        int blots = 3200)
    {
        // From afar, a blot must be seen and not be many.
        blots = (int)Math.Clamp(easel.Pixels * easel.Pixels * 0.35f, 200, blots);
        leaf = MathF.Max(leaf, 0.75f * easel.Height / MathF.Max(easel.Pixels, 1));
        float top = tufts.Max(tuft => tuft.Y) + radius, bottom = tufts.Min(tuft => tuft.Y) - radius,
            left = tufts.Min(tuft => tuft.X) - radius, right = tufts.Max(tuft => tuft.X) + radius;
        for (int i = 0; i < blots; i++)
        {
            SKPoint tuft = tufts[easel.Below(tufts.Count)];
            float depth = i / (float)blots, around = easel.Between(0, MathF.Tau), away = MathF.Sqrt(easel.Between(0, 1)) * radius;
            float x = tuft.X + MathF.Cos(around) * away, y = tuft.Y + MathF.Sin(around) * away * 0.82f;
            float inTuft = Math.Clamp((y - tuft.Y) / (radius * 2) + 0.5f + easel.Side * (x - tuft.X) / (radius * 3), 0, 1);
            float inCrown = Math.Clamp((y - bottom) / (top - bottom) + easel.Side * ((x - left) / (right - left) - 0.5f) * 0.8f,
                0, 1);
            float lit = Math.Clamp((inTuft * 0.6f + inCrown * 0.55f) * (0.3f + 0.8f * depth), 0, 1);
            Colour colour = lit < 0.45f ? tones.Dark.Mix(tones.Mid, lit / 0.45f) : tones.Mid.Mix(tones.Bright,
                (lit - 0.45f) / 0.55f);
            if (depth > 0.75f && lit > 0.6f && easel.Chance(0.3f)) colour = colour.Mix(Colour.White, 0.25f);
            float size = leaf * easel.Between(0.6f, 1.3f) * (1.5f - 0.7f * depth);
            easel.Spot(x, y, size * easel.Between(0.9f, 1.4f), size, colour, 0.25f + lit * 0.75f, easel.Between(0.65f, 1));
        }
    }
}
