using Understudy.Domain.Webhooks;

namespace Understudy.Domain.Products.Clone;

/// <summary>What a person's own server is told of.</summary>
public static class CloneEvents
{
    /// <summary>A video was made.</summary>
    public static WebhookEventType VideoCompleted { get; } = new("videoCompleted");

    /// <summary>A video could not be made.</summary>
    public static WebhookEventType VideoFailed { get; } = new("videoFailed");

    /// <summary>A model was trained.</summary>
    public static WebhookEventType ModelCompleted { get; } = new("modelCompleted");

    /// <summary>A model could not be trained.</summary>
    public static WebhookEventType ModelFailed { get; } = new("modelFailed");
}
