using System.Text;

namespace Understudy.MediaEngine.Speech.Japanese;

/// <summary>Kana that nobody types and some paste: old forms, small ones, ones for other languages.</summary>
internal static class OldKana
{
    /// <summary>The old forms in the order of their codes: a syllable, and how many forms of it stand in a row.</summary>
    private const string Hentaigana =
        "あ4い4う5え5お3か12き8く7け6こ4さ8し6す8せ5そ7た4ち7つ5て9と7な9に8ぬ3ね7の5は11ひ7ふ3へ7ほ8ま7み7む4め3も6や6ゆ4よ6ら4り7る6れ4ろ6わ5ゐ5ゑ4を7ん2";

    private const int FirstHentaigana = 0x1B002;

    private static readonly Dictionary<int, string> _modern = Collect();

    /// <summary>The kana of today; null if the character is none of the old ones.</summary>
    public static string? ToModern(Rune rune) => _modern.GetValueOrDefault(rune.Value);

    private static Dictionary<int, string> Collect()
    {
        Dictionary<int, string> modern = new()
        {
            [0x1B000] = "エ",
            [0x1B001] = "え",
            [0x1B11F] = "う",
            [0x1B120] = "イ",
            [0x1B121] = "エ",
            [0x1B122] = "ウ",
            [0x1B132] = "こ",
            [0x1B150] = "ゐ",
            [0x1B151] = "ゑ",
            [0x1B152] = "を",
            [0x1B155] = "コ",
            [0x1B164] = "ヰ",
            [0x1B165] = "ヱ",
            [0x1B166] = "ヲ",
            [0x1B167] = "ン",
            ['ヷ'] = "ヴァ",
            ['ヸ'] = "ヴィ",
            ['ヹ'] = "ヴェ",
            ['ヺ'] = "ヴォ",
        };
        const string Small = "クシストヌハヒフヘホムラリルレロ";
        for (int i = 0; i < Small.Length; i++)
            modern['ㇰ' + i] = Small[i].ToString();

        int code = FirstHentaigana;
        for (int i = 0; i < Hentaigana.Length;)
        {
            string kana = Hentaigana[i++].ToString();
            int count = 0;
            for (; i < Hentaigana.Length && char.IsAsciiDigit(Hentaigana[i]); i++)
                count = (count * 10) + Hentaigana[i] - '0';
            for (; count > 0; count--)
                modern[code++] = kana;
        }

        return modern;
    }
}
