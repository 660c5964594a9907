namespace Understudy.MediaEngine.Speech;

/// <summary>Joins sounds of one voice and the words in them.</summary>
internal sealed class PieceBuilder
{
    private readonly List<short[]> _sounds = [];
    private readonly List<TimedWord> _words = [];
    private int _sampleRate;
    private int _samples;

    /// <summary>Appends a piece behind what is there.</summary>
    public void Add(SpokenPiece piece)
    {
        if (_sampleRate != 0 && _sampleRate != piece.Audio.SampleRate)
            throw new InvalidOperationException("All pieces come from one voice.");
        _sampleRate = piece.Audio.SampleRate;
        double offset = (double)_samples / _sampleRate;
        _words.AddRange(piece.Words.Select(word => word with { Start = word.Start + offset, End = word.End + offset }));
        Append(piece.Audio.Samples);
    }

    /// <summary>Appends silence.</summary>
    public void AddPause(double seconds) => Append(new short[(int)(seconds * _sampleRate)]);

    public SpokenPiece Build()
    {
        short[] samples = new short[_samples];
        int at = 0;
        foreach (short[] sound in _sounds)
        {
            sound.CopyTo(samples, at);
            at += sound.Length;
        }

        return new SpokenPiece(new PcmAudio(samples, _sampleRate), [.. _words]);
    }

    private void Append(short[] samples)
    {
        _sounds.Add(samples);
        _samples += samples.Length;
    }
}
