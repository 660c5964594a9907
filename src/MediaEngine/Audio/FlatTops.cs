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

    /// <summary>The mean of speech is next to nothing; more is an offset, as a share of the peak.</summary>
    private const float LeastOffset = 0.2f;

    private readonly int[][] _sides = [new int[BinCount], new int[BinCount]];

    /// <summary>Judges half a second or so of sound.</summary>
    /// <returns>How many samples lie on flat tops, and the size of the largest.</returns>
    public (int Clipped, float Ceiling) Judge(ReadOnlySpan<float> samples)
    {
        float offset = Offset(samples);
        float smallest = float.MaxValue;
        Array.Clear(_sides[0]);
        Array.Clear(_sides[1]);
        foreach (float sample in samples)
        {
            float size = MathF.Abs(sample - offset);
            if (size == 0) continue;
            _sides[sample > offset ? 0 : 1][Bin(size)]++;
            if (size < smallest) smallest = size;
        }

        int clipped = 0;
        float ceiling = 0;
        foreach (int[] side in _sides)
        {
            float largest = Quantile(side, 1);
            ceiling = Math.Max(ceiling, largest);
            if (largest >= FewestSteps * smallest) clipped += Clipped(side, largest, samples.Length);
        }

        return (clipped, ceiling);
    }

    private static float Offset(ReadOnlySpan<float> samples)
    {
        double sum = 0;
        float peak = 0;
        foreach (float sample in samples)
        {
            sum += sample;
            peak = Math.Max(peak, MathF.Abs(sample));
        }

        float mean = (float)(sum / samples.Length);
        return MathF.Abs(mean) > LeastOffset * peak ? mean : 0;
    }

    private static int Clipped(int[] bins, float largest, int length)
    {
        float usual = Quantile(bins, length / 1000);
        float high = Quantile(bins, length / 50);
        int exact = Above(bins, largest * 0.96f);
        int wavy = Above(bins, usual * 0.84f);
        int wild = Above(bins, high * 0.7f);
        if (wild > 2 * (Above(bins, high * 0.2f) - wild)) return wild;
        if (wavy > 3 * (Above(bins, usual * 0.7f) - wavy)) return wavy;
        return exact > 3 * (Above(bins, largest * 0.92f) - exact) && exact > length / 1000 ? exact : 0;
    }

    /// <summary>The size that so many samples reach.</summary>
    private static float Quantile(int[] bins, int count)
    {
        int bin = BinCount - 1;
        for (int above = bins[bin]; above < Math.Max(1, count) && bin > 0; above += bins[bin])
            bin--;
        return BitConverter.Int32BitsToSingle((bin + FirstBin) << BinShift);
    }

    private static int Above(int[] bins, float size)
    {
        int count = 0;
        foreach (int samples in bins.AsSpan(Bin(size)))
            count += samples;
        return count;
    }

    private static int Bin(float size) =>
        Math.Clamp((BitConverter.SingleToInt32Bits(size) >> BinShift) - FirstBin, 0, BinCount - 1);
}
