using System.Runtime.InteropServices;

namespace Understudy.MediaEngine.Faces;

/// <summary>Which two neighbours of a line a sample between them is mixed of. Those outside have no weight.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Tap(int First, int Second, float FirstWeight, float SecondWeight)
{
    /// <summary>How much of the sample lies in the picture, 0 to 1.</summary>
    public float Weight => FirstWeight + SecondWeight;

    /// <summary>Samples at even steps.</summary>
    /// <param name="start">Where the first step begins, in pixels.</param>
    /// <param name="length">All steps, in pixels.</param>
    /// <param name="count">How many.</param>
    /// <param name="limit">Pixels of the line.</param>
    public static Tap[] Along(float start, float length, int count, int limit)
    {
        var taps = new Tap[count];
        for (int i = 0; i < count; i++)
        {
            float position = start + ((i + 0.5f) * length / count) - 0.5f;
            int first = (int)MathF.Floor(position);
            float fraction = position - first;
            taps[i] = new Tap(
                Math.Clamp(first, 0, limit - 1), Math.Clamp(first + 1, 0, limit - 1),
                first >= 0 && first < limit ? 1 - fraction : 0,
                first + 1 >= 0 && first + 1 < limit ? fraction : 0);
        }

        return taps;
    }
}
