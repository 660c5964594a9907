using System.Globalization;
using Understudy.MediaEngine.Speech;

namespace Understudy.MediaEngine.Captions;

/// <summary>A word, or a part of one, that fits a line.</summary>
/// <param name="Text">As written.</param>
/// <param name="Width">How many characters a reader sees; an emoji or a letter with its marks is one.</param>
internal sealed record Piece(string Text, int Width, double Start, double End, WordBreak BreakAfter);

/// <summary>Cuts words that fit no line (web addresses, long compounds, scripts without spaces) or last longer than a caption,
/// and their time with them.</summary>
internal static class LongWords
{
    private const string BreaksAfter = "/.-_?&=,;:@+#%\u3001\u3002";
    private const string StartsNoLine = ".,;:!?)]}%'\"’”»…。、！？）」』】〉》・ー";

    public static IEnumerable<Piece> Split(TimedWord word, int lineLength, double longest)
    {
        int[] starts = [.. StringInfo.ParseCombiningCharacters(word.Text), word.Text.Length];
        int count = starts.Length - 1;
        double perCharacter = (word.End - word.Start) / Math.Max(1, count);
        // What is said slowly (signs by their names, figures) fills the time before the line, and is cut evenly, so that
        // no two parts share a caption, where a space would stand between them.
        int most = (int)Math.Clamp(longest / perCharacter, 1, lineLength);
        int parts = most < lineLength ? (count + most - 1) / most : 0;
        int part = 0;
        for (int from = 0; from < count;)
        {
            int to = parts > 0 ? ++part * count / parts
                : count - from <= lineLength ? count
                : Cut(word.Text, starts, from, lineLength);
            string text = word.Text[starts[from]..starts[to]].Trim();
            yield return new Piece(
                text,
                StringInfo.ParseCombiningCharacters(text).Length,
                word.Start + (from * perCharacter),
                word.Start + (to * perCharacter),
                to == count ? word.BreakAfter : WordBreak.None);
            from = to;
        }
    }

    /// <summary>The best place for a line to end: at a space, behind a sign that parts an address, or else anywhere that
    /// leaves no punctuation to begin the next line with.</summary>
    private static int Cut(string text, int[] starts, int from, int lineLength)
    {
        // Parts of half a line and more never meet on one line, where a space would stand between them.
        int least = from + (lineLength / 2) + 1;
        int last = from + lineLength;
        for (int to = last; to >= least; to--)
        {
            if (text[starts[to]] == ' ' || text[starts[to] - 1] == ' ') return to;
        }

        for (int to = last; to >= least; to--)
        {
            if (BreaksAfter.Contains(text[starts[to] - 1]) && !StartsNoLine.Contains(text[starts[to]])) return to;
        }

        for (int to = last; to >= least; to--)
        {
            if (!StartsNoLine.Contains(text[starts[to]])) return to;
        }

        return last;
    }
}
