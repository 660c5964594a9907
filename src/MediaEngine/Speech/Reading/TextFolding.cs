using System.Globalization;
using System.Text;

namespace Understudy.MediaEngine.Speech.Reading;

/// <summary>Folds a text character by character, as people see them, and remembers where each came from.</summary>
internal sealed class TextFolding
{
    private readonly StringBuilder _text;
    private readonly List<int> _origins;
    private readonly ReadingNotes _notes;
    private readonly Func<Rune, bool> _keeps;
    private bool _endsApart;

    private TextFolding(int length, ReadingNotes notes, Func<Rune, bool> keeps)
    {
        _text = new StringBuilder(length);
        _origins = new List<int>(length + 1);
        _notes = notes;
        _keeps = keeps;
    }

    /// <returns>The folded text, and where in <paramref name="shown"/> each of its characters begins, and its end.</returns>
    public static (string Text, int[] Origins) Fold(string shown, ReadingNotes notes, Func<Rune, bool> keeps)
    {
        TextFolding folding = new(shown.Length, notes, keeps);
        for (int i = 0; i < shown.Length;)
        {
            int length = StringInfo.GetNextTextElementLength(shown.AsSpan(i));
            folding.Add(shown.Substring(i, length), i);
            i += length;
        }

        if (folding._origins.Count > 0) folding._origins[0] = 0;
        folding._origins.Add(shown.Length);
        return (folding._text.ToString(), [.. folding._origins]);
    }

    private void Add(string character, int origin)
    {
        Rune first = character.EnumerateRunes().First();
        string? folded = Fold(first);
        if (folded is null && Pictures.IsPicture(first))
        {
            if (!Pictures.IsSeparator(first)) _notes.NotSpoken(character);
            Append(" ", origin);
            return;
        }

        // An enclosed figure or a fraction is a number of its own: 2½ is not 21/2.
        bool apart = (folded is not null && char.IsAsciiDigit(folded[0]) && !folded.Any(char.IsLetter) && !IsDigit(first))
            || character.EnumerateRunes().Any(Pictures.IsKeycap);
        if ((apart || _endsApart) && _text.Length > 0 && char.IsLetterOrDigit(_text[^1]) && (apart || Rune.IsLetterOrDigit(first)))
            Append(" ", origin);
        _endsApart = apart;
        int from = _text.Length;
        foreach (Rune rune in character.EnumerateRunes())
            AppendFolded(rune, origin, from);
    }

    private void AppendFolded(Rune rune, int origin, int from)
    {
        foreach (Rune part in (Fold(rune) ?? rune.ToString()).EnumerateRunes())
        {
            if (Rune.IsDigit(part))
                Append(((int)Rune.GetNumericValue(part)).ToString(CultureInfo.InvariantCulture), origin);
            else if (!IsMark(part) || _keeps(part))
                Append(part.ToString(), origin);
            else if (_text.Length > from && LastRune() is { } letter && UnicodeFolding.Compose(letter, part) is { } composed)
                Replace(letter, composed);
        }
    }

    private string? Fold(Rune rune) => _keeps(rune) ? rune.ToString() : UnicodeFolding.Fold(rune);

    private void Append(string text, int origin)
    {
        _text.Append(text);
        for (int i = 0; i < text.Length; i++)
            _origins.Add(origin);
    }

    private void Replace(Rune last, Rune by)
    {
        int origin = _origins[^1];
        _text.Length -= last.Utf16SequenceLength;
        _origins.RemoveRange(_origins.Count - last.Utf16SequenceLength, last.Utf16SequenceLength);
        Append(by.ToString(), origin);
    }

    private Rune? LastRune() => char.IsLowSurrogate(_text[^1])
        ? new Rune(_text[^2], _text[^1])
        : new Rune(_text[^1]);

    /// <summary>Digits of other widths, faces and heights go on a number.</summary>
    private static bool IsDigit(Rune rune) => Rune.IsDigit(rune) || rune.Value is >= 0x2080 and <= 0x2089;

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark
        or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;
}
