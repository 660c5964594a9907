using System.Text;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.Speech.Japanese;
using Understudy.MediaEngine.Speech.Reading;

namespace Understudy.MediaEngine.Speech.Languages;

/// <summary>
/// Spanish, French, German, Chinese and Hindi by espeak-ng, phrase by phrase, so that the times of phrases are exact; within
/// one, words share the time by their letters. What is written in other letters is said by the voice of those, in the same
/// timbre.
/// </summary>
/// <param name="language">Any but English and Japanese, which have synthesizers of their own.</param>
/// <param name="timbre">A variant of espeak-ng's voices.</param>
/// <param name="pitch">0 to 99; null for the timbre's own.</param>
/// <param name="pace">How many times as quick as usual.</param>
internal sealed class EspeakSpeech(SpokenLanguage language, string timbre, int? pitch, double pace)
{
    public const int WordsPerMinute = 165;

    private const int PhrasesAtOnce = 2;
    private const int LongestPhrase = 160;
    private const double PhrasePause = 0.2;
    private const double SentencePause = 0.45;

    /// <summary>Between two voices within a phrase, in seconds.</summary>
    private const double Joint = 0.03;

    /// <returns>Null if there is nothing to say.</returns>
    public async Task<SpokenPiece?> SpeakAsync(string text, CancellationToken cancellationToken)
    {
        List<SpokenWord[]> phrases = [.. Phrases(LanguageReading.Read(text, language, new ReadingNotes()))];
        if (phrases.Count == 0) return null;
        using var folder = TemporaryFolder.Create();
        var spoken = new SpokenPiece?[phrases.Count];
        await Parallel.ForAsync(
            0,
            phrases.Count,
            new ParallelOptions { MaxDegreeOfParallelism = PhrasesAtOnce, CancellationToken = cancellationToken },
            async (i, token) => spoken[i] = await SpeakPhraseAsync(phrases[i], folder, i, token));

        PieceBuilder piece = new();
        foreach ((SpokenWord[] phrase, SpokenPiece? sound) in phrases.Zip(spoken))
        {
            piece.Add(sound!);
            piece.AddPause((phrase[^1].BreakAfter == WordBreak.Sentence ? SentencePause : PhrasePause) / pace);
        }

        return piece.Build();
    }

    private static IEnumerable<SpokenWord[]> Phrases(List<SpokenWord> words)
    {
        List<SpokenWord> phrase = [];
        int length = 0;
        foreach (SpokenWord word in words)
        {
            phrase.Add(word);
            length += word.Spoken.Length;
            if (word.BreakAfter == WordBreak.None && length < LongestPhrase) continue;
            yield return [.. phrase];
            phrase.Clear();
            length = 0;
        }

        if (phrase.Count > 0) yield return [.. phrase];
    }

    private async Task<SpokenPiece> SpeakPhraseAsync(
        SpokenWord[] phrase, TemporaryFolder folder, int index, CancellationToken cancellationToken)
    {
        PieceBuilder piece = new();
        for (int from = 0; from < phrase.Length;)
        {
            int to = from + 1;
            while (to < phrase.Length && phrase[to].Voice == phrase[from].Voice) to++;
            string file = folder.File($"{index}-{from}.txt");
            string line = await SpellAsync(phrase[from..to], folder, cancellationToken) + Ending(phrase, to);
            await File.WriteAllTextAsync(file, line, new UTF8Encoding(false), cancellationToken);
            PcmAudio sound = await Espeak.SpeakAsync(
                new EspeakVoice(phrase[from].Voice + timbre, pitch, (int)(WordsPerMinute * pace)), file, cancellationToken);
            if (from > 0) piece.AddPause(Joint);
            piece.Add(new SpokenPiece(sound, Time(phrase[from..to], sound.Duration)));
            from = to;
        }

        return piece.Build();
    }

    /// <summary>The last sign makes the voice rise or fall.</summary>
    private static string Ending(SpokenWord[] phrase, int to) => to < phrase.Length ? "\n"
        : phrase[^1] switch
        {
            { IsQuestion: true } => "?\n",
            { BreakAfter: WordBreak.Sentence } => ".\n",
            _ => ",\n",
        };

    private static async Task<string> SpellAsync(SpokenWord[] words, TemporaryFolder folder, CancellationToken cancellationToken)
    {
        if (words[0].Voice == ScriptVoices.Chinese) return string.Concat(words.Select(word => word.Spoken));
        string line = string.Join(' ', words.Select(word => word.Spoken));
        if (words[0].Voice != ScriptVoices.Japanese) return line;
        List<Bunsetsu> read = await JapaneseReading.ReadAsync(line, folder, cancellationToken);
        return string.Join(' ', read.Select(unit => unit.Kana));
    }

    private static TimedWord[] Time(SpokenWord[] words, double duration)
    {
        double perWeight = duration / words.Sum(Weight);
        double at = 0;
        var timed = new TimedWord[words.Length];
        for (int i = 0; i < words.Length; i++)
        {
            double start = at;
            at += Weight(words[i]) * perWeight;
            timed[i] = new TimedWord(words[i].Text, start, at, words[i].BreakAfter);
        }

        return timed;
    }

    /// <summary>About how long a word takes, in letters: a figure is a word of four.</summary>
    private static double Weight(SpokenWord word) =>
        0.7 + word.Spoken.EnumerateRunes().Sum(rune => Rune.IsDigit(rune) ? 4 : Rune.IsLetter(rune) ? 1 : 0.3);
}
