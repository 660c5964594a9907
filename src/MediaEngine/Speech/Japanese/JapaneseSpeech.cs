using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.Speech.Japanese;

/// <summary>
/// Japanese: MeCab finds the readings, espeak-ng speaks them breath by breath. The synthesizer is given nothing but
/// hiragana, so that nothing in a text can be markup or a phoneme code for it.
/// </summary>
internal sealed class JapaneseSpeech : ISpeechSynthesizer
{
    private const int BreathsAtOnce = 2;
    private const int LongestBreath = 45;
    private const double PhrasePause = 0.22;
    private const double SentencePause = 0.45;

    /// <summary>The part of a mora that its consonant takes.</summary>
    private const double ConsonantShare = 0.35;

    public Task<SynthesizedSpeech> SynthesizeAsync(
        string text, BaseVoice register, CancellationToken cancellationToken) =>
        SynthesizeAsync(text, new EspeakVoice(register == BaseVoice.High ? "ja+f2" : "ja"), pause: 1, cancellationToken);

    /// <param name="text">As written.</param>
    /// <param name="voice">A Japanese voice.</param>
    /// <param name="pause">How long pauses are, as a multiple of the usual.</param>
    /// <param name="cancellationToken">Kills the tools at work.</param>
    internal static async Task<SynthesizedSpeech> SynthesizeAsync(
        string text, EspeakVoice voice, double pause, CancellationToken cancellationToken)
    {
        using var folder = TemporaryFolder.Create();
        List<Bunsetsu> units = await JapaneseReading.ReadAsync(text, folder, cancellationToken);
        if (units.Count == 0)
            throw new MediaRejectedException(
                MediaRejection.UnspeakableText, "The text has no words that the Japanese voice can speak.");

        List<List<Bunsetsu>> breaths = Breathe(units);
        var sounds = new PcmAudio?[breaths.Count];
        await Parallel.ForAsync(
            0,
            breaths.Count,
            new ParallelOptions { MaxDegreeOfParallelism = BreathsAtOnce, CancellationToken = cancellationToken },
            async (i, token) => sounds[i] = await SpeakAsync(voice, breaths[i], folder, i, token));

        SpeechAssembly speech = new(Language.Japanese);
        foreach ((List<Bunsetsu> breath, PcmAudio? sound) in breaths.Zip(sounds))
        {
            (List<TimedPhone> phones, List<TimedWord> words) = Time(breath, sound!.Duration);
            speech.Add(sound, phones, words);
            speech.AddPause(pause * breath[^1].BreakAfter switch
            {
                WordBreak.Sentence => SentencePause,
                WordBreak.Phrase => PhrasePause,
                _ => 0,
            });
        }

        return speech.Build();
    }

    public Task<IReadOnlyList<ReadingWarning>> CheckAsync(string text, CancellationToken cancellationToken) =>
        Task.FromResult(JapaneseReading.Check(text));

    /// <summary>A breath ends at punctuation, or before it gets too long for the synthesizer's clause.</summary>
    private static List<List<Bunsetsu>> Breathe(List<Bunsetsu> units)
    {
        List<List<Bunsetsu>> breaths = [];
        List<Bunsetsu> current = [];
        foreach (Bunsetsu unit in units)
        {
            if (current.Count > 0 && current.Sum(u => u.Kana.Length) + unit.Kana.Length > LongestBreath)
            {
                breaths.Add(current);
                current = [];
            }

            current.Add(unit);
            if (unit.BreakAfter != WordBreak.None)
            {
                breaths.Add(current);
                current = [];
            }
        }

        if (current.Count > 0) breaths.Add(current);
        return breaths;
    }

    private static async Task<PcmAudio> SpeakAsync(
        EspeakVoice voice, List<Bunsetsu> breath, TemporaryFolder folder, int index, CancellationToken cancellationToken)
    {
        string input = folder.File($"{index}.txt");
        await File.WriteAllTextAsync(input, Spell(breath), cancellationToken);
        return await Espeak.SpeakAsync(voice, input, cancellationToken);
    }

    /// <summary>Hiragana with a space between units. A unit of one kana would be read as the name of the letter, so it
    /// leans on its neighbour; a very long one would exceed the synthesizer's longest word.</summary>
    private static string Spell(List<Bunsetsu> breath)
    {
        string spelled = "";
        int word = 0;
        string[] units = Kana.Spelled(string.Join(' ', breath.Select(unit => unit.Kana))).Split(' ');
        foreach (string kana in units.SelectMany(unit => unit.Chunk(LongestBreath).Select(k => new string(k))))
        {
            bool apart = word > 1 && kana.Length > 1 && kana[0] != 'ー';
            spelled += apart ? " " + kana : kana;
            word = apart ? kana.Length : word + kana.Length;
        }

        return spelled + breath[^1].BreakAfter switch
        {
            WordBreak.Sentence when breath[^1].Text.AsSpan().ContainsAny('?', '？') => "？\n",
            WordBreak.Sentence => "。\n",
            _ => "、\n",
        };
    }

    /// <summary>Japanese is timed by morae of about equal length.</summary>
    private static (List<TimedPhone> Phones, List<TimedWord> Words) Time(List<Bunsetsu> breath, double duration)
    {
        double mora = duration / breath.Sum(unit => Kana.Morae(unit.Kana).Count);
        List<TimedPhone> phones = [];
        List<TimedWord> words = [];
        double at = 0;
        foreach (Bunsetsu unit in breath)
        {
            double start = at;
            foreach (string[] sounds in Kana.Morae(unit.Kana))
            {
                double vowel = sounds.Length > 1 ? at + (mora * ConsonantShare) : at;
                if (sounds.Length > 1) phones.Add(new TimedPhone(sounds[0], at, vowel));
                phones.Add(new TimedPhone(sounds[^1], vowel, at + mora));
                at += mora;
            }

            words.Add(new TimedWord(unit.Text, start, at, unit.BreakAfter));
        }

        return (phones, words);
    }
}
