using System.Globalization;

namespace Understudy.MediaEngine.Recognition;

/// <summary>Reads what PocketSphinx prints of a word: <c>word(2) 0.110 0.180 0.999000</c>.</summary>
internal static class PocketSphinxLine
{
    /// <summary>The word in a line; null for what is no word: a whole utterance, silence, a cough.</summary>
    public static TranscriptWord? Parse(string line)
    {
        if (line.Split(' ') is not [var printed, var start, var end, var confidence]) return null;
        if (Number(start) is not { } from || Number(end) is not { } to || Number(confidence) is not { } sure) return null;
        if (printed.Length == 0 || printed[0] is '<' or '[' or '+') return null;
        // The dictionary numbers the ways to say a word.
        int variant = printed.IndexOf('(', StringComparison.Ordinal);
        string word = variant > 0 ? printed[..variant] : printed;
        return new TranscriptWord(Written(word), from, to, Math.Clamp(Math.Round(sure, 3), 0, 1));
    }

    /// <summary>The dictionary has small letters only.</summary>
    private static string Written(string word) =>
        word == "i" || word.StartsWith("i'", StringComparison.Ordinal) ? "I" + word[1..] : word;

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
            ? number
            : null;
}
