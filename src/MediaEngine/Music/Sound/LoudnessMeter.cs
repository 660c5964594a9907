using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Understudy.MediaEngine.Music.Sound;

/// <summary>Integrated loudness of stereo sound at 48 kHz, by ITU-R BS.1770-4.</summary>
internal sealed class LoudnessMeter
{
    private const int Step = 4800;
    private const int StepsOfBlock = 4;
    private const double AbsoluteGate = -70;
    private const double RelativeGate = -10;

    private readonly List<double> _steps = [];
    private readonly Weighting _weighting = new();
    private double _energy;
    private int _count;

    /// <summary>Adds samples, left and right in turn.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<float> samples)
    {
        for (int i = 0; i < samples.Length; i += 2)
        {
            Vector128<double> weighted = _weighting.Next(Vector128.Create(samples[i], (double)samples[i + 1]));
            _energy += Vector128.Sum(weighted * weighted);
            if (++_count < Step) continue;
            _steps.Add(_energy / Step);
            (_energy, _count) = (0, 0);
        }
    }

    /// <summary>LUFS of all that was added; −70 for silence.</summary>
    public double Integrated()
    {
        List<double> blocks = [];
        for (int i = StepsOfBlock; i <= _steps.Count; i++)
        {
            double mean = 0;
            for (int k = i - StepsOfBlock; k < i; k++) mean += _steps[k] / StepsOfBlock;
            if (Loudness(mean) > AbsoluteGate) blocks.Add(mean);
        }
        if (blocks.Count == 0) return AbsoluteGate;
        double gate = Loudness(blocks.Average()) + RelativeGate;
        return Loudness(blocks.Where(block => Loudness(block) > gate).Average());
    }

    private static double Loudness(double meanSquare) => -0.691 + (10 * Math.Log10(meanSquare + 1e-12));

    /// <summary>The recommendation's two filters, with its coefficients for 48 kHz, for left and right at once: a shelf for the
    /// head, a high pass.</summary>
    private sealed class Weighting
    {
        private Vector128<double> _s1;
        private Vector128<double> _s2;
        private Vector128<double> _h1;
        private Vector128<double> _h2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector128<double> Next(Vector128<double> x)
        {
            Vector128<double> shelf = (1.53512485958697 * x) + _s1;
            _s1 = (-2.69169618940638 * x) + (1.69065929318241 * shelf) + _s2;
            _s2 = (1.19839281085285 * x) - (0.73248077421585 * shelf);
            Vector128<double> high = shelf + _h1;
            _h1 = (-2 * shelf) + (1.99004745483398 * high) + _h2;
            _h2 = shelf - (0.99007225036621 * high);
            return high;
        }
    }
}
