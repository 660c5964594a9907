using Understudy.MediaEngine.Scenes.Canvas;

namespace Understudy.MediaEngine.Scenes.Painting.Finishing;

/// <summary>Tiles of 256 × 256 for <see cref="Finish.Grain"/>.</summary>
internal static class GrainTile
{
    private const int Size = 256;

    /// <summary>Film grain.</summary>
    /// <param name="seed">Which.</param>
    /// <param name="strength">In steps of brightness.</param>
    public static sbyte[] Film(int seed, float strength)
    {
        Dice dice = new((uint)seed);
        float[] sharp = new float[Size * Size];
        for (int n = 0; n < sharp.Length; n++) sharp[n] = dice.Float() + dice.Float() + dice.Float() - 1.5f;
        sbyte[] tile = new sbyte[Size * Size];
        for (int y = 0; y < Size; y++)
        {
            for (int x = 0; x < Size; x++)
            {
                float soft = (At(x, y) * 2 + At(x - 1, y) + At(x + 1, y) + At(x, y - 1) + At(x, y + 1)) / 4;
                tile[y * Size + x] = (sbyte)Math.Clamp(MathF.Round(soft * strength), -127, 127);
            }
        }
        return tile;

        float At(int x, int y) => sharp[(y & (Size - 1)) * Size + (x & (Size - 1))];
    }

    /// <summary>The grain of paper.</summary>
    public static sbyte[] Paper(int seed) =>
    [
        .. Noise.Tile(Size, 64, 2, seed).Zip(
            Noise.Tile(Size, 16, 2, seed + 1), (fine, coarse) => (sbyte)Math.Clamp((fine - 128) / 11 + (coarse - 128) / 14, -14,
                10)),
    ];
}
