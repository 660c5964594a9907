using System.Globalization;

namespace Understudy.MediaEngine.Titles;

/// <summary>Divides a text into lines, at spaces and between Chinese and Japanese characters, all about as long.</summary>
internal static class LineBreaker
{
    private const string NeverFirst = "、。，．！？：；」』）】》〉”’ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.!?:;)]}", NeverLast = "「『（【《〈“‘([{";

    /// <summary>The lines of a text that are at most that wide, as few and as equally long as they can be.</summary>
    /// <param name="text">The text; a line ends at <c>\n</c> in any case.</param>
    /// <param name="widest">How wide a line may be.</param>
    /// <param name="measure">How wide a piece of text is.</param>
    /// <returns>The lines, or null if a word alone is wider.</returns>
    public static List<string>? Break(string text, float widest, Func<string, float> measure)
    {
        List<string> lines = [];
        foreach (string paragraph in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            (string Text, float Width)[] pieces = [.. Pieces(paragraph).Select(piece => (piece, measure(piece.TrimEnd())))];
            if (pieces.Any(piece => piece.Width > widest)) return null;
            List<string> fewest = Fill(pieces, widest, measure);
            // Where no space shows words, better after a comma than within a word.
            (string Text, float Width)[] clauses = [.. Clauses(pieces.Select(piece => piece.Text)).Select(piece => (piece,
                measure(piece.TrimEnd())))];
            if (clauses.All(clause => clause.Width <= widest) && Fill(clauses, widest, measure) is { } byClauses
                && byClauses.Count <= fewest.Count)
                (pieces, fewest) = (clauses, byClauses);
            // Narrower, as long as that needs no line more.
            float from = pieces.Max(piece => piece.Width), to = widest;
            for (int i = 0; i < 8 && fewest.Count > 1; i++)
            {
                float middle = (from + to) / 2;
                List<string> narrower = Fill(pieces, middle, measure);
                if (narrower.Count > fewest.Count)
                {
                    from = middle;
                    continue;
                }
                fewest = narrower;
                to = middle;
            }
            lines.AddRange(fewest);
        }
        return lines;
    }

    private static List<string> Fill((string Text, float Width)[] pieces, float widest, Func<string, float> measure)
    {
        List<string> lines = [];
        string line = "";
        foreach ((string piece, _) in pieces)
        {
            if (line.Length > 0 && measure((line + piece).TrimEnd()) > widest)
            {
                lines.Add(line.TrimEnd());
                line = "";
            }
            line += piece;
        }
        if (line.Length > 0) lines.Add(line.TrimEnd());
        return lines;
    }

    // What may not be divided, with the space after it.
    private static List<string> Pieces(string paragraph)
    {
        List<string> pieces = [];
        string piece = "";
        TextElementEnumerator elements = StringInfo.GetTextElementEnumerator(paragraph);
        while (elements.MoveNext())
        {
            string element = elements.GetTextElement();
            bool breaks = piece.Length > 0 && !NeverFirst.Contains(element[0], StringComparison.Ordinal)
                && !NeverLast.Contains(piece[^1], StringComparison.Ordinal)
                && ((char.IsWhiteSpace(piece[^1]) && !char.IsWhiteSpace(element[0]))
                    || (IsIdeographic(element[0]) || IsIdeographic(piece[^1])) && !char.IsWhiteSpace(element[0]));
            if (breaks)
            {
                pieces.Add(piece);
                piece = "";
            }
            piece += element;
        }
        if (piece.Length > 0) pieces.Add(piece);
        return pieces;
    }

    private static IEnumerable<string> Clauses(IEnumerable<string> pieces)
    {
        string clause = "";
        foreach (string piece in pieces)
        {
            clause += piece;
            if (!char.IsWhiteSpace(piece[^1]) && !NeverFirst.Contains(piece[^1], StringComparison.Ordinal)) continue;
            yield return clause;
            clause = "";
        }
        if (clause.Length > 0) yield return clause;
    }

    private static bool IsIdeographic(char letter) =>
        letter is >= '\u2E80' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF' or >= '\uFF00' and <= '\uFFEF';
}
