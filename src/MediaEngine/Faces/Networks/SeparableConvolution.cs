using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Understudy.MediaEngine.Faces.Networks;

/// <summary>A 3×3 filter on each channel by itself, followed by a 1×1 convolution across the channels.</summary>
internal sealed class SeparableConvolution : IConvolution
{
    private const int Window = 3;
    private readonly float[] _filter;
    private readonly DenseLayer _pointwise;
    private readonly int _stride;
    private readonly int _padding;

    /// <param name="weights">The network's tensors.</param>
    /// <param name="name">Where this layer's tensors are found.</param>
    /// <param name="stride">1, or 2 to halve a picture of even size.</param>
    /// <param name="negativeSlope">See <see cref="DenseLayer"/>.</param>
    public SeparableConvolution(NetworkWeights weights, string name, int stride, float negativeSlope)
    {
        _filter = weights[name + "/depthwise_filter"];
        _pointwise = new DenseLayer(weights[name + "/pointwise_filter"], weights[name + "/bias"], negativeSlope);
        _stride = stride;
        // With stride 2 the networks were trained with all of the padding at the right and bottom.
        _padding = stride == 1 ? 1 : 0;
    }

    public FeatureMap Apply(FeatureMap input)
    {
        FeatureMap result = new(
            (input.Height + _stride - 1) / _stride, (input.Width + _stride - 1) / _stride, _pointwise.Outputs);
        float[] filtered = new float[result.Width * input.Channels];
        for (int y = 0; y < result.Height; y++)
        {
            FilterRow(input, (y * _stride) - _padding, filtered);
            _pointwise.Apply(filtered, result.Row(y));
        }

        return result;
    }

    private void FilterRow(FeatureMap input, int top, Span<float> filtered)
    {
        int channels = input.Channels;
        int firstRow = Math.Max(top, 0);
        int lastRow = Math.Min(top + Window, input.Height) - 1;
        // All places are within the picture and the filter, as is seen here: the loads need not be checked one by one.
        ref float values = ref MemoryMarshal.GetReference(input.Values);
        ref float filter = ref MemoryMarshal.GetArrayDataReference(_filter);
        for (int x = 0; x < filtered.Length / channels; x++)
        {
            int left = (x * _stride) - _padding;
            int firstColumn = Math.Max(left, 0);
            int lastColumn = Math.Min(left + Window, input.Width) - 1;
            Span<float> result = filtered.Slice(x * channels, channels);
            for (int channel = 0; channel < channels; channel += Vector256<float>.Count)
            {
                Vector256<float> sum = Vector256<float>.Zero;
                for (int y = firstRow; y <= lastRow; y++)
                {
                    nuint tap = (nuint)(((((y - top) * Window) + firstColumn - left) * channels) + channel);
                    nuint value = (nuint)((((y * input.Width) + firstColumn) * channels) + channel);
                    for (int column = firstColumn; column <= lastColumn; column++)
                    {
                        sum = Vector256.MultiplyAddEstimate(
                            Vector256.LoadUnsafe(ref filter, tap), Vector256.LoadUnsafe(ref values, value), sum);
                        tap += (nuint)channels;
                        value += (nuint)channels;
                    }
                }

                sum.CopyTo(result[channel..]);
            }
        }
    }
}
