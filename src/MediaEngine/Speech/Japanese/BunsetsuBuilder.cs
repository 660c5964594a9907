using System.Text;
using Understudy.MediaEngine.Speech.Reading;

namespace Understudy.MediaEngine.Speech.Japanese;

/// <summary>Gathers the words of a sentence to phrase units. What has no sound is shown with the unit before it.</summary>
internal sealed class BunsetsuBuilder(WrittenText sentence)
{
    private static readonly string[] _contentClasses = ["名詞", "動詞", "形容詞", "副詞", "連体詞", "接続詞", "感動詞", "接頭詞", "フィラー"];

    private readonly List<(int Start, string Kana, WordBreak Break)> _units = [];
    private bool _closed = true;
    private bool _joinsNext;

    /// <summary>Adds what the dictionary made of a part.</summary>
    /// <param name="native">What was analysed.</param>
    /// <param name="morphemes">Its words.</param>
    /// <param name="end">Where in the sentence the part ends.</param>
    public void Add(NativeText native, Morpheme[] morphemes, int end)
    {
        string previousClass = "";
        string previousKana = "";
        int at = 0;
        foreach (Morpheme morpheme in KanjiNumbers.Join(morphemes))
        {
            int start = native.Origin(at);
            at += morpheme.Surface.Length;
            string kana = Kana.ToHiragana(morpheme.Pronunciation);
            if (kana.Length == 0) kana = ReadAlone(morpheme.Surface, previousKana);
            bool leans = !_contentClasses.Contains(morpheme.Class)
                || morpheme.Subclass is "接尾" or "非自立"
                || (morpheme.Class == "名詞" && previousClass == "名詞")
                // After figures or a foreign word the analysis lacks context and takes a particle for a conjunction.
                || (previousClass.Length == 0 && morpheme.Surface is [>= 'ぁ' and <= 'ん']);
            if (kana.Length == 0)
                AddSilent(at < native.Text.Length ? native.Origin(at) : end);
            else
                Append(start, kana, startsUnit: !leans);
            _joinsNext = morpheme.Class == "接頭詞";
            (previousClass, previousKana) = (morpheme.Class, kana);
        }
    }

    /// <summary>Adds a word whose reading is known.</summary>
    public void AddWord(int start, string kana, bool leans) => Append(start, kana, startsUnit: !leans);

    /// <summary>Punctuation and whatever else has no sound.</summary>
    public void AddSilent(int end)
    {
        if (_units.Count == 0) return;
        WordBreak pause = SpeechText.BreakAfter(sentence.Text[_units[^1].Start..end].TrimEnd());
        _units[^1] = _units[^1] with { Break = pause };
        _closed |= pause != WordBreak.None || char.IsWhiteSpace(sentence.Text[end - 1]);
    }

    /// <summary>Hands over the units.</summary>
    public void AddTo(List<Bunsetsu> sentences)
    {
        for (int i = 0; i < _units.Count; i++)
        {
            int start = i == 0 ? 0 : _units[i].Start;
            bool last = i + 1 == _units.Count;
            int end = last ? sentence.Text.Length : _units[i + 1].Start;
            string shown = sentence.ShownBetween(start, end);
            if (!last && sentence.Text[end - 1] == ' ' && sentence.IsShownApart(end)) shown += " ";
            sentences.Add(new Bunsetsu(shown, _units[i].Kana, last ? WordBreak.Sentence : _units[i].Break));
        }
    }

    /// <summary>How a word is read that is in no dictionary: kana as they are, kanji each by itself.</summary>
    private static string ReadAlone(string surface, string previousKana)
    {
        if (surface.All(c => c == '々')) return previousKana;
        StringBuilder read = new();
        string last = previousKana;
        foreach (Rune rune in surface.EnumerateRunes())
        {
            last = rune.Value == '々' ? last
                : rune.IsBmp && Kana.IsKana((char)rune.Value) ? rune.ToString()
                : KanjiForms.Reading(rune) ?? "";
            read.Append(last);
        }

        return Kana.ToHiragana(read.ToString());
    }

    private void Append(int start, string kana, bool startsUnit)
    {
        bool joins = _units.Count > 0
            && ((!_closed && (!startsUnit || _joinsNext)) || sentence.ShownBetween(_units[^1].Start, start).Length == 0);
        if (joins)
            _units[^1] = (_units[^1].Start, _units[^1].Kana + kana, WordBreak.None);
        else
            _units.Add((start, kana, WordBreak.None));
        _closed = false;
        _joinsNext = false;
    }
}
