using System.Numerics;

namespace Understudy.MediaEngine.Speech.Voices;

/// <summary>The power of short stretches of sound by frequency (a Fourier transform of a power of two, with Hann's
/// window).</summary>
internal sealed class PowerSpectrum
{
    private readonly double[] _window;
    private readonly Complex[] _values;

    /// <param name="length">Samples of a stretch, a power of two.</param>
    public PowerSpectrum(int length)
    {
        _values = new Complex[length];
        _window = new double[length];
        for (int i = 0; i < length; i++)
            _window[i] = 0.5 - (0.5 * Math.Cos(2 * Math.PI * i / length));
    }

    /// <summary>Adds the power of each frequency, from 0 to half the sample rate, to what is there.</summary>
    public void AddTo(double[] power, ReadOnlySpan<short> samples)
    {
        for (int i = 0; i < _values.Length; i++)
            _values[Reversed(i)] = samples[i] / 32768.0 * _window[i];
        for (int size = 2; size <= _values.Length; size *= 2)
        {
            var turn = Complex.FromPolarCoordinates(1, -2 * Math.PI / size);
            for (int start = 0; start < _values.Length; start += size)
            {
                Complex factor = Complex.One;
                for (int i = start; i < start + (size / 2); i++, factor *= turn)
                {
                    Complex even = _values[i];
                    Complex odd = _values[i + (size / 2)] * factor;
                    (_values[i], _values[i + (size / 2)]) = (even + odd, even - odd);
                }
            }
        }

        for (int i = 0; i < power.Length; i++)
            power[i] += (_values[i].Real * _values[i].Real) + (_values[i].Imaginary * _values[i].Imaginary);
    }

    private int Reversed(int index)
    {
        int reversed = 0;
        for (int bit = 1; bit < _values.Length; bit *= 2, index /= 2)
            reversed = (reversed * 2) + (index & 1);
        return reversed;
    }
}
