using Understudy.MediaEngine.Faces.Networks;

namespace Understudy.MediaEngine.Tests.Faces;

public sealed class NetworkLayerTests
{
    [Theory]
    [InlineData(1, 3, 5)]
    [InlineData(7, 27, 25)]
    [InlineData(8, 64, 16)]
    public void A_dense_layer_is_a_matrix_product(int rows, int inputs, int outputs)
    {
        var (values, weights, bias) = (Noise(rows * inputs), Noise(inputs * outputs), Noise(outputs));
        var layer = new DenseLayer(weights, bias, negativeSlope: 0.1f);
        var result = new float[rows * layer.Outputs];

        layer.Apply(values, result);

        for (var row = 0; row < rows; row++)
        {
            for (var output = 0; output < outputs; output++)
            {
                var expected = bias[output];
                for (var input = 0; input < inputs; input++)
                    expected += values[(row * inputs) + input] * weights[(input * outputs) + output];
                result[(row * layer.Outputs) + output]
                    .ShouldBe(expected < 0 ? expected * 0.1f : expected, tolerance: 1e-4f);
            }
        }
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void A_spatial_convolution_sums_each_window(int stride, bool padded)
    {
        var input = new FeatureMap(6, 8, 3);
        Noise(input.Values.Length).CopyTo(input.Values, 0);
        var filters = Noise(3 * 3 * 3 * 16);

        var result = new SpatialConvolution(filters, new float[16], stride, padded, negativeSlope: 1).Apply(input);

        (result.Height, result.Width).ShouldBe(padded ? (3, 4) : (4, 6));
        for (var y = 0; y < result.Height; y++)
        {
            for (var x = 0; x < result.Width; x++)
                result.Pixel(x, y)[5].ShouldBe(Window(input, filters, x * stride, y * stride, output: 5), tolerance: 1e-4f);
        }
    }

    private static float Window(FeatureMap input, float[] filters, int left, int top, int output)
    {
        var sum = 0f;
        for (var dy = 0; dy < 3 && top + dy < input.Height; dy++)
        {
            for (var dx = 0; dx < 3 && left + dx < input.Width; dx++)
            {
                for (var channel = 0; channel < 3; channel++)
                {
                    sum += input.Pixel(left + dx, top + dy)[channel]
                           * filters[((((dy * 3) + dx) * 3) + channel) * 16 + output];
                }
            }
        }

        return sum;
    }

    private static float[] Noise(int length)
    {
        var random = new Random(length);
        return [.. Enumerable.Range(0, length).Select(_ => random.NextSingle() - 0.5f)];
    }
}
