using System.Numerics;

namespace Understudy.MediaEngine.Faces.Networks;

/// <summary>A picture of several channels; the channels of one pixel lie side by side.</summary>
internal sealed class FeatureMap(int height, int width, int channels)
{
    public int Height { get; } = height;

    public int Width { get; } = width;

    public int Channels { get; } = channels;

    // Every layer writes all of its result, so clearing the memory first would be wasted.
    public float[] Values { get; } = GC.AllocateUninitializedArray<float>(height * width * channels);

    public Span<float> Row(int y) => Values.AsSpan(y * Width * Channels, Width * Channels);

    public ReadOnlySpan<float> Pixel(int x, int y) => Values.AsSpan(((y * Width) + x) * Channels, Channels);

    public void Add(FeatureMap other)
    {
        Span<float> addend = other.Values.AsSpan();
        int i = 0;
        for (; i <= Values.Length - Vector<float>.Count; i += Vector<float>.Count)
            (new Vector<float>(Values, i) + new Vector<float>(addend[i..])).CopyTo(Values, i);
        for (; i < Values.Length; i++)
            Values[i] += addend[i];
    }

    public FeatureMap Rectified()
    {
        FeatureMap result = new(Height, Width, Channels);
        int i = 0;
        for (; i <= Values.Length - Vector<float>.Count; i += Vector<float>.Count)
            Vector.Max(new Vector<float>(Values, i), Vector<float>.Zero).CopyTo(result.Values, i);
        for (; i < Values.Length; i++)
            result.Values[i] = Math.Max(Values[i], 0);
        return result;
    }

    /// <summary>The largest value of each 2×2 window; windows at the right and bottom edge may be cut.</summary>
    public FeatureMap MaxPool(int stride)
    {
        FeatureMap result = new((Height + stride - 1) / stride, (Width + stride - 1) / stride, Channels);
        for (int y = 0; y < result.Height; y++)
        {
            int upper = y * stride;
            int lower = Math.Min(upper + 1, Height - 1);
            for (int x = 0; x < result.Width; x++)
            {
                int left = x * stride;
                int right = Math.Min(left + 1, Width - 1);
                Max(
                    Pixel(left, upper), Pixel(right, upper), Pixel(left, lower), Pixel(right, lower),
                    result.Row(y).Slice(x * Channels, Channels));
            }
        }

        return result;
    }

    private static void Max(
        ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c, ReadOnlySpan<float> d, Span<float> result)
    {
        int i = 0;
        for (; i <= result.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var upper = Vector.Max(new Vector<float>(a[i..]), new Vector<float>(b[i..]));
            var lower = Vector.Max(new Vector<float>(c[i..]), new Vector<float>(d[i..]));
            Vector.Max(upper, lower).CopyTo(result[i..]);
        }

        for (; i < result.Length; i++)
            result[i] = Math.Max(Math.Max(a[i], b[i]), Math.Max(c[i], d[i]));
    }
}
