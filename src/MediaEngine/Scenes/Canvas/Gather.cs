using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Understudy.MediaEngine.Scenes.Canvas;

/// <summary>Reads eight places of a table at once where the processor can, and one after the other elsewhere.</summary>
internal static unsafe class Gather
{
    /// <summary>Bytes that a table must go on behind its last place.</summary>
    public const int Spare = 3;

    /// <summary>Bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Bytes(byte* table, Vector256<int> at)
    {
        if (Avx2.IsSupported) return Avx2.GatherVector256((int*)table, at, 1) & Vector256.Create(255);
        return Vector256.Create(
            table[at[0]], table[at[1]], table[at[2]], table[at[3]], table[at[4]], table[at[5]], table[at[6]], table[at[7]]);
    }

    /// <summary>Pixels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Pixels(uint* table, Vector256<int> at)
    {
        if (Avx2.IsSupported) return Avx2.GatherVector256(table, at, 4);
        return Vector256.Create(
            table[at[0]], table[at[1]], table[at[2]], table[at[3]], table[at[4]], table[at[5]], table[at[6]], table[at[7]]);
    }
}
