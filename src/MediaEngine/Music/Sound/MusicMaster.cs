using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Understudy.MediaEngine.Music.Sound;

/// <summary>Brings music to the loudness of everything that the platform makes, and to its end.</summary>
/// <remarks>
/// Loops over all samples, here and in what this uses, are compiled well at once: the runtime would compile them so only when the
/// first piece of music is nearly made.
/// </remarks>
internal sealed class MusicMaster
{
    /// <summary>LUFS.</summary>
    public const double Loudness = -16;

    /// <summary>The true peak, of full scale: −2 dB, so that AAC and MP3, which overshoot, stay below −1.</summary>
    private const float Ceiling = 0.794f;

    private const double Tolerance = 0.2;
    private const int MostPasses = 3;
    private const float LoudestGain = 60;

    /// <summary>Seconds of the fade at the end, and of the silence behind it.</summary>
    private const double Fade = 1.6;
    private const double Silence = 0.12;

    private readonly float[] _samples;
    private readonly float[] _peaks;
    private readonly LoudnessMeter _meter = new();
    private readonly int _frames;
    private int _filled;
    private int _peaked;
    private float[] _gains = [];

    /// <summary>Waits for sound.</summary>
    /// <param name="frames">How many frames of it are wanted, at 48 kHz.</param>
    public MusicMaster(int frames)
    {
        _frames = frames;
        _samples = new float[frames * 2];
        _peaks = new float[frames];
    }

    /// <summary>How much of what is wanted has come: 0 to 1.</summary>
    public double Filled => (double)_filled / _frames;

    /// <summary>Whether all of it has.</summary>
    public bool IsFull => _filled == _frames;

    /// <summary>Takes sound as it comes, and measures it meanwhile; what is beyond the end is left out.</summary>
    /// <param name="samples">Left and right in turn.</param>
    public void Add(ReadOnlySpan<float> samples)
    {
        int count = Math.Min(samples.Length / 2, _frames - _filled);
        samples[..(count * 2)].CopyTo(_samples.AsSpan(_filled * 2));
        Take(count);
    }

    /// <summary>Finds the gains; what has not come is silence.</summary>
    public void Finish()
    {
        Take(_frames - _filled);
        double decibels = Loudness - _meter.Integrated();
        // What the limiter takes away is given back.
        for (int pass = 0; pass < MostPasses; pass++)
        {
            _gains = Limiter.GainsOf(_peaks, (float)Math.Min(LoudestGain, Math.Pow(10, decibels / 20)), Ceiling);
            double missing = Loudness - Measure();
            if (Math.Abs(missing) < Tolerance) break;
            decibels += missing;
        }
    }

    /// <summary>The sound as PCM of 16 bits, in pieces that are good until the next.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Pcm()
    {
        const int Frames = 1 << 14;
        byte[] piece = new byte[Frames * 4];
        for (int first = 0; first < _frames; first += Frames)
        {
            int count = Math.Min(Frames, _frames - first);
            Write(piece, first, count);
            yield return piece.AsMemory(0, count * 4);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Write(byte[] piece, int first, int count)
    {
        for (int i = 0; i < count * 2; i++)
        {
            float sample = _samples[(first * 2) + i] * _gains[first + (i / 2)];
            BinaryPrimitives.WriteInt16LittleEndian(piece.AsSpan(i * 2), (short)MathF.Round(sample * short.MaxValue));
        }
    }

    private void Take(int count)
    {
        int begin = _filled;
        _filled += count;
        FadeOut(begin, _filled);
        _meter.Add(_samples.AsSpan(begin * 2, count * 2));
        int known = _filled == _frames ? _frames : Math.Max(_peaked, _filled - TruePeak.Reach);
        TruePeak.Find(_samples, _peaks, _peaked, known);
        _peaked = known;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Measure()
    {
        LoudnessMeter meter = new();
        float[] block = new float[1 << 14];
        for (int first = 0; first < _samples.Length; first += block.Length)
        {
            int count = Math.Min(block.Length, _samples.Length - first);
            for (int i = 0; i < count; i++) block[i] = _samples[first + i] * _gains[(first + i) / 2];
            meter.Add(block.AsSpan(0, count));
        }
        return meter.Integrated();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FadeOut(int from, int to)
    {
        int silent = _frames - (int)(Silence * FluidSynth.SampleRate);
        int begin = Math.Max(0, silent - (int)Math.Min(Fade * FluidSynth.SampleRate, _frames / 8));
        for (int i = Math.Max(from, begin); i < to; i++)
        {
            double at = Math.Min(1, (double)(i - begin) / (silent - begin));
            float gain = (float)(0.5 + (0.5 * Math.Cos(Math.PI * at)));
            _samples[i * 2] *= gain;
            _samples[(i * 2) + 1] *= gain;
        }
    }
}
