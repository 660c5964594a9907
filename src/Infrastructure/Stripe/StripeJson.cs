using System.Text.Json;
using Understudy.Domain.Common;

namespace Understudy.Infrastructure.Stripe;

/// <summary>
/// Reads events, which may be of any of Stripe's versions, expecting nothing: what is missing, null or of another kind than
/// usual reads as not there.
/// </summary>
internal static class StripeJson
{
    private const int LongestId = 255;

    // The last second of the year 9999.
    private const long LastSecond = 253_402_300_799;

    /// <summary>A member of an object, or of a member of it, and so on.</summary>
    public static JsonElement? Member(this JsonElement from, params ReadOnlySpan<string> path)
    {
        JsonElement at = from;
        foreach (string name in path)
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at)) return null;
        }
        return at.ValueKind == JsonValueKind.Null ? null : at;
    }

    /// <summary>A text.</summary>
    public static string? Text(this JsonElement from, string name) =>
        from.Member(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>A point in time, which Stripe gives in seconds since 1970.</summary>
    public static DateTimeOffset? Time(this JsonElement from, string name) =>
        from.Member(name) is { } value && value.TryGetWhole(out long seconds) && seconds is >= 0 and <= LastSecond
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    /// <summary>The id of another object, which may stand there itself when it was expanded.</summary>
    public static string? Reference(this JsonElement from, params ReadOnlySpan<string> path) => from.Member(path) switch
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
