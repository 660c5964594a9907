using System.Runtime.Intrinsics;

namespace Understudy.MediaEngine.Scenes.Canvas;

/// <summary>
/// Gradient noise for eight pixels at a time. Whole-number hashes and plain products and sums only, so that a seed gives the
/// same bits wherever floating point is IEEE's.
/// </summary>
internal static class Noise
{
    /// <summary>One octave, about −0.8 to 0.8.</summary>
    public static Vector256<float> Gradient(Vector256<float> x, Vector256<float> y, int seed)
    {
        var left = Vector256.Floor(x);
        var top = Vector256.Floor(y);
        Vector256<float> fx = x - left;
        Vector256<float> fy = y - top;
        var ix = Vector256.ConvertToInt32(left);
        var iy = Vector256.ConvertToInt32(top);
        Vector256<int> one = Vector256<int>.One;
        Vector256<float> unit = Vector256<float>.One;
        Vector256<float> a = Corner(ix, iy, seed, fx, fy);
        Vector256<float> b = Corner(ix + one, iy, seed, fx - unit, fy);
        Vector256<float> c = Corner(ix, iy + one, seed, fx, fy - unit);
        Vector256<float> d = Corner(ix + one, iy + one, seed, fx - unit, fy - unit);
        return Eight.Mix(Eight.Mix(a, b, Fade(fx)), Eight.Mix(c, d, Fade(fx)), Fade(fy));
    }

    /// <summary>A sum of octaves, each half as large and turned by 37 degrees, so that no lattice shows: about 0 to 1, mean
    /// 0.5.</summary>
    /// <param name="x">Where.</param>
    /// <param name="y">Where.</param>
    /// <param name="octaves">How many.</param>
    /// <param name="seed">Which noise.</param>
    /// <param name="gain">How strong each octave is beside the one before.</param>
    public static Vector256<float> Fractal(
        Vector256<float> x, Vector256<float> y, int octaves, int seed, float gain = 0.5f)
    {
        Vector256<float> sum = Vector256<float>.Zero;
        float strength = 1;
        float total = 0;
        for (int octave = 0; octave < octaves; octave++)
        {
            sum += Gradient(x, y, seed + octave * 131) * strength;
            total += strength;
            strength *= gain;
            (x, y) = (x * 1.61f - y * 1.21f + Eight.Of(17.3f), x * 1.21f + y * 1.61f - Eight.Of(9.1f));
        }
        return sum * (0.9f / total) + Eight.Of(0.5f);
    }

    /// <summary>Sharp ridges that branch, 0 to 1: mountains.</summary>
    public static Vector256<float> Ridges(
        Vector256<float> x, Vector256<float> y, int octaves, int seed, float gain = 0.5f)
    {
        Vector256<float> sum = Vector256<float>.Zero;
        Vector256<float> before = Vector256<float>.One;
        float strength = 1;
        float total = 0;
        for (int octave = 0; octave < octaves; octave++)
        {
            var ridge = Vector256.Max(
                Vector256<float>.One - Vector256.Abs(Gradient(x, y, seed + octave * 57)) * 1.7f, Vector256<float>.Zero);
            ridge *= ridge;
            sum += ridge * before * strength;
            before = Eight.Saturate(ridge * 1.6f);
            total += strength;
            strength *= gain;
            (x, y) = (x * 1.65f - y * 1.13f + Eight.Of(3.7f), x * 1.13f + y * 1.65f + Eight.Of(5.9f));
        }
        return sum * (1f / total);
    }

    /// <summary>The same as <see cref="Fractal"/> at one place.</summary>
    public static float At(float x, float y, int octaves, int seed) => Fractal(Eight.Of(x), Eight.Of(y), octaves, seed)[0];

    /// <summary>A square of noise that repeats in both directions, as bytes around 128.</summary>
    /// <param name="size">Its side, a power of two.</param>
    /// <param name="period">How many cells the first octave has a side.</param>
    /// <param name="octaves">How many octaves.</param>
    /// <param name="seed">Which noise.</param>
    public static byte[] Tile(int size, int period, int octaves, int seed)
    {
        float[] sum = new float[size * size];
        float strength = 1;
        for (int octave = 0; octave < octaves; octave++, strength *= 0.5f, period *= 2)
            for (int y = 0; y < size; y++)
                for (int x = 0; x < size; x++)
                    sum[y * size + x] += strength * Repeating(
                        x * (float)period / size, y * (float)period / size, period, seed + octave);
        return [.. sum.Select(value => (byte)Math.Clamp(128 + value * 150, 0, 255))];
    }

    private static float Repeating(float x, float y, int period, int seed)
    {
        int left = (int)x;
        int top = (int)y;
        float fx = x - left;
        float fy = y - top;
        float u = Fade(fx);
        float above = float.Lerp(Corner(left, top, fx, fy), Corner(left + 1, top, fx - 1, fy), u);
        float below = float.Lerp(Corner(left, top + 1, fx, fy - 1), Corner(left + 1, top + 1, fx - 1, fy - 1), u);
        return float.Lerp(above, below, Fade(fy));

        float Corner(int cx, int cy, float dx, float dy)
        {
            uint hash = (uint)(cx % period * 374761393 + cy % period * 668265263 + seed * 974711);
            hash = (hash ^ (hash >> 13)) * 1274126177u;
            hash ^= hash >> 16;
            return ((hash & 0xFFF) / 2047.5f - 1) * dx + (((hash >> 12) & 0xFFF) / 2047.5f - 1) * dy;
        }
    }

    private static Vector256<float> Corner(
        Vector256<int> x, Vector256<int> y, int seed, Vector256<float> dx, Vector256<float> dy)
    {
        Vector256<int> hash = x * 374761393 + y * 668265263 + Vector256.Create(seed * 974711);
        hash = (hash ^ Vector256.ShiftRightLogical(hash, 13)) * 1274126177;
        hash ^= Vector256.ShiftRightLogical(hash, 16);
        var mask = Vector256.Create(0xFFF);
        Vector256<float> gx = Vector256.ConvertToSingle(hash & mask) * (2f / 4095) - Vector256<float>.One;
        Vector256<float> gy =
            Vector256.ConvertToSingle(Vector256.ShiftRightLogical(hash, 12) & mask) * (2f / 4095) - Vector256<float>.One;
        return gx * dx + gy * dy;
    }

    private static Vector256<float> Fade(Vector256<float> t) => t * t * t * (t * (t * 6f - Eight.Of(15)) + Eight.Of(10));

    private static float Fade(float t) => t * t * t * (t * (t * 6 - 15) + 10);
}
