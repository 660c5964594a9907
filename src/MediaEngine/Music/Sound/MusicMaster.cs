using System.Buffers.Binary;

namespace Understudy.MediaEngine.Music.Sound;

/// <summary>Brings music to the loudness of everything that the platform makes, and to its end.</summary>
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
    private readonly float[] _gains;

    private MusicMaster(float[] samples, float[] gains)
    {
        _samples = samples;
        _gains = gains;
    }

    /// <summary>Finds the gains.</summary>
    /// <param name="samples">Left and right in turn, at 48 kHz; their end is changed.</param>
    public static MusicMaster Of(float[] samples)
    {
        FadeOut(samples);
        LoudnessMeter meter = new();
        meter.Add(samples);
        double decibels = Loudness - meter.Integrated();
        float[] peaks = TruePeak.Of(samples);
        float[] gains = [];
        // What the limiter takes away is given back.
        for (int pass = 0; pass < MostPasses; pass++)
        {
            gains = Limiter.GainsOf(samples, peaks, (float)Math.Min(LoudestGain, Math.Pow(10, decibels / 20)), Ceiling);
            double missing = Loudness - Measure(samples, gains);
            if (Math.Abs(missing) < Tolerance) break;
            decibels += missing;
        }
        return new MusicMaster(samples, gains);
    }

    /// <summary>The sound as PCM of 16 bits, in pieces that are good until the next.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Pcm()
    {
        const int Frames = 1 << 14;
        byte[] piece = new byte[Frames * 4];
        for (int first = 0; first < _gains.Length; first += Frames)
        {
            int count = Math.Min(Frames, _gains.Length - first);
            for (int i = 0; i < count * 2; i++)
            {
                float sample = _samples[(first * 2) + i] * _gains[first + (i / 2)];
                BinaryPrimitives.WriteInt16LittleEndian(piece.AsSpan(i * 2), (short)MathF.Round(sample * short.MaxValue));
            }
            yield return piece.AsMemory(0, count * 4);
        }
    }

    private static double Measure(float[] samples, float[] gains)
    {
        LoudnessMeter meter = new();
        float[] block = new float[1 << 14];
        for (int first = 0; first < samples.Length; first += block.Length)
        {
            int count = Math.Min(block.Length, samples.Length - first);
            for (int i = 0; i < count; i++) block[i] = samples[first + i] * gains[(first + i) / 2];
            meter.Add(block.AsSpan(0, count));
        }
        return meter.Integrated();
    }

    private static void FadeOut(float[] samples)
    {
        int frames = samples.Length / 2;
        int silent = frames - (int)(Silence * FluidSynth.SampleRate);
        int begin = Math.Max(0, silent - (int)Math.Min(Fade * FluidSynth.SampleRate, frames / 8));
        for (int i = begin; i < frames; i++)
        {
            double at = Math.Min(1, (double)(i - begin) / (silent - begin));
            float gain = (float)(0.5 + (0.5 * Math.Cos(Math.PI * at)));
            samples[i * 2] *= gain;
            samples[(i * 2) + 1] *= gain;
        }
    }
}
