using System.Text.Json;
using System.Text.Json.Serialization;

namespace Understudy.Domain.Webhooks;

/// <summary>What a person's own server is told of. Each product has its own.</summary>
/// <param name="Name">Its name in documents, e.g. <c>thingCompleted</c>; never changes.</param>
[JsonConverter(typeof(AsName))]
public readonly record struct WebhookEventType(string Name)
{
    /// <summary>Its owner tries an endpoint out; nobody subscribes to it.</summary>
    public static WebhookEventType Test { get; } = new("test");

    private sealed class AsName : JsonConverter<WebhookEventType>
    {
        public override WebhookEventType Read(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.GetString() ?? throw new JsonException("An event has a name."));

        public override void Write(Utf8JsonWriter writer, WebhookEventType value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Name);
    }
}

/// <summary>Something that happened to a person's thing, ready to be told.</summary>
/// <param name="Id">A UUID, the same however often the event is announced.</param>
/// <param name="OwnerId">The person.</param>
/// <param name="Type">What happened.</param>
/// <param name="Payload">The body to send, JSON.</param>
public sealed record WebhookEvent(string Id, string OwnerId, WebhookEventType Type, string Payload)
{
    /// <summary>The largest payload, in bytes of UTF-8.</summary>
    public const int MaxBytes = 64 * 1024;
}
