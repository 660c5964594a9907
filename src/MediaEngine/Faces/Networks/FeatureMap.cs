using System.Buffers;
using System.Numerics;

namespace Understudy.MediaEngine.Faces.Networks;

/// <summary>
/// A picture of several channels; the channels of one pixel lie side by side. Its memory, of up to megabytes, is used again when it
/// is disposed of: a network makes a dozen of them for each face.
/// </summary>
internal sealed class FeatureMap(int height, int width, int channels) : IDisposable
{
    private float[] _values = ArrayPool<float>.Shared.Rent(height * width * channels);

    public int Height { get; } = height;

    public int Width { get; } = width;

    public int Channels { get; } = channels;

    /// <summary>All of them. Every layer writes all of its result: they begin with what was there before.</summary>
    public Span<float> Values => _values.AsSpan(0, Height * Width * Channels);

    public Span<float> Row(int y) => _values.AsSpan(y * Width * Channels, Width * Channels);

    public ReadOnlySpan<float> Pixel(int x, int y) => _values.AsSpan(((y * Width) + x) * Channels, Channels);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_values.Length > 0) ArrayPool<float>.Shared.Return(_values);
        _values = [];
    }

    public void Add(FeatureMap other)
    {
        Span<float> values = Values;
        ReadOnlySpan<float> addend = other.Values;
        int i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
            (new Vector<float>(values[i..]) + new Vector<float>(addend[i..])).CopyTo(values[i..]);
        for (; i < values.Length; i++)
            values[i] += addend[i];
    }

    public FeatureMap Rectified()
    {
        FeatureMap result = new(Height, Width, Channels);
        ReadOnlySpan<float> values = Values;
        Span<float> rectified = result.Values;
        int i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
            Vector.Max(new Vector<float>(values[i..]), Vector<float>.Zero).CopyTo(rectified[i..]);
        for (; i < values.Length; i++)
            rectified[i] = Math.Max(values[i], 0);
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
