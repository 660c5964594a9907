using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.MediaEngine.Speech;

namespace Understudy.MediaEngine.Captions;

/// <summary>Cuts a timed speech into captions.</summary>
public static class CaptionLayout
{
    /// <summary>Longest line of a language with spaces between words, in characters.</summary>
    public const int LineLength = 42;

    /// <summary>Longest line of Japanese, in (full-width) characters.</summary>
    public const int JapaneseLineLength = 20;

    private const int LinesPerCue = 2;
    private const double LongestCue = 6;

    /// <summary>How long a caption stays after its last word, if the next one leaves room.</summary>
    private const double Linger = 0.3;

    /// <summary>Every caption is shown for at least a moment, so that times grow.</summary>
    private const double Shortest = 0.001;

    /// <summary>How much unevenness, as a share of the length, a cut at a comma is worth.</summary>
    private const double NoCommaCost = 0.4;

    /// <summary>Makes captions in order of time; they never overlap. A caption ends with its sentence, or earlier at a
    /// phrase if two lines or six seconds are full.</summary>
    /// <param name="speech">The words and their times.</param>
    /// <param name="lead">Seconds of the video before the speech.</param>
    public static Cue[] Lay(SynthesizedSpeech speech, double lead) =>
        Lay(speech.Words, speech.Language != Language.Japanese, lead);

    /// <summary>Makes captions of words in order of time.</summary>
    /// <param name="timed">The words and their times.</param>
    /// <param name="spaced">Whether spaces stand between them, and letters are of half width.</param>
    /// <param name="lead">Seconds before the speech.</param>
    public static Cue[] Lay(IReadOnlyList<TimedWord> timed, bool spaced, double lead)
    {
        int lineLength = spaced ? LineLength : JapaneseLineLength;
        Piece[] words = [.. timed.SelectMany(word => LongWords.Split(word, lineLength, LongestCue))];
        List<Cue> cues = [];
        double shownUntil = 0;
        foreach (Range range in Sentences(words).SelectMany(sentence => Divide(words, sentence, lineLength, spaced)))
        {
            (int from, int count) = range.GetOffsetAndLength(words.Length);
            int next = from + count;
            double start = Math.Max(words[from].Start + lead, shownUntil);
            double spoken = words[next - 1].End + lead;
            double room = next < words.Length ? words[next].Start + lead : double.MaxValue;
            shownUntil = Math.Max(Math.Max(Math.Min(spoken + Linger, room), spoken), start + Shortest);
            cues.Add(new Cue(start, shownUntil, Break(words.AsSpan(range), lineLength, spaced)));
        }

        return [.. cues];
    }

    private static IEnumerable<Range> Sentences(Piece[] words)
    {
        int from = 0;
        for (int to = 1; to <= words.Length; to++)
        {
            if (to < words.Length && words[to - 1].BreakAfter != WordBreak.Sentence) continue;
            yield return from..to;
            from = to;
        }
    }

    /// <summary>Halves a stretch of words until each part fits a caption, at a comma near the middle if there is one.</summary>
    private static IEnumerable<Range> Divide(Piece[] words, Range range, int lineLength, bool spaced)
    {
        (int from, int count) = range.GetOffsetAndLength(words.Length);
        int to = from + count;
        bool fits = CountLines(words.AsSpan(range), lineLength, spaced) <= LinesPerCue
            && words[to - 1].End - words[from].Start <= LongestCue;
        if (count == 1 || fits) return [range];

        double total = Length(words.AsSpan(range), spaced);
        int best = Enumerable.Range(from + 1, count - 1).MinBy(cut =>
        {
            double unevenness = Math.Abs((2 * Length(words.AsSpan(from..cut), spaced)) - total) / total;
            return unevenness + (words[cut - 1].BreakAfter == WordBreak.None ? NoCommaCost : 0);
        });
        return Divide(words, from..best, lineLength, spaced).Concat(Divide(words, best..to, lineLength, spaced));
    }

    private static string[] Break(ReadOnlySpan<Piece> words, int lineLength, bool spaced)
    {
        if (Length(words, spaced) <= lineLength) return [Join(words, spaced)];

        int best = 0;
        double bestCost = double.MaxValue;
        for (int cut = 1; cut < words.Length; cut++)
        {
            int first = Length(words[..cut], spaced);
            int second = Length(words[cut..], spaced);
            if (first > lineLength || second > lineLength) continue;
            // Even lines read best, and a comma is worth some unevenness.
            double cost = Math.Abs(first - second) - (words[cut - 1].BreakAfter == WordBreak.None ? 0 : lineLength / 2.0);
            if (cost < bestCost) (best, bestCost) = (cut, cost);
        }

        return [Join(words[..best], spaced), Join(words[best..], spaced)];
    }

    private static int CountLines(ReadOnlySpan<Piece> words, int lineLength, bool spaced)
    {
        int lines = 1;
        int from = 0;
        for (int to = 1; to <= words.Length; to++)
        {
            if (Length(words[from..to], spaced) <= lineLength) continue;
            lines++;
            from = to - 1;
        }

        return lines;
    }

    private static int Length(ReadOnlySpan<Piece> words, bool spaced)
    {
        int length = spaced ? words.Length - 1 : 0;
        foreach (Piece word in words)
            length += word.Width;
        return length;
    }

    private static string Join(ReadOnlySpan<Piece> words, bool spaced)
    {
        string[] texts = new string[words.Length];
        for (int i = 0; i < words.Length; i++)
            texts[i] = words[i].Text;
        return string.Join(spaced ? " " : "", texts).Trim();
    }
}
