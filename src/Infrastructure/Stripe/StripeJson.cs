using System.Text.Json;
using Understudy.Domain.Common;

namespace Understudy.Infrastructure.Stripe;

/// <summary>
/// Reads what Stripe says, expecting nothing: what is missing, null or of another kind than usual reads as not there.
/// </summary>
internal static class StripeJson
{
    private const int LongestId = 255;

    // The last second of the year 9999.
    private const long LastSecond = 253_402_300_799;

    /// <summary>A member of an object.</summary>
    public static JsonElement? Member(this JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object
        && from.TryGetProperty(name, out JsonElement value)
        && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    /// <summary>A member of a member, and so on.</summary>
    public static JsonElement? Member(this JsonElement from, string name, params ReadOnlySpan<string> path)
    {
        JsonElement? value = from.Member(name);
        foreach (string next in path) value = value?.Member(next);
        return value;
    }

    /// <summary>The items of a list, plain or as Stripe wraps it in an object with <c>data</c>.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement from, string name) => from.Member(name) switch
    {
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray(),
        { ValueKind: JsonValueKind.Object } page => page.Items("data"),
        _ => [],
    };

    /// <summary>A text.</summary>
    public static string? Text(this JsonElement from, string name) =>
        from.Member(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>A whole number.</summary>
    public static long? Number(this JsonElement from, string name) =>
        from.Member(name) is { } value && value.TryGetWhole(out long number) ? number : null;

    /// <summary>Whether something is said to be so.</summary>
    public static bool Flag(this JsonElement from, string name) =>
        from.Member(name) is { ValueKind: JsonValueKind.True };

    /// <summary>A point in time, which Stripe gives in seconds since 1970.</summary>
    public static DateTimeOffset? Time(this JsonElement from, string name) =>
        from.Number(name) is >= 0 and <= LastSecond and long seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    /// <summary>The id of another object, which may stand there itself when it was expanded.</summary>
    public static string? Reference(this JsonElement from, string name) => from.Member(name) switch
    {
        { ValueKind: JsonValueKind.String } id => AsId(id.GetString()),
        { ValueKind: JsonValueKind.Object } expanded => expanded.Id(),
        _ => null,
    };

    /// <summary>The object's own id.</summary>
    public static string? Id(this JsonElement from) => AsId(from.Text("id"));

    /// <summary>Whether a text can be an id: it becomes part of an address.</summary>
    public static bool IsId(string? text) =>
        text is { Length: > 0 and <= LongestId } && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');

    private static string? AsId(string? text) => IsId(text) ? text : null;
}
