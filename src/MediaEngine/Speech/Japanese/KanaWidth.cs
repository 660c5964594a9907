using System.Text;

namespace Understudy.MediaEngine.Speech.Japanese;

/// <summary>Brings the several ways to encode the same character to one. The platform runs without culture data, so
/// normalization of the framework does nothing here.</summary>
internal static class KanaWidth
{
    private const string FullWidthKatakana =
        "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";

    private const string Voiceable = "かきくけこさしすせそたちつてとはひふへほカキクケコサシスセソタチツテトハヒフヘホ";
    private const string HalfVoiceable = "はひふへほハヒフヘホ";

    /// <summary>Full-width letters and figures become ordinary ones, half-width katakana full ones, and separate voicing
    /// marks join their kana.</summary>
    public static string Unify(string text)
    {
        StringBuilder unified = new(text.Length);
        foreach (char c in text)
        {
            char last = unified.Length > 0 ? unified[^1] : ' ';
            if (c is 'ﾞ' or '\u3099' && (Voiceable.Contains(last) || last is 'う' or 'ウ'))
                unified[^1] = last is 'う' ? 'ゔ' : last is 'ウ' ? 'ヴ' : (char)(last + 1);
            else if (c is 'ﾟ' or '\u309A' && HalfVoiceable.Contains(last))
                unified[^1] = (char)(last + 2);
            else if (c is >= '０' and <= '９' or >= 'Ａ' and <= 'Ｚ' or >= 'ａ' and <= 'ｚ')
                unified.Append((char)(c - 0xFEE0));
            else if (c is >= 'ｦ' and <= 'ﾝ')
                unified.Append(FullWidthKatakana[c - 'ｦ']);
            else
                unified.Append(c);
        }

        return unified.ToString();
    }
}
