using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.Speech.Reading;

namespace Understudy.MediaEngine.Speech.English;

/// <summary>English by flite, sentence by sentence.</summary>
internal sealed class EnglishSpeech : ISpeechSynthesizer
{
    private const int SentencesAtOnce = 2;

    /// <summary>Speaks a line of text into a WAV file, by way of a file of text.</summary>
    /// <returns>The phones with their times.</returns>
    internal delegate Task<List<TimedPhone>> Synthesizer(
        string text, string textFile, string wavFile, CancellationToken cancellationToken);

    public Task<SynthesizedSpeech> SynthesizeAsync(
        string text, BaseVoice register, CancellationToken cancellationToken)
    {
        string[] voice = ["-voice", register == BaseVoice.High ? "slt" : "rms"];
        return SynthesizeAsync(
            text, (line, input, wav, token) => Flite.SpeakAsync(voice, line, input, wav, token), cancellationToken);
    }

    internal static async Task<SynthesizedSpeech> SynthesizeAsync(
        string text, Synthesizer synthesizer, CancellationToken cancellationToken)
    {
        List<List<EnglishWord>> sentences = EnglishWords.Read(text, new ReadingNotes());
        if (sentences.Count == 0)
            throw new MediaRejectedException(
                MediaRejection.UnspeakableText, "The text has no words that the English voice can speak.");

        using var folder = TemporaryFolder.Create();
        var pieces = new Piece?[sentences.Count];
        await Parallel.ForAsync(
            0,
            sentences.Count,
            new ParallelOptions { MaxDegreeOfParallelism = SentencesAtOnce, CancellationToken = cancellationToken },
            async (i, token) => pieces[i] = await SpeakAsync(synthesizer, sentences[i], folder, i, token));

        SpeechAssembly speech = new(Language.English);
        foreach (Piece piece in pieces.OfType<Piece>())
            speech.Add(piece.Audio, piece.Phones, piece.Words);
        return speech.Build();
    }

    public Task<IReadOnlyList<ReadingWarning>> CheckAsync(string text, CancellationToken cancellationToken)
    {
        ReadingNotes notes = new();
        EnglishWords.Read(text, notes);
        return Task.FromResult(notes.Warnings);
    }

    private static async Task<Piece> SpeakAsync(
        Synthesizer synthesizer,
        List<EnglishWord> words,
        TemporaryFolder folder,
        int index,
        CancellationToken cancellationToken)
    {
        string wav = folder.File($"{index}.wav");
        string text = string.Join(' ', words.Select(WithPunctuation));
        List<TimedPhone> phones =
            await synthesizer(text + "\n", folder.File($"{index}.txt"), wav, cancellationToken);
        IReadOnlyList<IReadOnlyList<string>>? alone = await Flite.PronounceAsync(
            [.. words.Select(word => word.Spoken)], folder.File($"{index}.words.txt"), cancellationToken);
        // Without each word's own phones, its letters say about how long it is.
        alone ??= [.. words.Select(word => (IReadOnlyList<string>)[.. word.Spoken.Select(c => c.ToString())])];

        Piece piece = new(PcmAudio.ReadWav(wav), phones, Time(words, phones, alone));
        File.Delete(wav);
        return piece;
    }

    /// <summary>Commas make pauses; the full stop makes the voice fall.</summary>
    private static string WithPunctuation(EnglishWord word) => word.BreakAfter switch
    {
        WordBreak.Phrase => word.Spoken + ",",
        WordBreak.Sentence => word.Spoken + (word.Text.Contains('?') ? "?" : "."),
        _ => word.Spoken,
    };

    private static List<TimedWord> Time(
        List<EnglishWord> words, List<TimedPhone> phones, IReadOnlyList<IReadOnlyList<string>> alone)
    {
        TimedPhone[] spoken = [.. phones.Where(phone => phone.Name != Flite.Pause)];
        int[] owners = PhoneAlignment.Assign([.. spoken.Select(phone => phone.Name)], alone);
        List<TimedWord> timed = [];
        double end = spoken.Length > 0 ? spoken[0].Start : 0;
        for (int i = 0; i < words.Count; i++)
        {
            int first = Array.IndexOf(owners, i);
            double start = first < 0 ? end : spoken[first].Start;
            end = first < 0 ? end : spoken[Array.LastIndexOf(owners, i)].End;
            timed.Add(new TimedWord(words[i].Text, start, end, words[i].BreakAfter));
        }

        timed[^1] = timed[^1] with { BreakAfter = WordBreak.Sentence };
        return timed;
    }

    private sealed record Piece(PcmAudio Audio, List<TimedPhone> Phones, List<TimedWord> Words);
}
