using System.Globalization;

namespace Understudy.MediaEngine.Recognition;

/// <summary>Makes a transcript of recognised words.</summary>
internal static class TranscriptBuilder
{
    public static Transcript Build(
        string language,
        string recogniser,
        double duration,
        IReadOnlyList<TranscriptWord> heard,
        IReadOnlyList<SpeechPause> pauses)
    {
        TranscriptWord[] words = [.. InOrder(heard, duration)];
        return new Transcript(
            language, recogniser, Confidence(words), Math.Round(duration, 3), words, [.. Segments(words, language, pauses)]);
    }

    /// <summary>Whether words of a language are written with spaces between them.</summary>
    public static bool IsSpaced(string language) => language is not ("ja" or "zh" or "yue" or "th");

    /// <summary>The words of a sentence as they are written: it begins with a capital and ends with a full stop.</summary>
    public static string[] Written(TranscriptWord[] sentence, string language)
    {
        string[] written = [.. sentence.Select(word => word.Word)];
        if (!IsSpaced(language) || char.IsPunctuation(written[^1][^1])) return written;
        written[0] = char.ToUpper(written[0][0], CultureInfo.InvariantCulture) + written[0][1..];
        written[^1] += ".";
        return written;
    }

    /// <summary>The mean of the words, each weighed by how long it is; 0 without words.</summary>
    public static double Confidence(ReadOnlySpan<TranscriptWord> words)
    {
        const double Least = 0.01;
        double sum = 0;
        double weights = 0;
        foreach (TranscriptWord word in words)
        {
            double weight = Math.Max(Least, word.End - word.Start);
            sum += weight * word.Confidence;
            weights += weight;
        }

        return weights > 0 ? Math.Round(sum / weights, 3) : 0;
    }

    private static IEnumerable<TranscriptWord> InOrder(IReadOnlyList<TranscriptWord> heard, double duration)
    {
        double before = 0;
        foreach (TranscriptWord word in heard.OrderBy(word => word.Start))
        {
            double start = Math.Clamp(word.Start, before, Math.Max(before, duration));
            before = Math.Clamp(word.End, start, Math.Max(start, duration));
            yield return word with { Start = Math.Round(start, 3), End = Math.Round(before, 3) };
        }
    }

    private static IEnumerable<TranscriptSegment> Segments(
        TranscriptWord[] words, string language, IReadOnlyList<SpeechPause> pauses)
    {
        int from = 0;
        foreach (int to in SentenceCuts.Of(words, pauses))
        {
            string text = string.Join(IsSpaced(language) ? " " : "", Written(words[from..to], language));
            yield return new TranscriptSegment(
                text, words[from].Start, words[to - 1].End, Confidence(words.AsSpan(from..to)));
            from = to;
        }
    }
}
