using System.Numerics;
using System.Runtime.InteropServices;

namespace Understudy.MediaEngine.Mouth;

/// <summary>How strong the parts of a sound are at one instant that tell mouth shapes apart, in decibels.</summary>
/// <param name="Level">All of it.</param>
/// <param name="Murmur">80–400 Hz: the voice itself, which goes through closed lips too.</param>
/// <param name="Opening">400–1000 Hz, where the first formant of an open mouth is.</param>
/// <param name="Back">1000–1700 Hz, where the second formant of rounded lips is at most.</param>
/// <param name="Front">1700–2900 Hz, where that of spread lips is.</param>
/// <param name="Hiss">3000–7500 Hz, the noise between teeth.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SoundBands(float Level, float Murmur, float Opening, float Back, float Front, float Hiss)
{
    /// <summary>The rate of the samples.</summary>
    public const int SampleRate = 16_000;

    /// <summary>Samples that are looked at together: 25 milliseconds.</summary>
    public const int Window = 400;

    private const int Size = 512;

    private static readonly float[] _fade =
        [.. Enumerable.Range(0, Window).Select(i => 0.5f - (0.5f * MathF.Cos(2 * MathF.PI * (i + 0.5f) / Window)))];

    private static readonly Complex[] _turns =
        [.. Enumerable.Range(0, Size / 2).Select(i => Complex.FromPolarCoordinates(1, -2 * Math.PI * i / Size))];

    /// <summary>Measures the samples around an instant; beyond both ends is silence.</summary>
    /// <param name="samples">At <see cref="SampleRate"/>.</param>
    /// <param name="centre">The sample in the middle.</param>
    public static SoundBands Around(ReadOnlySpan<short> samples, int centre)
    {
        Span<Complex> spectrum = stackalloc Complex[Size];
        for (int i = 0; i < Window; i++)
        {
            int at = centre - (Window / 2) + i;
            if (at >= 0 && at < samples.Length) spectrum[Reverse(i)] = samples[at] / 32768f * _fade[i];
        }

        Transform(spectrum);
        float murmur = Sum(spectrum, 80, 400);
        float opening = Sum(spectrum, 400, 1000);
        float back = Sum(spectrum, 1000, 1700);
        float front = Sum(spectrum, 1700, 2900);
        float hiss = Sum(spectrum, 3000, 7500);
        return new SoundBands(
            Decibels(murmur + opening + back + front + hiss),
            Decibels(murmur), Decibels(opening), Decibels(back), Decibels(front), Decibels(hiss));
    }

    private static float Sum(ReadOnlySpan<Complex> spectrum, int from, int to)
    {
        double sum = 0;
        for (int i = from * Size / SampleRate; i < to * Size / SampleRate; i++)
            sum += (spectrum[i].Real * spectrum[i].Real) + (spectrum[i].Imaginary * spectrum[i].Imaginary);
        return (float)sum;
    }

    private static float Decibels(float power) => 10 * MathF.Log10(power + 1e-9f);

    /// <summary>The place of a sample among those that the transform takes: its nine bits the other way round.</summary>
    private static int Reverse(int index)
    {
        int reversed = 0;
        for (int bit = 1; bit < Size; bit <<= 1)
        {
            reversed = (reversed << 1) | (index & 1);
            index >>= 1;
        }

        return reversed;
    }

    private static void Transform(Span<Complex> values)
    {
        for (int half = 1; half < Size; half *= 2)
        {
            for (int start = 0; start < Size; start += 2 * half)
            {
                for (int i = 0; i < half; i++)
                {
                    Complex turned = values[start + i + half] * _turns[i * (Size / (2 * half))];
                    values[start + i + half] = values[start + i] - turned;
                    values[start + i] += turned;
                }
            }
        }
    }
}
