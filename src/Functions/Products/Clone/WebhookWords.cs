using Understudy.Domain.Products.Clone;
using Understudy.Domain.Webhooks;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.Clone;

/// <summary>The words for the enumerations of a person's own webhooks.</summary>
internal static class WebhookWords
{
    /// <summary>What can be subscribed to.</summary>
    public static readonly Words<WebhookEventType> Subscriptions = new(
        (CloneEvents.VideoCompleted, "video.completed"),
        (CloneEvents.VideoFailed, "video.failed"),
        (CloneEvents.ModelCompleted, "model.completed"),
        (CloneEvents.ModelFailed, "model.failed"));

    /// <summary>What can be delivered.</summary>
    public static readonly Words<WebhookEventType> Events = new(
        (CloneEvents.VideoCompleted, "video.completed"),
        (CloneEvents.VideoFailed, "video.failed"),
        (CloneEvents.ModelCompleted, "model.completed"),
        (CloneEvents.ModelFailed, "model.failed"),
        (WebhookEventType.Test, "webhook.test"));

    /// <summary>The word for an event; one of another product, which the same person is told of, has its own.</summary>
    public static string Of(WebhookEventType type) => Events.Has(type) ? Events[type] : type.Name;

    public static readonly Words<EndpointStatus> EndpointStatuses = new(
        (EndpointStatus.Enabled, "enabled"), (EndpointStatus.Disabled, "disabled"));

    public static readonly Words<DeliveryStatus> DeliveryStatuses = new(
        (DeliveryStatus.Pending, "pending"),
        (DeliveryStatus.Succeeded, "succeeded"),
        (DeliveryStatus.Failed, "failed"));

    public static readonly Words<ModelKind> ModelKinds = new((ModelKind.Video, "video"), (ModelKind.Voice, "voice"));
}
