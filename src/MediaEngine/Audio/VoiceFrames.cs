using System.Runtime.InteropServices;

namespace Understudy.MediaEngine.Audio;

/// <summary>A fiftieth of a second of one channel.</summary>
/// <param name="Level">Root mean square in decibels below full scale; −100 at least.</param>
/// <param name="Pitch">Fundamental frequency in hertz; 0 when the sound is not voiced.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct VoiceFrame(float Level, float Pitch);

/// <summary>Measures one channel frame by frame while its samples stream by.</summary>
internal sealed class VoiceFrames
{
    public const int PerSecond = 50;

    /// <summary>Nothing is lower, in decibels below full scale.</summary>
    public const float SilenceLevel = -100;

    /// <summary>Below any voice: what is slower is the offset of a sound card, in hertz.</summary>
    private const double OffsetCutoff = 20;

    private readonly PitchEstimator _estimator;
    private readonly float _offsetShare;
    private readonly float[] _buffer;
    private readonly List<VoiceFrame> _frames = [];
    private int _count;
    private float _offset;

    /// <param name="sampleRate">Samples per second of what is added.</param>
    public VoiceFrames(int sampleRate)
    {
        Hop = Math.Max(1, sampleRate / PerSecond);
        _estimator = new PitchEstimator(sampleRate);
        _offsetShare = (float)(2 * Math.PI * OffsetCutoff / sampleRate);
        _buffer = new float[sampleRate + _estimator.FrameLength];
    }

    /// <summary>Samples from one frame to the next.</summary>
    public int Hop { get; }

    /// <summary>The frames so far.</summary>
    public ReadOnlySpan<VoiceFrame> Frames => CollectionsMarshal.AsSpan(_frames);

    public void Add(float sample)
    {
        _offset += (sample - _offset) * _offsetShare;
        _buffer[_count++] = sample - _offset;
        if (_count == _buffer.Length) Complete();
    }

    /// <summary>Measures all frames whose samples are there.</summary>
    public void Complete()
    {
        int start = 0;
        for (; start + _estimator.FrameLength <= _count; start += Hop)
        {
            float level = Level(_buffer.AsSpan(start, Hop));
            double? pitch = level > SilenceLevel ? _estimator.Estimate(_buffer.AsSpan(start)) : null;
            _frames.Add(new VoiceFrame(level, (float)(pitch ?? 0)));
        }

        _buffer.AsSpan(start, _count - start).CopyTo(_buffer);
        _count -= start;
    }

    private static float Level(ReadOnlySpan<float> samples)
    {
        double power = 0;
        foreach (float sample in samples)
            power += (double)sample * sample;
        return Math.Max(SilenceLevel, (float)(10 * Math.Log10((power / samples.Length) + 1e-20)));
    }
}
