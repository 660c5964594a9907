namespace Understudy.Domain.Webhooks;

/// <summary>What a person's own server is told of.</summary>
public enum WebhookEventType
{
    /// <summary>A video was made.</summary>
    VideoCompleted,

    /// <summary>A video could not be made.</summary>
    VideoFailed,

    /// <summary>A model was trained.</summary>
    ModelCompleted,

    /// <summary>A model could not be trained.</summary>
    ModelFailed,

    /// <summary>Its owner tries an endpoint out; nobody subscribes to it.</summary>
    Test,
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
