using System.Text.Json;
using System.Text.Json.Serialization;

namespace Understudy.Domain.Media;

/// <summary>Media keys in documents: <c>container/name</c>.</summary>
internal sealed class MediaKeyJsonConverter : JsonConverter<MediaKey>
{
    public override MediaKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string text = reader.GetString() ?? throw new JsonException("A media key is a text.");
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0) throw new JsonException($"'{text}' is no media key.");
        try
        {
            return new MediaKey(text[..slash], text[(slash + 1)..]);
        }
        catch (ArgumentException exception)
        {
            // Only this kind of exception is given the place in the document.
            throw new JsonException(null, exception);
        }
    }

    public override void Write(Utf8JsonWriter writer, MediaKey value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
