namespace Understudy.MediaEngine.Speech.Reading;

/// <summary>Numbers in Roman numerals.</summary>
internal static class RomanNumber
{
    private static readonly (int Value, string Sign)[] _signs =
    [
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"),
        (5, "V"), (4, "IV"), (1, "I"),
    ];

    /// <summary>What a numeral in capitals counts; null for what is none. Each number has one spelling: IIX and VV are none.</summary>
    public static int? Parse(string numeral)
    {
        int value = 0;
        string rest = numeral;
        foreach ((int size, string sign) in _signs)
        {
            while (rest.StartsWith(sign, StringComparison.Ordinal))
            {
                value += size;
                rest = rest[sign.Length..];
            }
        }

        return rest.Length == 0 && Write(value) == numeral ? value : null;
    }

    private static string Write(int value)
    {
        string written = "";
        foreach ((int size, string sign) in _signs)
        {
            for (; value >= size; value -= size) written += sign;
        }

        return written;
    }
}
