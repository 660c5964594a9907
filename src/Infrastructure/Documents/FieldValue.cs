using System.Text;
using System.Text.Json;
using Understudy.Domain.Persistence;

namespace Understudy.Infrastructure.Documents;

/// <summary>
/// What a value of a filter is to a store: what the same value in a document is there. Booleans are numbers, times are texts.
/// </summary>
internal static class FieldValue
{
    /// <summary>A text, long, double or null.</summary>
    /// <exception cref="ArgumentException">The value is no text, number, boolean or time.</exception>
    public static object? From(object? value)
    {
        if (value is null) return null;
        if (value is string text) return Text(text);
        JsonElement json = JsonSerializer.SerializeToElement(value, value.GetType(), DocumentJson.Options);
        return json.ValueKind switch
        {
            JsonValueKind.String => json.GetString(),
            JsonValueKind.Number => json.TryGetInt64(out long integer) ? (object)integer : json.GetDouble(),
            JsonValueKind.True => 1L,
            JsonValueKind.False => 0L,
            JsonValueKind.Null => null,
            _ => throw new ArgumentException($"A {value.GetType().Name} is nothing to filter by.", nameof(value)),
        };
    }

    /// <summary>The text as a document keeps it: a lone surrogate is U+FFFD.</summary>
    public static string Text(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    /// <summary>The least text that is greater than every text beginning with <paramref name="prefix"/>.</summary>
    /// <returns>Null when there is none.</returns>
    public static string? After(string prefix)
    {
        Rune[] runes = [.. prefix.EnumerateRunes()];
        for (int i = runes.Length - 1; i >= 0; i--)
        {
            if (runes[i].Value == 0x10FFFF) continue;
            Rune next = new(runes[i].Value == 0xD7FF ? 0xE000 : runes[i].Value + 1);
            return string.Concat(runes[..i].Append(next).Select(r => r.ToString()));
        }
        return null;
    }
}
