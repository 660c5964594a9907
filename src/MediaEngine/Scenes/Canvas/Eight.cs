using System.Runtime.Intrinsics;

namespace Understudy.MediaEngine.Scenes.Canvas;

/// <summary>Arithmetic on eight neighbouring pixels at a time.</summary>
internal static class Eight
{
    /// <summary>0, 1, … 7.</summary>
    public static Vector256<float> Steps { get; } = Vector256.Create(0f, 1, 2, 3, 4, 5, 6, 7);

    /// <summary>The same number eight times.</summary>
    public static Vector256<float> Of(float value) => Vector256.Create(value);

    /// <summary>From a (at 0) to b (at 1).</summary>
    public static Vector256<float> Mix(Vector256<float> a, Vector256<float> b, Vector256<float> t) => a + (b - a) * t;

    /// <summary>Held between 0 and 1.</summary>
    public static Vector256<float> Saturate(Vector256<float> value) =>
        Vector256.Min(Vector256.Max(value, Vector256<float>.Zero), Vector256<float>.One);

    /// <summary>0 up to one edge and 1 from the other, in either order, with a smooth step between them.</summary>
    public static Vector256<float> Step(float from, float to, Vector256<float> value)
    {
        Vector256<float> t = Saturate((value - Of(from)) * (1f / (to - from)));
        return t * t * (Of(3) - t * 2f);
    }

    /// <summary>The same for one number.</summary>
    public static float Step(float from, float to, float value)
    {
        float t = Math.Clamp((value - from) / (to - from), 0, 1);
        return t * t * (3 - 2 * t);
    }
}
