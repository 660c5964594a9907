using Understudy.Domain.Common;
using Understudy.Domain.Jobs;

namespace Understudy.MediaEngine.Speech;

/// <summary>Joins pieces of speech, synthesized separately, to one.</summary>
internal sealed class SpeechAssembly(Language language)
{
    private readonly List<short[]> _sounds = [];
    private readonly List<TimedPhone> _phones = [];
    private readonly List<TimedWord> _words = [];
    private int _sampleRate;
    private long _samples;

    private double End => _sampleRate == 0 ? 0 : (double)_samples / _sampleRate;

    /// <summary>Appends a piece whose times count from its own first sample.</summary>
    public void Add(PcmAudio audio, IEnumerable<TimedPhone> phones, IEnumerable<TimedWord> words)
    {
        double offset = End;
        _phones.AddRange(phones.Select(phone =>
            phone with { Start = phone.Start + offset, End = phone.End + offset }));
        _words.AddRange(words.Select(word => word with { Start = word.Start + offset, End = word.End + offset }));
        AddSound(audio.Samples, audio.SampleRate);
    }

    /// <summary>Appends silence.</summary>
    public void AddPause(double seconds)
    {
        if (_sampleRate > 0) AddSound(new short[(int)(seconds * _sampleRate)], _sampleRate);
    }

    public SynthesizedSpeech Build()
    {
        short[] samples = new short[_samples];
        int at = 0;
        foreach (short[] sound in _sounds)
        {
            sound.CopyTo(samples, at);
            at += sound.Length;
        }

        return new SynthesizedSpeech(new PcmAudio(samples, _sampleRate), [.. _phones], [.. _words], language);
    }

    private void AddSound(short[] samples, int sampleRate)
    {
        if (_sampleRate != 0 && _sampleRate != sampleRate)
            throw new InvalidOperationException("All pieces of a speech come from one voice.");
        _sampleRate = sampleRate;
        _sounds.Add(samples);
        _samples += samples.Length;
    }
}
