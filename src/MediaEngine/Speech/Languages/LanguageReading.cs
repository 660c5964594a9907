using System.Text;
using Understudy.MediaEngine.Speech.Reading;

namespace Understudy.MediaEngine.Speech.Languages;

/// <summary>A written word (of Chinese a character, a number or a foreign word) and how it is said.</summary>
/// <param name="Text">As the person wrote it, with its punctuation.</param>
/// <param name="Spoken">Letters, figures and spaces; never empty.</param>
/// <param name="Voice">The voice of espeak-ng that knows its letters.</param>
/// <param name="BreakAfter">The pause that its punctuation asks for.</param>
/// <param name="IsQuestion">Whether it ends a question.</param>
internal sealed record SpokenWord(string Text, string Spoken, string Voice, WordBreak BreakAfter, bool IsQuestion);

/// <summary>Turns a text into words as the voices of espeak-ng read them right.</summary>
internal sealed class LanguageReading
{
    private const string SentenceEnds = ".!?…。！？।॥";

    private readonly WrittenText _written;
    private readonly string _text;
    private readonly ReadingNotes _notes;
    private readonly SpokenLanguage _language;
    private readonly LanguageTable _table;
    private readonly LanguageForms _forms;
    private readonly List<SpokenWord> _words = [];
    private readonly StringBuilder _spoken = new();
    private string? _voice;
    private int _from;
    private int _formEnd;

    private LanguageReading(WrittenText written, SpokenLanguage language, ReadingNotes notes)
    {
        _written = written;
        _text = written.Text;
        _notes = notes;
        _language = language;
        _table = LanguageTable.Of(language);
        _forms = LanguageForms.Of(language);
    }

    /// <summary>Reads a text.</summary>
    /// <returns>Its words; none if there is nothing to say.</returns>
    public static List<SpokenWord> Read(string text, SpokenLanguage language, ReadingNotes notes)
    {
        LanguageReading reading = new(WrittenText.Of(text, notes, rune => Keeps(rune, language)), language, notes);
        reading.ReadAll();
        return reading._words;
    }

    // The marks of Indian scripts are their vowels; a comma of full width parts no thousands.
    private static bool Keeps(Rune rune, SpokenLanguage language) =>
        rune.Value is (>= 0x0900 and <= 0x0DFF and not (0x0964 or 0x0965))
        || (language == SpokenLanguage.Chinese && rune.Value is '，' or '￥');

    private void ReadAll()
    {
        int i = 0;
        while (i < _text.Length)
        {
            if (char.IsWhiteSpace(_text[i]))
                i = EndWord(i);
            else
                i = ReadAt(i);
        }

        EndWord(i);
        if (_words.Count > 0) _words[^1] = _words[^1] with { BreakAfter = WordBreak.Sentence };
    }

    /// <returns>Where what was read ends.</returns>
    private int ReadAt(int i)
    {
        Rune.DecodeFromUtf16(_text.AsSpan(i), out Rune rune, out int length);
        if (!IsLetter(rune) || i == 0 || !IsWordPart(i - 1))
        {
            if (_forms.At(_text, i) is { } form) return ReadForm(i, form.Spoken, form.Length);
        }

        if (IsLetter(rune)) return ReadLetters(i, rune);
        if (SignAt(i, rune) is not { } name)
        {
            if (!Rune.IsPunctuation(rune)) _notes.NotSpoken(_written.ShownBetween(i, i + length));
            return i + length;
        }

        if (name.Length > 0) Say(name, ScriptVoices.Of(_language));
        return i + length;
    }

    private int ReadForm(int i, string spoken, int length)
    {
        if (!_language.IsSpaced()) EndWord(i);
        Say(spoken, ScriptVoices.Of(_language));
        _formEnd = i + length;
        return _formEnd;
    }

    private int ReadLetters(int i, Rune first)
    {
        string voice = ScriptVoices.For(first, _language);
        bool single = voice == ScriptVoices.Chinese;
        int end = i;
        while (end < _text.Length)
        {
            Rune.DecodeFromUtf16(_text.AsSpan(end), out Rune rune, out int length);
            bool goesOn = IsMark(rune) || IsInnerSign(end)
                || (IsLetter(rune) && (end == i || (!single && ScriptVoices.For(rune, _language) == voice)));
            if (!goesOn) break;
            end += length;
        }

        bool apart = _voice is not null && (_voice != voice || single);
        if (!_language.IsSpaced() || apart) EndWord(i);
        Say(_text[i..end].Replace('’', '\'').Replace('ʼ', '\''), voice);
        return end;
    }

