using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Understudy.Domain.Common;

/// <summary>What JSON that others wrote means, however they spelled it.</summary>
public static class JsonText
{
    // An exponent of more digits is left as it is: no number that anybody means has one.
    private const int LongestExponent = 15;
    private const int LongestWhole = 19;

    /// <summary>The text without the byte order mark that some editors and shells put before it.</summary>
    public static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> utf8) =>
        utf8.Span.StartsWith(Encoding.UTF8.Preamble) ? utf8[Encoding.UTF8.Preamble.Length..] : utf8;

    /// <summary>A whole number of 64 bits, which may be written as <c>1000</c>, <c>1000.0</c> or <c>1e3</c>.</summary>
    public static bool TryGetWhole(this JsonElement value, out long number)
    {
        number = 0;
        if (value.ValueKind != JsonValueKind.Number) return false;
        return value.TryGetInt64(out number) ||
            (TryNormalize(value.GetRawText(), out Normal normal) && TryGetWhole(normal, out number));
    }

    /// <summary>A number in the one spelling that all spellings of its value have in common, exactly.</summary>
    public static string Normalized(JsonElement number)
    {
        string raw = number.GetRawText();
        return TryNormalize(raw, out Normal normal)
            ? string.Create(CultureInfo.InvariantCulture, $"{normal.Sign}{normal.Digits}E{normal.Exponent}")
            : raw;
    }

    private static bool TryGetWhole(Normal normal, out long number)
    {
        number = 0;
        return normal.Exponent >= 0 && normal.Digits.Length + normal.Exponent <= LongestWhole && long.TryParse(
            normal.Sign + normal.Digits + new string('0', (int)normal.Exponent),
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out number);
    }

    private static bool TryNormalize(string raw, out Normal normal)
    {
        normal = new Normal("", "0", 0);
        string[] parts = raw.Split('e', 'E');
        string[] mantissa = parts[0].TrimStart('-').Split('.');
        string fraction = mantissa.Length > 1 ? mantissa[1] : "";
        string digits = (mantissa[0] + fraction).TrimStart('0');
        if (digits.Length == 0) return true;

        long exponent = 0;
        if (parts.Length > 1)
        {
            string power = parts[1].TrimStart('+', '-').TrimStart('0');
            if (power.Length > LongestExponent) return false;
            exponent = power.Length == 0 ? 0 : long.Parse(power, CultureInfo.InvariantCulture);
            if (parts[1][0] == '-') exponent = -exponent;
        }
        string significant = digits.TrimEnd('0');
        normal = new Normal(
            raw[0] == '-' ? "-" : "", significant, exponent - fraction.Length + digits.Length - significant.Length);
        return true;
    }

    /// <summary>A number as its sign, its digits without zeros around them, and a power of ten.</summary>
    private readonly record struct Normal(string Sign, string Digits, long Exponent);
}
