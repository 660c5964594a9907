using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Understudy.MediaEngine.Scenes.Canvas;

/// <summary>Eight pixels, blue, green, red and alpha a byte each, the colours multiplied by alpha.</summary>
internal static class Pixels
{
    private static readonly Vector256<ushort> _alphas =
        Vector256.Create((ushort)3, 3, 3, 3, 7, 7, 7, 7, 11, 11, 11, 11, 15, 15, 15, 15);

    /// <summary>Lays one pixel over another.</summary>
    public static uint Over(uint above, uint below)
    {
        uint left = 256 - (above >> 24) - (above >> 31);
        return above + (((below & 0xFF00FF) * left >> 8) & 0xFF00FF) + (((below >> 8) & 0xFF00FF) * left & 0xFF00FF00);
    }

    /// <summary>Lays eight pixels over eight others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Over(Vector256<byte> above, Vector256<byte> below)
    {
        (Vector256<ushort> lower, Vector256<ushort> upper) = Vector256.Widen(above);
        (Vector256<ushort> low, Vector256<ushort> high) = Vector256.Widen(below);
        return Vector256.AddSaturate(above, Narrow((low * Left(lower)) >> 8, (high * Left(upper)) >> 8));
    }

    /// <summary>Between eight pixels and eight others, by weights below 128 for each part of each pixel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Mix(
        Vector256<byte> a, Vector256<byte> b, Vector256<ushort> lowerWeights, Vector256<ushort> upperWeights)
    {
        (Vector256<ushort> lowA, Vector256<ushort> highA) = Vector256.Widen(a);
        (Vector256<ushort> lowB, Vector256<ushort> highB) = Vector256.Widen(b);
        return Narrow(Mix(lowA, lowB, lowerWeights), Mix(highA, highB, upperWeights));
    }

    // To a is added what b is more, times the weight, rounded: in one instruction where there is one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ushort> Mix(Vector256<ushort> a, Vector256<ushort> b, Vector256<ushort> weights) =>
        Avx2.IsSupported
            ? a + Avx2.MultiplyHighRoundScale((b - a).AsInt16(), (weights << 8).AsInt16()).AsUInt16()
            : (a * (Vector256.Create((ushort)128) - weights) + b * weights + Vector256.Create((ushort)64)) >> 7;

    // Values up to 255: they need no mask.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Narrow(Vector256<ushort> lower, Vector256<ushort> upper) =>
        Avx2.IsSupported
            ? Avx2.Permute4x64(Avx2.PackUnsignedSaturate(lower.AsInt16(), upper.AsInt16()).AsUInt64(), 0b11_01_10_00).AsByte()
            : Vector256.Narrow(lower, upper);

    // How much of what is below shows: 256 less alpha, and a little less for 128 and more, so that 255 hides it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ushort> Left(Vector256<ushort> pixels)
    {
        var alpha = Vector256.Shuffle(pixels, _alphas);
        return Vector256.Create((ushort)256) - alpha - (alpha >> 7);
    }
}
