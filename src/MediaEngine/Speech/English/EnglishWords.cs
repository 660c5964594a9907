using System.Text;
using Understudy.MediaEngine.Speech.Reading;

namespace Understudy.MediaEngine.Speech.English;

/// <summary>How a written English word is read aloud.</summary>
/// <param name="Text">As the user wrote it, with its punctuation.</param>
/// <param name="Spoken">Letters, digits and a few signs that the synthesizer reads by itself; never empty.</param>
/// <param name="BreakAfter">The pause that its punctuation asks for.</param>
internal sealed record EnglishWord(string Text, string Spoken, WordBreak BreakAfter);

/// <summary>Turns a written English sentence into words that flite reads as a person would. A form of several words, such
/// as a date, is one of them.</summary>
internal sealed class EnglishWords
{
    private readonly WrittenText _sentence;
    private readonly string _text;
    private readonly ReadingNotes _notes;
    private readonly bool _shouted;
    private readonly List<EnglishWord> _words = [];
    private readonly StringBuilder _spoken = new();

    private EnglishWords(WrittenText sentence, ReadingNotes notes)
    {
        _sentence = sentence;
        _text = sentence.Text;
        _notes = notes;
        _shouted = IsShouted(_text);
    }

    /// <summary>Whether anything but names for foreign text is said.</summary>
    private bool HasWords { get; set; }

    /// <summary>Reads a whole text.</summary>
    /// <returns>The words of its sentences; none if nothing in it can be said in English, or if most of it is in other
    /// letters.</returns>
    public static List<List<EnglishWord>> Read(string text, ReadingNotes notes)
    {
        var written = WrittenText.Of(text, notes);
        EnglishWords[] sentences = [.. written.Sentences().Select(sentence => Read(sentence, notes))];
        return sentences.Any(sentence => sentence.HasWords) && IsMostlyLatin(written.Text)
            ? [.. sentences.Select(sentence => sentence._words).Where(words => words.Count > 0)]
            : [];
    }

    private static EnglishWords Read(WrittenText sentence, ReadingNotes notes)
    {
        EnglishWords reading = new(sentence, notes);
        reading.ReadAll();
        return reading;
    }

    private void ReadAll()
    {
        int from = 0;
        int i = 0;
        while (i < _text.Length)
        {
            int start = i;
            while (i < _text.Length && !char.IsWhiteSpace(_text[i]))
                i = ReadAt(i);
            int next = i;
            while (next < _text.Length && char.IsWhiteSpace(_text[next]))
                next++;
            if (EndWord(from, start, i, next)) from = next;
            i = next;
        }
    }

    /// <summary>What stands between white space is a word for captions; what has no sound goes with the word before it.</summary>
    private bool EndWord(int from, int start, int end, int next)
    {
        string shown = _sentence.ShownBetween(from, next);
        // One character may be several words.
        if (shown.Length == 0) return false;
        string spoken = string.Join(' ', _spoken.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
        _spoken.Clear();
        bool inside = next < _text.Length && _text[end - 1] == '.' && EnglishAbbreviations.StopsNothing(_text, end - 1);
        WordBreak pause = inside ? WordBreak.None : SpeechText.BreakAfter(_text[start..end]);
        if (spoken.Length > 0)
            _words.Add(new EnglishWord(shown, spoken, pause));
        else if (_words.Count > 0)
            _words[^1] = _words[^1] with
            {
                Text = $"{_words[^1].Text} {shown}",
                BreakAfter = pause == WordBreak.None ? _words[^1].BreakAfter : pause,
            };
        else
            return false;
        return true;
    }

    /// <returns>Where what was read ends.</returns>
    private int ReadAt(int i)
    {
        if (EnglishForms.At(_text, i) is { } form)
        {
            Say(form.Spoken);
            return i + form.Length;
        }

        Rune.DecodeFromUtf16(_text.AsSpan(i), out Rune rune, out int length);
        if (!Rune.IsLetter(rune)) return ReadSign(i, rune, length);
        int foreign = ForeignScripts.End(_text, i, out string name);
        if (foreign > i)
        {
            _notes.Replaced(Shown(i, foreign), name);
            bool hadWords = HasWords;
            Say(name.Replace("N'Ko", "Nko", StringComparison.Ordinal));
            HasWords = hadWords;
            return foreign;
        }

        return ReadWord(i);
    }

    private int ReadWord(int i)
    {
        int end = i;
        bool latin = true;
        while (end < _text.Length && (char.IsLetter(_text[end]) || IsApostrophe(end))
            && ForeignScripts.End(_text, end, out _) == end)
            latin &= _text[end++] is < 'Ͱ' or >= 'Ḁ' and < 'ἀ' or '’';
        string word = _text[i..end];
        string spoken = latin ? EnglishLetters.Say(word, _shouted) : EnglishLetters.SaySymbols(word);
        if (!latin && spoken.Length == 0)
        {
            spoken = EnglishLetters.ToLatin(word);
            _notes.Spelled(Shown(i, end), spoken);
        }

        if (spoken.Length == 0) _notes.NotSpoken(Shown(i, end));
        Say(spoken);
        return end;
    }

    private int ReadSign(int i, Rune rune, int length)
    {
        string? name = rune.IsBmp ? EnglishSigns.Say(_text, i) : null;
        if (name is null && !IsPunctuation(rune)) _notes.NotSpoken(Shown(i, i + length));
        Say(name ?? "");
        return i + length;
    }

    private void Say(string spoken)
    {
        HasWords |= spoken.Any(char.IsAsciiLetterOrDigit);
        _spoken.Append(' ').Append(spoken);
    }

    private string Shown(int start, int end) =>
        _sentence.ShownBetween(start, end) is { Length: > 0 } shown ? shown : _text[start..end];

    private bool IsApostrophe(int i) => _text[i] is '\'' or '’' or 'ʼ'
        && i > 0 && i + 1 < _text.Length && char.IsLetter(_text[i - 1]) && char.IsLetter(_text[i + 1]);

    private static bool IsPunctuation(Rune rune) => Rune.IsPunctuation(rune) || Rune.IsWhiteSpace(rune)
        || rune.Value is '¨' or '¯' or '´' or '¸' or 0xFF3E or 0x7F;

    /// <summary>Whether a sentence is in capitals for emphasis: nearly all of it, and not only acronyms.</summary>
    private static bool IsShouted(string text)
    {
        int capitals = 0;
        int run = 0;
        int longest = 0;
        foreach (char c in text)
        {
            run = char.IsUpper(c) ? run + 1 : 0;
            longest = Math.Max(longest, run);
            capitals += char.IsUpper(c) ? 1 : 0;
        }

        return longest >= 4 && capitals > 6 && capitals * 5 > text.Count(char.IsLetter) * 4;
    }

    private static bool IsMostlyLatin(string text)
    {
        int letters = text.Count(char.IsLetter);
        return text.Count(c => char.IsLetter(c) && c < 0x250) * 2 >= letters;
    }
}
