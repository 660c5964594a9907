using Understudy.Domain.Webhooks;

namespace Understudy.Domain.Products.VideoSystem;

/// <summary>What a person's own server is told of. VideoSystem, Webhooks.</summary>
public static class VideoSystemEvents
{
    /// <summary>A clip was made.</summary>
    public static WebhookEventType Completed { get; } = new("generation.complete");

    /// <summary>A clip could not be made, or is not wanted any more.</summary>
    public static WebhookEventType Failed { get; } = new("generation.failed");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<WebhookEventType> All { get; } = [Completed, Failed];
}
