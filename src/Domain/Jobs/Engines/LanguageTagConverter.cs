using System.Text.Json;
using System.Text.Json.Serialization;
using Understudy.Domain.Common;

namespace Understudy.Domain.Jobs.Engines;

/// <summary>A language as tasks have always been sent with it (<c>english</c>), or by its tag as in the other tasks (<c>en</c>).</summary>
internal sealed class LanguageTagConverter : JsonConverter<Language>
{
    public override Language Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        (reader.TokenType == JsonTokenType.String ? reader.GetString() : null) switch
        {
            "english" or "en" => Language.English,
            "japanese" or "ja" => Language.Japanese,
            _ => throw new JsonException("The language is one of en and ja."),
        };

    // Workers of an older version know these words alone.
    public override void Write(Utf8JsonWriter writer, Language value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value == Language.Japanese ? "japanese" : "english");
}
