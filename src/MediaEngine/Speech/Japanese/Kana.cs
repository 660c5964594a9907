using System.Text;

namespace Understudy.MediaEngine.Speech.Japanese;

/// <summary>Kana as the sounds that they stand for.</summary>
internal static class Kana
{
    private const string SmallKana = "ゃゅょぁぃぅぇぉゎ";
    private const string SmallVowels = "auoaiueoa";
    private const string LargeKana = "やゆよあいうえおわ";

    /// <summary>What the synthesizer knows for one syllable; it calls other small vowels by the name of the letter, in English.</summary>
    private static readonly string[] _syllables =
    [
        "いぇ", "うぃ", "うぇ", "うぉ", "くぁ", "くぃ", "くぇ", "くぉ", "しぇ", "じぇ", "ちぇ", "つぁ", "つぃ", "つぇ", "つぉ", "てぃ", "でぃ",
        "とぅ", "どぅ", "ふぁ", "ふぃ", "ふぇ", "ふぉ", "ゔぁ", "ゔぃ", "ゔぇ", "ゔぉ",
    ];

    private static readonly Dictionary<char, (string Consonant, string Vowel)> _sounds = BuildSounds();

    /// <summary>Katakana become hiragana; everything that is not kana is dropped.</summary>
    public static string ToHiragana(string text)
    {
        StringBuilder hiragana = new(text.Length);
        foreach (char c in text)
        {
            char plain = c switch
            {
                'ゐ' or 'ヰ' => 'い',
                'ゑ' or 'ヱ' => 'え',
                'ゕ' or 'ヵ' => 'か',
                // Between kanji it is said so: 霞ヶ関. With numbers it belongs to the counter.
                'ゖ' or 'ヶ' => 'が',
                >= 'ァ' and <= 'ヴ' => (char)(c - ('ァ' - 'ぁ')),
                _ => c,
            };
            if (plain is 'ー' || _sounds.ContainsKey(plain) || SmallKana.Contains(plain)) hiragana.Append(plain);
        }

        return hiragana.ToString();
    }

    /// <summary>Whether a character is its own reading.</summary>
    public static bool IsKana(char c) => c is (>= 'ぁ' and <= 'ゖ') or (>= 'ァ' and <= 'ヺ') or 'ー';

    /// <summary>The sounds of hiragana, one list a mora. A long vowel mark repeats the vowel before it.</summary>
    public static List<string[]> Morae(string hiragana)
    {
        List<string[]> morae = [];
        string vowel = "a";
        foreach (char c in hiragana)
        {
            int small = SmallKana.IndexOf(c, StringComparison.Ordinal);
            if (c == 'ー')
            {
                morae.Add([vowel]);
            }
            else if (small >= 0)
            {
                vowel = SmallVowels[small].ToString();
                if (morae.Count > 0)
                    morae[^1] = [.. morae[^1][..^1], vowel];
                else
                    morae.Add([vowel]);
            }
            else if (_sounds.TryGetValue(c, out (string Consonant, string Vowel) sound))
            {
                if (sound.Vowel.Length > 0) vowel = sound.Vowel;
                string[] both = [sound.Consonant, sound.Vowel];
                morae.Add([.. both.Where(name => name.Length > 0)]);
            }
        }

        return morae;
    }

    /// <summary>Words in hiragana, with spaces between them, as the synthesizer can say them: a vowel that is drawn out
    /// (すごーーい, あぁ) is written out, because it takes the mark of length but once and behind a consonant.</summary>
    public static string Spelled(string hiragana)
    {
        StringBuilder spelled = new(hiragana.Length);
        char vowel = 'あ';
        char last = ' ';
        char before = ' ';
        foreach (char c in hiragana)
        {
            int small = SmallKana.IndexOf(c, StringComparison.Ordinal);
            char said = c == 'ー' && "あいうえおんっー ".Contains(last) ? vowel
                : small > 2 && !_syllables.Contains($"{before}{c}") ? LargeKana[small]
                : c;
            spelled.Append(said);
            string sound = small >= 0 ? SmallVowels[small].ToString() : _sounds.GetValueOrDefault(said).Vowel ?? "";
            if ("aiueo".IndexOf(sound, StringComparison.Ordinal) is int row && sound.Length == 1 && row >= 0)
                vowel = "あいうえお"[row];
            (last, before) = (said, c);
        }

        return spelled.ToString();
    }

    private static Dictionary<char, (string Consonant, string Vowel)> BuildSounds()
    {
        const string Vowels = "aiueo";
        (string Consonant, string Row)[] rows =
        [
            ("", "あいうえお"), ("k", "かきくけこ"), ("g", "がぎぐげご"), ("s", "さしすせそ"), ("z", "ざじずぜぞ"),
            ("t", "たちつてと"), ("d", "だぢづでど"), ("n", "なにぬねの"), ("hh", "はひふへほ"), ("b", "ばびぶべぼ"),
            ("p", "ぱぴぷぺぽ"), ("m", "まみむめも"), ("r", "らりるれろ"),
        ];
        Dictionary<char, (string Consonant, string Vowel)> sounds = [];
        foreach ((string consonant, string row) in rows)
        {
            for (int i = 0; i < row.Length; i++)
                sounds[row[i]] = (consonant, Vowels[i].ToString());
        }

        sounds['し'] = ("sh", "i");
        sounds['じ'] = sounds['ぢ'] = ("jh", "i");
        sounds['ち'] = ("ch", "i");
        sounds['や'] = ("y", "a");
        sounds['ゆ'] = ("y", "u");
        sounds['よ'] = ("y", "o");
        sounds['わ'] = ("w", "a");
        sounds['を'] = ("", "o");
        sounds['ゔ'] = ("v", "u");
        sounds['ん'] = ("", "N");
        sounds['っ'] = ("", "q");
        return sounds;
    }
}
