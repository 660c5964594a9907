namespace Understudy.MediaEngine.Faces.Networks;

/// <summary>A full 3×3 convolution of a picture with few channels.</summary>
internal sealed class SpatialConvolution(
    ReadOnlySpan<float> filters, ReadOnlySpan<float> bias, int stride, bool padded, float negativeSlope) : IConvolution
{
    private const int Window = 3;
    private readonly DenseLayer _layer = new(filters, bias, negativeSlope);

    /// <summary>Without padding the edges are cut; with padding the picture ends in zeros at the right and bottom.</summary>
    public FeatureMap Apply(FeatureMap input)
    {
        FeatureMap result = padded
            ? new FeatureMap((input.Height + stride - 1) / stride, (input.Width + stride - 1) / stride, _layer.Outputs)
            : new FeatureMap(
                ((input.Height - Window) / stride) + 1, ((input.Width - Window) / stride) + 1, _layer.Outputs);
        float[] windows = new float[result.Width * _layer.Inputs];
        for (int y = 0; y < result.Height; y++)
        {
            Gather(input, y * stride, windows, result.Width);
            _layer.Apply(windows, result.Row(y));
        }

        return result;
    }

    private void Gather(FeatureMap input, int top, Span<float> windows, int count)
    {
        int rowLength = Window * input.Channels;
        for (int dy = 0; dy < Window; dy++)
        {
            Span<float> source = top + dy < input.Height ? input.Row(top + dy) : default;
            for (int x = 0; x < count; x++)
            {
                Span<float> target = windows.Slice((((x * Window) + dy) * rowLength), rowLength);
                int start = x * stride * input.Channels;
                int available = Math.Clamp(source.Length - start, 0, rowLength);
                source.Slice(Math.Min(start, source.Length), available).CopyTo(target);
                target[available..].Clear();
            }
        }
    }
}
