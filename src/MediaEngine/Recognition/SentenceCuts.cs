namespace Understudy.MediaEngine.Recognition;

/// <summary>Finds where sentences end: at punctuation, if the recogniser knows any, and at pauses.</summary>
internal static class SentenceCuts
{
    // A pause that long ends a sentence; a shorter one may be a breath, unless the sentence is long already.
    private const double LongPause = 0.38;
    private const int LongSentence = 8;

    /// <summary>A recogniser's times are off by so many seconds at most.</summary>
    private const double Tolerance = 0.4;

    private const string Ends = ".!?。！？";

    /// <summary>The indexes behind the last words of the sentences.</summary>
    public static IEnumerable<int> Of(TranscriptWord[] words, IReadOnlyList<SpeechPause> pauses)
    {
        Dictionary<int, double> silences = Place(words, pauses);
        int from = 0;
        for (int next = 1; next <= words.Length; next++)
        {
            double pause = silences.GetValueOrDefault(next);
            bool ends = next == words.Length
                || Ends.Contains(words[next - 1].Word[^1])
                || pause >= LongPause
                || (pause > 0 && next - from >= LongSentence);
            if (!ends) continue;
            yield return next;
            from = next;
        }
    }

    /// <summary>The pauses by the words that they come before.</summary>
    private static Dictionary<int, double> Place(TranscriptWord[] words, IReadOnlyList<SpeechPause> pauses)
    {
        Dictionary<int, double> placed = [];
        if (words.Length == 0) return placed;
        int next = 0;
        foreach (SpeechPause pause in pauses)
        {
            while (next < words.Length && Distance(words, next + 1, pause) <= Distance(words, next, pause)) next++;
            if (Distance(words, next, pause) > Tolerance + (pause.Length / 2)) continue;
            placed[next] = Math.Max(placed.GetValueOrDefault(next), pause.Length);
        }

        return placed;
    }

    /// <summary>How far a pause is from the gap before a word; the last gap is behind all words.</summary>
    private static double Distance(TranscriptWord[] words, int next, SpeechPause pause)
    {
        double start = next > 0 ? words[next - 1].End : Math.Min(pause.At, words[0].Start);
        double end = next < words.Length ? words[next].Start : Math.Max(pause.At, words[^1].End);
        return Math.Abs(((start + end) / 2) - pause.At);
    }
}
