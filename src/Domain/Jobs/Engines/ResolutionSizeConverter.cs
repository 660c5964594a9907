using System.Text.Json;
using System.Text.Json.Serialization;
using Understudy.Domain.Media;

namespace Understudy.Domain.Jobs.Engines;

/// <summary>
/// A resolution as tasks have always been sent with it (<c>p720</c>), or as the size that it is, as in the other tasks
/// (<c>{"width":1280,"height":720}</c>).
/// </summary>
internal sealed class ResolutionSizeConverter : JsonConverter<Resolution>
{
    public override Resolution Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.String when reader.GetString() is "p720" => Resolution.P720,
            JsonTokenType.String when reader.GetString() is "p1080" => Resolution.P1080,
            JsonTokenType.StartObject => Of(JsonSerializer.Deserialize<PictureSize>(ref reader, options)),
            _ => throw Unknown(),
        };

    // Workers of an older version know these words alone.
    public override void Write(Utf8JsonWriter writer, Resolution value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value == Resolution.P1080 ? "p1080" : "p720");

    private static Resolution Of(PictureSize? size) => size switch
    {
        { Width: 1280, Height: 720 } => Resolution.P720,
        { Width: 1920, Height: 1080 } => Resolution.P1080,
        _ => throw Unknown(),
    };

    private static JsonException Unknown() => new("The size is 1280 by 720 or 1920 by 1080 pixels.");
}
