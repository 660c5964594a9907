using System.Globalization;
using System.Text;

namespace Understudy.MediaEngine.Speech.Japanese;

/// <summary>Reads numbers, in hiragana.</summary>
internal static class Numerals
{
    private const int LongestNumber = 16;

    private static readonly string[] _digits = ["ぜろ", "いち", "に", "さん", "よん", "ご", "ろく", "なな", "はち", "きゅー"];

    private static readonly (long Size, string Name)[] _groups =
        [(1_0000_0000_0000, "ちょー"), (1_0000_0000, "おく"), (1_0000, "まん"), (1, "")];

    /// <summary>Digit by digit, as telephone numbers are read.</summary>
    public static string Spell(string digits) => string.Concat(digits.Select(digit => _digits[digit - '0']));

    /// <summary>A whole number; digit by digit if it starts with a zero or is longer than anybody counts.</summary>
    public static string Integer(string number)
    {
        if (number.Length > LongestNumber || (number.Length > 1 && number[0] == '0')) return Spell(number);
        long value = long.Parse(number, CultureInfo.InvariantCulture);
        if (value == 0) return _digits[0];

        StringBuilder read = new();
        foreach ((long size, string name) in _groups)
        {
            int group = (int)(value / size % 10_000);
            if (group > 0)
                read.Append(name == "ちょー" ? SoundChange.Join(UpTo9999(group), name) : UpTo9999(group) + name);
        }

        return read.ToString();
    }

    private static string UpTo9999(int value)
    {
        string thousands = (value / 1000) switch
        {
            0 => "",
            1 => "せん",
            3 => "さんぜん",
            8 => "はっせん",
            int n => _digits[n] + "せん",
        };
        string hundreds = (value / 100 % 10) switch
        {
            0 => "",
            1 => "ひゃく",
            3 => "さんびゃく",
            6 => "ろっぴゃく",
            8 => "はっぴゃく",
            int n => _digits[n] + "ひゃく",
        };
        string tens = (value / 10 % 10) switch
        {
            0 => "",
            1 => "じゅー",
            int n => _digits[n] + "じゅー",
        };
        return thousands + hundreds + tens + (value % 10 == 0 ? "" : _digits[value % 10]);
    }
}
