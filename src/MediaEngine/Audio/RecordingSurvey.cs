namespace Understudy.MediaEngine.Audio;

/// <summary>What a recording holds, channel by channel.</summary>
internal sealed class RecordingSurvey
{
    private readonly ChannelSurvey[] _channels;
    private long _samples;

    public RecordingSurvey(int sampleRate, int channels)
    {
        SampleRate = sampleRate;
        _channels = [.. Enumerable.Range(0, channels).Select(_ => new ChannelSurvey(sampleRate))];
    }

    /// <summary>Samples per second and channel.</summary>
    public int SampleRate { get; }

    public IReadOnlyList<ChannelSurvey> Channels => _channels;

    /// <summary>Seconds of sound so far.</summary>
    public double Duration => (double)_samples / SampleRate;

    /// <summary>Takes interleaved samples.</summary>
    public void Add(ReadOnlySpan<float> samples)
    {
        for (int channel = 0; channel < _channels.Length; channel++)
            _channels[channel].Add(samples, channel, _channels.Length);
        _samples += samples.Length / _channels.Length;
    }

    /// <summary>Measures what is left at the end.</summary>
    public void Complete()
    {
        foreach (ChannelSurvey channel in _channels)
            channel.Complete();
    }
}
