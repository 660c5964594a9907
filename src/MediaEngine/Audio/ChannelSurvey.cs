namespace Understudy.MediaEngine.Audio;

/// <summary>What one channel of a recording holds, learned while its samples stream by.</summary>
internal sealed class ChannelSurvey
{
    /// <summary>Frames of a block, the unit by which parts of a recording are compared.</summary>
    public const int BlockFrames = VoiceFrames.PerSecond / 2;

    /// <summary>Enough for the pitch and the level of a voice, in samples a second.</summary>
    private const int VoiceRate = 8000;

    private readonly FlatTops _flatTops = new();
    private readonly VoiceFrames _voice;
    private readonly List<(int Clipped, float Ceiling)> _blocks = [];
    private readonly float[] _block;
    private readonly int _decimation;
    private int _inBlock;
    private double _sum;
    private int _summed;

    /// <param name="sampleRate">Samples per second.</param>
    public ChannelSurvey(int sampleRate)
    {
        _decimation = Math.Max(1, sampleRate / VoiceRate);
        _voice = new VoiceFrames(sampleRate / _decimation);
        _block = new float[_voice.Hop * _decimation * BlockFrames];
    }

    /// <summary>Samples of a block.</summary>
    public int BlockLength => _block.Length;

    /// <summary>The frames of the channel.</summary>
    public ReadOnlySpan<VoiceFrame> Frames => _voice.Frames;

    /// <summary>Takes one channel of interleaved samples.</summary>
    public void Add(ReadOnlySpan<float> samples, int channel, int channels)
    {
        for (int i = channel; i < samples.Length; i += channels)
            Add(float.IsFinite(samples[i]) ? samples[i] : 0);
    }

    /// <summary>Measures what is left at the end.</summary>
    public void Complete()
    {
        _voice.Complete();
        if (_inBlock > 0) JudgeBlock();
    }

    /// <summary>The share of clipped samples among those of the louder blocks, 0 to 1.</summary>
    public double ClippedShare(int firstBlock, int blockCount)
    {
        var blocks = _blocks.Skip(firstBlock).Take(blockCount).ToList();
        float loud = blocks.Select(block => block.Ceiling).DefaultIfEmpty().Max() / 10;
        return blocks.Where(block => block.Ceiling >= loud)
            .Select(block => (double)block.Clipped / BlockLength)
            .DefaultIfEmpty()
            .Average();
    }

    private void Add(float sample)
    {
        _block[_inBlock++] = sample;
        if (_inBlock == _block.Length) JudgeBlock();

        _sum += sample;
        if (++_summed == _decimation)
        {
            _voice.Add((float)(_sum / _decimation));
            (_sum, _summed) = (0, 0);
        }
    }

    private void JudgeBlock()
    {
        _blocks.Add(_flatTops.Judge(_block.AsSpan(0, _inBlock)));
        _inBlock = 0;
    }
}
