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
        (float[] values, float[] weights, float[] bias) =
            (Noise(rows * inputs), Noise(inputs * outputs), Noise(outputs));
        DenseLayer layer = new(weights, bias, negativeSlope: 0.1f);
        float[] result = new float[rows * layer.Outputs];

        layer.Apply(values, result);

        for (int row = 0; row < rows; row++)
        {
            for (int output = 0; output < outputs; output++)
            {
                float expected = bias[output];
                for (int input = 0; input < inputs; input++)
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
        FeatureMap input = new(6, 8, 3);
        Noise(input.Values.Length).CopyTo(input.Values);
        float[] filters = Noise(3 * 3 * 3 * 16);

        FeatureMap result =
            new SpatialConvolution(filters, new float[16], stride, padded, negativeSlope: 1).Apply(input);

        (result.Height, result.Width).ShouldBe(padded ? (3, 4) : (4, 6));
        for (int y = 0; y < result.Height; y++)
        {
            for (int x = 0; x < result.Width; x++)
                result.Pixel(x, y)[5].ShouldBe(Window(input, filters, x * stride, y * stride, output: 5), tolerance: 1e-4f);
        }
    }

    private static float Window(FeatureMap input, float[] filters, int left, int top, int output)
    {
        float sum = 0f;
        for (int dy = 0; dy < 3 && top + dy < input.Height; dy++)
        {
            for (int dx = 0; dx < 3 && left + dx < input.Width; dx++)
            {
                for (int channel = 0; channel < 3; channel++)
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
        Random random = new(length);
        return [.. Enumerable.Range(0, length).Select(_ => random.NextSingle() - 0.5f)];
    }
}
