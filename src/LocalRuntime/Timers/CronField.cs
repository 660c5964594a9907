using System.Globalization;
using System.Numerics;

namespace Understudy.LocalRuntime.Timers;

/// <summary>One field of an NCRONTAB expression: the set of its values, as bits.</summary>
internal sealed class CronField
{
    private readonly ulong _values;

    private CronField(ulong values) => _values = values;

    /// <param name="text">Values, ranges (<c>a-b</c>), steps (<c>*/n</c>, <c>a-b/n</c>, <c>a/n</c>) and lists of them.
    /// </param>
    /// <param name="minimum">The least value.</param>
    /// <param name="maximum">The greatest value.</param>
    /// <param name="names">Names of the values from the least on; three letters tell them apart.</param>
    /// <exception cref="FormatException">It is none of that.</exception>
    public static CronField Parse(string text, int minimum, int maximum, params ReadOnlySpan<string> names)
    {
        ulong values = 0;
        foreach (string item in text.Split(','))
        {
            string[] parts = item.Split('/');
            if (parts.Length > 2)
                throw Wrong(item);
            int step = parts.Length == 2 ? Number(parts[1]) : 1;
            if (step < 1)
                throw Wrong(item);
            (int first, int last) = Range(parts[0], names);
            if (parts.Length == 2 && first == last && !parts[0].Contains('-', StringComparison.Ordinal))
                last = maximum;
            if (first < minimum || last > maximum || first > last)
                throw Wrong(item);
            values |= Bits(first, last, step);
        }

        return new CronField(values);

        (int First, int Last) Range(string range, ReadOnlySpan<string> names)
        {
            if (range == "*")
                return (minimum, maximum);
            string[] ends = range.Split('-');
            if (ends.Length > 2)
                throw Wrong(range);
            int first = Value(ends[0], names);
            return (first, ends.Length == 2 ? Value(ends[1], names) : first);
        }

        int Value(string value, ReadOnlySpan<string> names)
        {
            for (int index = 0; index < names.Length && value.Length >= 3; index++)
            {
                if (names[index].StartsWith(value, StringComparison.OrdinalIgnoreCase))
                    return minimum + index;
            }

            return Number(value);
        }
    }

    public bool Contains(int value) => (_values >> value & 1) != 0;

    /// <summary>The least value of the set that is not below the given one, or -1.</summary>
    public int AtLeast(int value)
    {
        ulong rest = value > 63 ? 0 : _values >> value << value;
        return rest == 0 ? -1 : BitOperations.TrailingZeroCount(rest);
    }

    private static ulong Bits(int first, int last, int step)
    {
        ulong bits = 0;
        for (int value = first; value <= last; value += step)
            bits |= 1UL << value;
        return bits;
    }

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < 1000
            ? number
            : throw Wrong(text);

    private static FormatException Wrong(string item) => new($"'{item}' is no valid part of an NCRONTAB field.");
}
