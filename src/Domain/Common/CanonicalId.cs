namespace Understudy.Domain.Common;

/// <summary>Ids as people write them: UUIDs (RFC 9562 §4) of digits in either case, and nothing around them.</summary>
public static class CanonicalId
{
    private const int Length = 36;

    /// <summary>An id as it is stored; null for what is none.</summary>
    // Guid's own reader also takes signs, and white space around the id.
    public static string? Of(string? text) =>
        text is { Length: Length } && text.All(c => char.IsAsciiHexDigit(c) || c == '-') &&
        Guid.TryParseExact(text, "D", out Guid id)
            ? id.ToString("D")
            : null;

    /// <summary>An id from a path as it is stored; what is none is the id of nothing.</summary>
    public static string OrNone(string text) => Of(text) ?? "none";
}
