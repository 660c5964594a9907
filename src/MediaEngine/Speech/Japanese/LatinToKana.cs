using System.Buffers;
using System.Text;

namespace Understudy.MediaEngine.Speech.Japanese;

/// <summary>Spells English words in hiragana, as a Japanese speaker says them.</summary>
internal static class LatinToKana
{
    private const int LongestSpelledOut = 5;

    private static readonly SearchValues<char> _vowelish = SearchValues.Create("aeiouyAEIOUY");

    private static readonly string[] _letterNames =
    [
        "えー", "びー", "しー", "でぃー", "いー", "えふ", "じー", "えいち", "あい", "じぇー", "けー", "える", "えむ",
        "えぬ", "おー", "ぴー", "きゅー", "あーる", "えす", "てぃー", "ゆー", "ぶい", "だぶりゅー", "えっくす", "わい",
        "ぜっと",
    ];

    /// <summary>A consonant before a, i, u, e, o, and before another consonant or nothing.</summary>
    private static readonly Dictionary<string, string[]> _rows = new(StringComparer.Ordinal)
    {
        [""] = ["あ", "い", "う", "え", "お", ""],
        ["k"] = ["か", "き", "く", "け", "こ", "く"],
        ["g"] = ["が", "ぎ", "ぐ", "げ", "ご", "ぐ"],
        ["s"] = ["さ", "し", "す", "せ", "そ", "す"],
        ["th"] = ["さ", "し", "す", "せ", "そ", "す"],
        ["z"] = ["ざ", "じ", "ず", "ぜ", "ぞ", "ず"],
        ["dh"] = ["ざ", "じ", "ず", "ぜ", "ぞ", "ず"],
        ["t"] = ["た", "てぃ", "とぅ", "て", "と", "と"],
        ["d"] = ["だ", "でぃ", "どぅ", "で", "ど", "ど"],
        ["n"] = ["な", "に", "ぬ", "ね", "の", "ん"],
        ["hh"] = ["は", "ひ", "ふ", "へ", "ほ", "ふ"],
        ["b"] = ["ば", "び", "ぶ", "べ", "ぼ", "ぶ"],
        ["v"] = ["ば", "び", "ぶ", "べ", "ぼ", "ぶ"],
        ["p"] = ["ぱ", "ぴ", "ぷ", "ぺ", "ぽ", "ぷ"],
        ["m"] = ["ま", "み", "む", "め", "も", "む"],
        ["y"] = ["や", "い", "ゆ", "いぇ", "よ", "い"],
        ["r"] = ["ら", "り", "る", "れ", "ろ", "る"],
        ["l"] = ["ら", "り", "る", "れ", "ろ", "る"],
        ["w"] = ["わ", "うぃ", "う", "うぇ", "うぉ", "う"],
        ["f"] = ["ふぁ", "ふぃ", "ふ", "ふぇ", "ふぉ", "ふ"],
        ["sh"] = ["しゃ", "し", "しゅ", "しぇ", "しょ", "しゅ"],
        ["ch"] = ["ちゃ", "ち", "ちゅ", "ちぇ", "ちょ", "ち"],
        ["jh"] = ["じゃ", "じ", "じゅ", "じぇ", "じょ", "じ"],
        ["zh"] = ["じゃ", "じ", "じゅ", "じぇ", "じょ", "じ"],
        ["ng"] = ["んが", "んぎ", "んぐ", "んげ", "んご", "ん"],
    };

    /// <summary>An English vowel as a Japanese one (0–4 for a, i, u, e, o) and what follows it.</summary>
    private static readonly Dictionary<string, (int Vowel, string Tail)> _vowels = new(StringComparer.Ordinal)
    {
        ["aa"] = (0, ""),
        ["ae"] = (0, ""),
        ["ah"] = (0, ""),
        ["ax"] = (0, ""),
        ["ao"] = (4, "ー"),
        ["aw"] = (0, "う"),
        ["ay"] = (0, "い"),
        ["eh"] = (3, ""),
        ["er"] = (0, "ー"),
        ["ey"] = (3, "ー"),
        ["ih"] = (1, ""),
        ["iy"] = (1, "ー"),
        ["ow"] = (4, "ー"),
        ["oy"] = (4, "い"),
        ["uh"] = (2, ""),
        ["uw"] = (2, "ー"),
    };

    /// <summary>Whether a word is said letter by letter, as AI, HTTP, mp or IoT are.</summary>
    public static bool IsSpelledOut(string word) =>
        (word.Length <= LongestSpelledOut && word.All(char.IsAsciiLetterUpper))
        || word.Length == 1 || !word.AsSpan().ContainsAny(_vowelish)
        || (word.Length == 3 && word.Count(char.IsAsciiLetterUpper) == 2);

    /// <summary>The names of the letters.</summary>
    public static string Spell(string word) => string.Concat(
        word.Where(char.IsAsciiLetter).Select(letter => _letterNames[char.ToUpperInvariant(letter) - 'A']));

    /// <summary>Writes ARPAbet phones in hiragana.</summary>
    public static string FromPhones(IReadOnlyList<string> phones)
    {
        StringBuilder kana = new();
        string consonant = "";
        for (int i = 0; i < phones.Count; i++)
        {
            if (_vowels.TryGetValue(phones[i], out (int Vowel, string Tail) vowel))
            {
                kana.Append(_rows[consonant][vowel.Vowel]).Append(vowel.Tail);
                consonant = "";
                continue;
            }

            kana.Append(Bare(consonant, phones[i]));
            consonant = "";
            bool afterVowel = i > 0 && _vowels.ContainsKey(phones[i - 1]);
            bool beforeVowel = i + 1 < phones.Count && _vowels.ContainsKey(phones[i + 1]);
            if (phones[i] == "r" && afterVowel && !beforeVowel)
            {
                if (kana[^1] != 'ー') kana.Append('ー');
                continue;
            }

            bool shortBefore = afterVowel && _vowels[phones[i - 1]].Tail.Length == 0 && phones[i - 1] != "ax";
            if (i == phones.Count - 1 && shortBefore && phones[i] is "p" or "t" or "k" or "ch" && i == phones.Count - 1)
                kana.Append('っ');
            consonant = _rows.ContainsKey(phones[i]) ? phones[i] : "";
        }

        return kana.Append(Bare(consonant, "")).ToString();
    }

    private static string Bare(string consonant, string next) => consonant switch
    {
        "m" when next is "p" or "b" => "ん",
        "ng" when next is not ("k" or "g") => "んぐ",
        _ => _rows[consonant][5],
    };
}
