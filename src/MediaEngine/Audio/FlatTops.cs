namespace Understudy.MediaEngine.Audio;

/// <summary>
/// Finds sound that was cut off, whatever its level is now: where a wave is clipped, far more samples lie at its ceiling
/// than just beneath, whereas the peaks of any other sound, however loud, thin out upwards.
/// </summary>
/// <remarks>
/// Each side of the wave has its own ceiling, for a wave with an offset is clipped on one side. A codec, a filter or another
/// sample rate makes the flat tops wavy, hence three tests of growing width. A pure tone, whose peaks are the roundest that
/// there are, has 2.4, 2.6 and 1.4 of the ratios that they ask for.
/// </remarks>
internal sealed class FlatTops
{
    // Bins of a 256th of an octave from 2^-24 to 2^20: the exponent and the first bits of the fraction of a float.
    private const int BinShift = 15;
    private const int FirstBin = (127 - 24) << 8;
    private const int BinCount = 44 << 8;

    /// <summary>So coarse are the steps of what is quieter that tops are flat by themselves, in steps.</summary>
    private const float FewestSteps = 8;

    private readonly int[][] _sides = [new int[BinCount], new int[BinCount]];
    private readonly int[] _counts = new int[2];
    private float _smallest = float.MaxValue;

    /// <summary>Counts a sample.</summary>
    public void Add(float sample)
    {
        var side = sample > 0 ? 0 : 1;
        var size = MathF.Abs(sample);
        if (size == 0)
            return;
        _counts[side]++;
        _sides[side][Bin(size)]++;
        if (size < _smallest) _smallest = size;
    }

    /// <summary>Judges the samples since the last time and forgets them.</summary>
    /// <param name="length">How many there were, with those that are zero.</param>
    /// <returns>How many lie on flat tops, and the size of the largest.</returns>
    public (int Clipped, float Ceiling) Take(int length)
    {
        var clipped = 0;
        float ceiling = 0;
        for (var side = 0; side < 2; side++)
        {
            if (_counts[side] > 0)
            {
                var largest = Quantile(_sides[side], 1);
                ceiling = Math.Max(ceiling, largest);
                if (largest >= FewestSteps * _smallest)
                    clipped += Clipped(_sides[side], largest, length);
            }

            Array.Clear(_sides[side]);
            _counts[side] = 0;
        }

        _smallest = float.MaxValue;
        return (clipped, ceiling);
    }

    private static int Clipped(int[] bins, float largest, int length)
    {
        var usual = Quantile(bins, length / 1000);
        var high = Quantile(bins, length / 50);
        var exact = Above(bins, largest * 0.96f);
        var wavy = Above(bins, usual * 0.84f);
        var wild = Above(bins, high * 0.7f);
        if (wild > 2 * (Above(bins, high * 0.2f) - wild))
            return wild;
        if (wavy > 3 * (Above(bins, usual * 0.7f) - wavy))
            return wavy;
        return exact > 3 * (Above(bins, largest * 0.92f) - exact) && exact > length / 1000 ? exact : 0;
    }

    /// <summary>The size that so many samples reach.</summary>
    private static float Quantile(int[] bins, int count)
    {
        var bin = BinCount - 1;
        for (var above = bins[bin]; above < Math.Max(1, count) && bin > 0; above += bins[bin])
            bin--;
        return BitConverter.Int32BitsToSingle((bin + FirstBin) << BinShift);
    }

    private static int Above(int[] bins, float size)
    {
        var count = 0;
        foreach (var samples in bins.AsSpan(Bin(size)))
            count += samples;
        return count;
    }

    private static int Bin(float size) =>
        Math.Clamp((BitConverter.SingleToInt32Bits(size) >> BinShift) - FirstBin, 0, BinCount - 1);
}