    /// <summary>The name of a sign where it stands; empty where it is silent, null where it has none.</summary>
    private string? SignAt(int i, Rune rune)
    {
        char before = i > 0 ? _text[i - 1] : ' ';
        char after = i + 1 < _text.Length ? _text[i + 1] : ' ';
        if (rune.Value == '.' && char.IsLetterOrDigit(before) && (char.IsAsciiLetterLower(after) || char.IsAsciiDigit(after)))
            return _table.Words["dot"];
        // Between words it stands for "or", and is heard as a pause; by its name only in addresses.
        if (rune.Value == '/' && !IsInAddress(i)) return "";
        if (rune.Value is '*' or '_' && (before == (char)rune.Value || after == (char)rune.Value)) return "";
        return rune.IsBmp && _table.Signs.TryGetValue((char)rune.Value, out string? name) ? name : null;
    }

    private void Say(string spoken, string voice)
    {
        _voice ??= voice;
        _spoken.Append(' ').Append(spoken);
    }

    /// <summary>Ends the word before a place, and passes white space there. What has no sound goes with the word
    /// before.</summary>
    private int EndWord(int end)
    {
        int next = end;
        bool line = false;
        while (next < _text.Length && char.IsWhiteSpace(_text[next]))
            line |= _text[next++] == '\n';
        if (end > _from) AddWord(end, next);
        if (line && _words.Count > 0) _words[^1] = _words[^1] with { BreakAfter = WordBreak.Sentence };
        return next;
    }

    private void AddWord(int end, int next)
    {
        string shown = _written.ShownBetween(_from, next);
        string spoken = string.Join(' ', _spoken.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
        WordBreak pause = PauseAt(end);
        bool question = _text.AsSpan(_from, end - _from).ContainsAny('?', '？');
        if (spoken.Length > 0)
            _words.Add(new SpokenWord(shown, spoken, _voice!, pause, question));
        else if (_words.Count > 0)
            _words[^1] = _words[^1] with
            {
                Text = _language.IsSpaced() && shown.Length > 0 ? $"{_words[^1].Text} {shown}" : _words[^1].Text + shown,
                BreakAfter = pause == WordBreak.None ? _words[^1].BreakAfter : pause,
                IsQuestion = _words[^1].IsQuestion || question,
            };
        else
            // What opens a text, as ¿ and quotation marks do, is shown with the first word.
            return;
        _from = next;
        _spoken.Clear();
        _voice = null;
    }

    private WordBreak PauseAt(int end)
    {
        string written = _text[_from..end].TrimEnd('"', '\'', '”', '’', '»', ')', ']', '」', '』', '）', '》');
        if (written.Length == 0 || _formEnd >= _from + written.Length) return WordBreak.None;
        return SentenceEnds.Contains(written[^1]) ? WordBreak.Sentence : SpeechText.BreakAfter(written);
    }

    private bool IsInAddress(int i)
    {
        int start = _text.LastIndexOfAny([' ', '\n'], i) + 1;
        int end = _text.IndexOfAny([' ', '\n'], i);
        ReadOnlySpan<char> token = _text.AsSpan(start, (end < 0 ? _text.Length : end) - start);
        return token.Contains("://", StringComparison.Ordinal) || token.StartsWith("www.", StringComparison.Ordinal);
    }

    private bool IsInnerSign(int i) => _text[i] is '\'' or '’' or 'ʼ' or '-' or '‐'
        && _language != SpokenLanguage.Chinese
        && i > 0 && i + 1 < _text.Length && IsWordPart(i - 1) && char.IsLetter(_text[i + 1]);

    private bool IsWordPart(int i) => char.IsLetter(_text[i]) || char.IsLowSurrogate(_text[i]) || IsMark(new Rune(_text[i]));

    private static bool IsLetter(Rune rune) => Rune.IsLetter(rune);

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune)
        is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;
}
