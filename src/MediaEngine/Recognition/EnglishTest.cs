namespace Understudy.MediaEngine.Recognition;

/// <summary>
/// Tells English from other languages by what a recogniser made of it that knows only English: it finds short words in
/// everything, but is hardly ever sure of a longer one that nobody said.
/// </summary>
internal static class EnglishTest
{
    private const int LongWord = 4;
    private const double Sure = 0.8;

    // By trials with synthetic voices: English from 0.21 on (a distorted voice), other languages up to 0.02.
    private const double LeastShare = 0.12;

    /// <summary>Whether long words that it is sure of make up enough of the speech.</summary>
    public static bool Passes(IReadOnlyList<TranscriptWord> words)
    {
        double all = words.Sum(Length);
        double sure = words.Where(word => word.Word.Length >= LongWord && word.Confidence >= Sure).Sum(Length);
        return all > 0 && sure / all >= LeastShare;
    }

    private static double Length(TranscriptWord word) => word.End - word.Start;
}
