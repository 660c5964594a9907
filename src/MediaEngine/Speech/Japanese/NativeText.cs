using System.Text;

namespace Understudy.MediaEngine.Speech.Japanese;

/// <summary>
/// Kana and kanji as the dictionary knows them: its forms of kanji, full-width signs, marks of repetition written out, and
/// a long vowel's mark where people type a dash or a wave for it.
/// </summary>
internal sealed class NativeText
{
    private const string Dashes = "-−‐‑‒–—―";
    private const string Pauses = "–—―";
    private const string Voiceable = "かきくけこさしすせそたちつてとはひふへほカキクケコサシスセソタチツテトハヒフヘホ";
    private const int ToFullWidth = 0xFEE0;

    private readonly StringBuilder _text = new();
    private readonly List<int> _origins = [];

    /// <summary>What is analysed.</summary>
    public string Text => _text.ToString();

    /// <summary>Where in the sentence a character of <see cref="Text"/> comes from.</summary>
    public int Origin(int index) => _origins[index];

    /// <summary>Makes a part of a sentence ready for the dictionary.</summary>
    public static NativeText Of(string sentence, int start, int end)
    {
        NativeText native = new();
        for (int i = start; i < end;)
        {
            var rune = Rune.GetRuneAt(sentence, i);
            int next = i + rune.Utf16SequenceLength;
            native.Append(IsLongVowel(sentence, i) ? "ー" : native.Write(rune), i);
            i = next;
        }

        return native;
    }

    private string Write(Rune rune)
    {
        char last = _text.Length > 0 ? _text[^1] : ' ';
        if (OldKana.ToModern(rune) is { } modern) return modern;
        return rune.Value switch
        {
            'ゝ' or 'ヽ' when Kana.IsKana(last) => Voice(last, voiced: false).ToString(),
            'ゞ' or 'ヾ' when Kana.IsKana(last) => Voice(last, voiced: true).ToString(),
            'ゝ' or 'ヽ' or 'ゞ' or 'ヾ' or '〻' => "々",
            '゛' or '゜' when Voiceable.Contains(last) => VoiceLast(rune.Value == '゛' ? 1 : 2),
            '〱' or '〳' => Repeat(voiced: false),
            '〲' or '〴' => Repeat(voiced: true),
            '〵' => "",
            > ' ' and < 0x7F => ((char)(rune.Value + ToFullWidth)).ToString(),
            _ => KanjiForms.Standard(rune).ToString(),
        };
    }

    /// <summary>Whether a dash or a wave is typed for a long vowel: すご〜い, サ−バ−, デ-タ, but not サーバー—デスク, リンク-集.</summary>
    public static bool IsLongVowel(string sentence, int at)
    {
        char last = at > 0 ? sentence[at - 1] : ' ';
        char next = at + 1 < sentence.Length ? sentence[at + 1] : ' ';
        if (sentence[at] is '〜' or '~') return char.IsLetter(last);
        if (!Dashes.Contains(sentence[at]) || last is not (>= 'ァ' and <= 'ヺ')) return false;
        bool endsWord = !char.IsLetterOrDigit(next) && !Dashes.Contains(next) && !Pauses.Contains(sentence[at]);
        return endsWord || Kana.IsKana(next);
    }

    /// <summary>いろ〱 repeats its last two syllables, それ〲 voices the first of them.</summary>
    private string Repeat(bool voiced)
    {
        int length = 0;
        while (length < 2 && length < _text.Length && char.IsLetter(_text[^(length + 1)])) length++;
        string again = _text.ToString(_text.Length - length, length);
        return voiced && length > 0 ? Voice(again[0], voiced: true) + again[1..] : again;
    }

    private string VoiceLast(int by)
    {
        if (by == 1 || "はひふへほハヒフヘホ".Contains(_text[^1])) _text[^1] = (char)(_text[^1] + by);
        return "";
    }

    private static char Voice(char kana, bool voiced)
    {
        if (Voiceable.Contains(kana)) return voiced ? (char)(kana + 1) : kana;
        return !voiced && Voiceable.Contains((char)(kana - 1)) ? (char)(kana - 1) : kana;
    }

    private void Append(string written, int origin)
    {
        _text.Append(written);
        for (int i = 0; i < written.Length; i++)
            _origins.Add(origin);
    }
}
