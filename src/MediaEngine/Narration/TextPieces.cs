using Understudy.MediaEngine.Speech;

namespace Understudy.MediaEngine.Narration;

/// <summary>Cuts long texts into pieces that are spoken one after the other, so that memory does not grow with the
/// text.</summary>
internal static class TextPieces
{
    private const int Usual = 700;

    /// <summary>Pieces end with a line, or else with a sentence, or else with a space.</summary>
    public static IEnumerable<string> Of(string text)
    {
        int from = 0;
        while (text.Length - from > Usual)
        {
            int to = Cut(text, from);
            yield return text[from..to];
            from = to;
        }

        yield return text[from..];
    }

    private static int Cut(string text, int from)
    {
        int last = from + Usual - 1;
        int line = text.LastIndexOf('\n', last, Usual / 2);
        if (line >= 0) return line + 1;
        for (int i = last; i > from + (Usual / 3); i--)
        {
            if (text[i] is '。' or '！' or '？' or '।') return i + 1;
            if (char.IsWhiteSpace(text[i]) && text[i - 1] is '.' or '!' or '?' or '…' && !IsShort(text, i - 1)) return i + 1;
        }

        int space = text.LastIndexOf(' ', last, Usual / 2);
        return space >= 0 ? space + 1 : char.IsHighSurrogate(text[last]) ? last : last + 1;
    }

    /// <summary>Whether a full stop may belong to a short form or a number: no word of some letters is before it.</summary>
    private static bool IsShort(string text, int stop) =>
        text[stop] == '.' && (stop < 4 || !text.AsSpan(stop - 4, 4).ToString().All(char.IsLetter));
}
