using Understudy.Domain.Products.Clone;
using Understudy.Domain.Tests.Support;
using Understudy.Domain.Webhooks;

namespace Understudy.Domain.Tests.Webhooks;

/// <summary>An ordinary endpoint and what is said of it; secrets are made up at run time.</summary>
internal static class WebhookSamples
{
    public static WebhookEvent Event(
        string id = "event", WebhookEventType? type = null) => new(id, "ann", type ?? CloneEvents.VideoCompleted, "{}");

    public static string Secret(byte seed) => WebhookSignature.Secret([.. Enumerable.Repeat(seed, 32)]);

    public static WebhookEndpoint Endpoint() => new()
    {
        Id = "endpoint",
        Url = new Uri("https://hooks.example.com/"),
        Events = [CloneEvents.VideoCompleted],
        Secret = Secret(1),
        CreatedAt = Samples.Now,
        UpdatedAt = Samples.Now,
    };

    public static WebhookDelivery Delivery(string id = "delivery") => new()
    {
        Id = id,
        OwnerId = "ann",
        EndpointId = "endpoint",
        EventId = "event",
        EventType = CloneEvents.VideoCompleted,
        Payload = "{}",
        NextAttemptAt = Samples.Now,
        CreatedAt = Samples.Now,
    };
}

/// <summary>Runs that are only noted.</summary>
internal sealed class RecordedRuns : IDeliveryRuns
{
    /// <summary>The ids of the deliveries whose runs were started, with the run.</summary>
    public List<(string Id, int Run)> Started { get; } = [];

    /// <summary>The ids of the deliveries that were hurried.</summary>
    public List<string> Hurried { get; } = [];

    public Task StartAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        Started.Add((delivery.Id, delivery.Run));
        return Task.CompletedTask;
    }

    public Task HurryAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        Hurried.Add(delivery.Id);
        return Task.CompletedTask;
    }

    public Task<bool> GoesOnAsync(WebhookDelivery delivery, CancellationToken cancellationToken) =>
        Task.FromResult(Started.Contains((delivery.Id, delivery.Run)));
}

/// <summary>A receiver that answers what a test says.</summary>
internal sealed class ScriptedSender : IWebhookSender
{
    /// <summary>What it answers.</summary>
    public WebhookAnswer Answer { get; set; } = new(200, null);

    /// <summary>What was sent.</summary>
    public List<WebhookMessage> Sent { get; } = [];

    public Task<WebhookAnswer> SendAsync(WebhookMessage message, CancellationToken cancellationToken)
    {
        Sent.Add(message);
        return Task.FromResult(Answer);
    }
}
