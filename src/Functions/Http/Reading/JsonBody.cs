using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Understudy.Domain.Common;

namespace Understudy.Functions.Http.Reading;

/// <summary>A request's body as JSON.</summary>
internal static class JsonBody
{
    /// <summary>Reads it.</summary>
    /// <returns>What it says, or a sentence about what is wrong with it.</returns>
    public static (JsonElement? Value, string Wrong) Parse(ReadOnlyMemory<byte> body)
    {
        if (OtherEncoding(body.Span) is { } encoding) return (null, $"The body is {encoding}; it must be JSON in UTF-8.");
        if (!Utf8.IsValid(body.Span)) return (null, "The body is no UTF-8; it must be JSON in UTF-8.");
        try
        {
            using var document = JsonDocument.Parse(JsonText.WithoutMark(body));
            return (document.RootElement.Clone(), "");
        }
        catch (JsonException)
        {
            return (null, "The body must be a JSON object.");
        }
    }

    /// <summary>
    /// The body's meaning, the same however it is spelled: order of members, white space, escapes and the ways to write a
    /// number do not count.
    /// </summary>
    /// <returns>It, or null when the body is no JSON, or JSON that means nothing.</returns>
    public static byte[]? Meaning(ReadOnlyMemory<byte> body)
    {
        if (Parse(body).Value is not { } value) return null;
        using MemoryStream meaning = new();
        try
        {
            using Utf8JsonWriter writer = new(meaning);
            Write(writer, value);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: valid JSON, but no text.
            return null;
        }
        return meaning.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                // The sort is stable: of several members of one name it matters which is the last.
                foreach (JsonProperty member in value.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value);
                }
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement item in value.EnumerateArray()) Write(writer, item);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(value.GetString());
                break;
            case JsonValueKind.Number:
                writer.WriteRawValue(JsonText.Normalized(value));
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    // JSON begins with an ASCII character, and has no zero byte in UTF-8.
    private static string? OtherEncoding(ReadOnlySpan<byte> body) => body switch
    {
        [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..] or [0, 0, 0, not 0, ..] or [not 0, 0, 0, 0, ..] => "UTF-32",
        [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, not 0, ..] or [not 0, 0, ..] => "UTF-16",
        _ => null,
    };
}
