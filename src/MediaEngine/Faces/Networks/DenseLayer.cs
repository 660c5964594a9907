using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Understudy.MediaEngine.Faces.Networks;

/// <summary>
/// Multiplies rows of inputs with a weight matrix: a fully connected layer, a 1×1 convolution over a row of pixels, or
/// a 3×3 convolution over gathered windows. Four rows by sixteen outputs are computed at a time, which keeps all
/// partial sums in registers.
/// </summary>
internal sealed class DenseLayer
{
    private const int Lanes = 8;
    private const int PanelWidth = 2 * Lanes;
    private const int RowsAtOnce = 4;

    private readonly float[] _panels;
    private readonly float[] _bias;
    private readonly float _negativeSlope;

    /// <param name="weights">One row of outputs for each input.</param>
    /// <param name="bias">One value for each output.</param>
    /// <param name="negativeSlope">What negative results are multiplied with: 0 rectifies, 1 keeps them.</param>
    public DenseLayer(ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, float negativeSlope)
    {
        _negativeSlope = negativeSlope;
        Inputs = weights.Length / bias.Length;
        Outputs = (bias.Length + PanelWidth - 1) / PanelWidth * PanelWidth;
        _bias = new float[Outputs];
        bias.CopyTo(_bias);
        _panels = new float[Inputs * Outputs];
        for (int input = 0; input < Inputs; input++)
        {
            for (int output = 0; output < bias.Length; output++)
            {
                int panel = output / PanelWidth * Inputs * PanelWidth;
                _panels[panel + (input * PanelWidth) + (output % PanelWidth)] =
                    weights[(input * bias.Length) + output];
            }
        }
    }

    /// <summary>Values in one row of inputs.</summary>
    public int Inputs { get; }

    /// <summary>Values in one row of outputs: those of the weights, filled up with zeros to a multiple of 16.</summary>
    public int Outputs { get; }

    public void Apply(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        int rows = inputs.Length / Inputs;
        if (inputs.Length != rows * Inputs || outputs.Length != rows * Outputs)
            throw new ArgumentException("Inputs and outputs must have the same number of whole rows.");

        for (int output = 0; output < Outputs; output += PanelWidth)
        {
            int row = 0;
            for (; row <= rows - RowsAtOnce; row += RowsAtOnce)
                ApplyToFourRows(inputs, outputs, row, output);
            for (; row < rows; row++)
                ApplyToOneRow(inputs, outputs, row, output);
        }
    }

    // The bounds were checked by Apply; the loads below are unchecked because this is nearly all the time of a network.
    private void ApplyToFourRows(ReadOnlySpan<float> inputs, Span<float> outputs, int row, int output)
    {
        ref float weight = ref MemoryMarshal.GetReference(_panels.AsSpan(output * Inputs));
        ref float bias = ref MemoryMarshal.GetReference(_bias.AsSpan(output));
        ref float input0 = ref MemoryMarshal.GetReference(inputs[(row * Inputs)..]);
        ref float input1 = ref MemoryMarshal.GetReference(inputs[((row + 1) * Inputs)..]);
        ref float input2 = ref MemoryMarshal.GetReference(inputs[((row + 2) * Inputs)..]);
        ref float input3 = ref MemoryMarshal.GetReference(inputs[((row + 3) * Inputs)..]);
        var left0 = Vector256.LoadUnsafe(ref bias);
        var right0 = Vector256.LoadUnsafe(ref bias, Lanes);
        Vector256<float> left1 = left0, left2 = left0, left3 = left0;
        Vector256<float> right1 = right0, right2 = right0, right3 = right0;
        for (nuint i = 0; i < (nuint)Inputs; i++)
        {
            var leftWeights = Vector256.LoadUnsafe(ref weight, i * PanelWidth);
            var rightWeights = Vector256.LoadUnsafe(ref weight, (i * PanelWidth) + Lanes);
            var value = Vector256.Create(Unsafe.Add(ref input0, i));
            left0 = Vector256.MultiplyAddEstimate(value, leftWeights, left0);
            right0 = Vector256.MultiplyAddEstimate(value, rightWeights, right0);
            value = Vector256.Create(Unsafe.Add(ref input1, i));
            left1 = Vector256.MultiplyAddEstimate(value, leftWeights, left1);
            right1 = Vector256.MultiplyAddEstimate(value, rightWeights, right1);
            value = Vector256.Create(Unsafe.Add(ref input2, i));
            left2 = Vector256.MultiplyAddEstimate(value, leftWeights, left2);
            right2 = Vector256.MultiplyAddEstimate(value, rightWeights, right2);
            value = Vector256.Create(Unsafe.Add(ref input3, i));
            left3 = Vector256.MultiplyAddEstimate(value, leftWeights, left3);
            right3 = Vector256.MultiplyAddEstimate(value, rightWeights, right3);
        }

        Store(left0, right0, outputs.Slice((row * Outputs) + output, PanelWidth));
        Store(left1, right1, outputs.Slice(((row + 1) * Outputs) + output, PanelWidth));
        Store(left2, right2, outputs.Slice(((row + 2) * Outputs) + output, PanelWidth));
        Store(left3, right3, outputs.Slice(((row + 3) * Outputs) + output, PanelWidth));
    }

    private void ApplyToOneRow(ReadOnlySpan<float> inputs, Span<float> outputs, int row, int output)
    {
        ref float weight = ref MemoryMarshal.GetReference(_panels.AsSpan(output * Inputs));
        ref float bias = ref MemoryMarshal.GetReference(_bias.AsSpan(output));
        var left = Vector256.LoadUnsafe(ref bias);
        var right = Vector256.LoadUnsafe(ref bias, Lanes);
        nuint offset = 0;
        foreach (float input in inputs.Slice(row * Inputs, Inputs))
        {
            var value = Vector256.Create(input);
            left = Vector256.MultiplyAddEstimate(value, Vector256.LoadUnsafe(ref weight, offset), left);
            right = Vector256.MultiplyAddEstimate(value, Vector256.LoadUnsafe(ref weight, offset + Lanes), right);
            offset += PanelWidth;
        }

        Store(left, right, outputs.Slice((row * Outputs) + output, PanelWidth));
    }

    private void Store(Vector256<float> left, Vector256<float> right, Span<float> destination)
    {
        Vector256.Max(left, left * _negativeSlope).CopyTo(destination);
        Vector256.Max(right, right * _negativeSlope).CopyTo(destination[Lanes..]);
    }
}
