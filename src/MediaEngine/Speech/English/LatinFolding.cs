using System.Globalization;
using System.Text;

namespace Understudy.MediaEngine.Speech.English;

/// <summary>Typographic signs and accented letters become their plain counterparts. The platform runs without culture
/// data, so normalization of the framework does nothing here.</summary>
internal static class LatinFolding
{
    private static readonly (string Accented, char Plain)[] Letters =
    [
        ("ÀÁÂÃÄÅĀĂĄ", 'A'),
        ("ÇĆĈĊČ", 'C'),
        ("Ď", 'D'),
        ("ÈÉÊËĒĔĖĘĚ", 'E'),
        ("ĜĞĠĢ", 'G'),
        ("Ĥ", 'H'),
        ("ÌÍÎÏĨĪĬĮİ", 'I'),
        ("Ĵ", 'J'),
        ("Ķ", 'K'),
        ("ĹĻĽĿ", 'L'),
        ("ÑŃŅŇ", 'N'),
        ("ÒÓÔÕÖŌŎŐ", 'O'),
        ("ŔŖŘ", 'R'),
        ("ŚŜŞŠ", 'S'),
        ("ŢŤ", 'T'),
        ("ÙÚÛÜŨŪŬŮŰŲ", 'U'),
        ("Ŵ", 'W'),
        ("ÝŶŸ", 'Y'),
        ("ŹŻŽ", 'Z'),
        ("àáâãäåāăą", 'a'),
        ("çćĉċč", 'c'),
        ("ď", 'd'),
        ("èéêëēĕėęě", 'e'),
        ("ĝğġģ", 'g'),
        ("ĥ", 'h'),
        ("ìíîïĩīĭį", 'i'),
        ("ĵ", 'j'),
        ("ķ", 'k'),
        ("ĺļľŀ", 'l'),
        ("ñńņňŉ", 'n'),
        ("òóôõöōŏő", 'o'),
        ("ŕŗř", 'r'),
        ("śŝşšſ", 's'),
        ("ţť", 't'),
        ("ùúûüũūŭůűų", 'u'),
        ("ŵ", 'w'),
        ("ýÿŷ", 'y'),
        ("źżž", 'z'),
    ];

    private static readonly Dictionary<char, string> Plain = Letters
        .SelectMany(group => group.Accented.Select(accented => (accented, group.Plain.ToString())))
        .Concat(
        [
            ('’', "'"), ('‘', "'"), ('ʼ', "'"), ('“', "\""), ('”', "\""), ('«', "\""), ('»', "\""), ('–', "-"), ('−', "-"),
            ('‐', "-"), ('⁄', "/"), ('ß', "ss"), ('æ', "ae"), ('Æ', "AE"), ('œ', "oe"), ('Œ', "OE"), ('ø', "o"),
            ('Ø', "O"), ('ł', "l"), ('Ł', "L"), ('đ', "d"), ('Đ', "D"), ('ı', "i"), ('…', "."), ('½', " 1/2"),
            ('¼', " 1/4"), ('¾', " 3/4"), ('²', " squared"), ('³', " cubed"),
        ])
        .ToDictionary(pair => pair.Item1, pair => pair.Item2);

    public static string Fold(string text)
    {
        StringBuilder folded = new(text.Length);
        foreach (char c in text)
        {
            if (c is >= '！' and <= '～')
                folded.Append((char)(c - 0xFEE0));
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                folded.Append(Plain.GetValueOrDefault(c, c.ToString()));
        }

        return folded.ToString();
    }
}
