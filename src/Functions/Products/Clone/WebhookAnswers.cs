using System.Text.Json.Nodes;

namespace Understudy.Functions.Products.Clone;

// The bodies of the answers about a person's own webhooks, which are beyond the contract, and of the webhooks.

internal sealed record WebhookEndpointsAnswer(IReadOnlyList<WebhookEndpointBody> Endpoints, Pagination Pagination);

internal sealed record WebhookEndpointAnswer(WebhookEndpointBody Endpoint);

/// <summary>The only answers with a secret are this one and <see cref="WebhookSecretRotated"/>.</summary>
internal sealed record WebhookEndpointCreated(WebhookEndpointBody Endpoint, string Secret);

/// <param name="Endpoint">The endpoint.</param>
/// <param name="Secret">What signs from now on.</param>
/// <param name="PreviousSecretExpiresAt">Until when the one before signs beside it; null when it stopped.</param>
internal sealed record WebhookSecretRotated(
    WebhookEndpointBody Endpoint, string Secret, DateTimeOffset? PreviousSecretExpiresAt);

internal sealed record WebhookEndpointBody(
    string Id,
    Uri Url,
    IReadOnlyList<string> Events,
    string? Description,
    string Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);

internal sealed record WebhookDeliveriesAnswer(IReadOnlyList<WebhookDeliveryBody> Deliveries, Pagination Pagination);

/// <summary>The answer to a test and to a redelivery.</summary>
internal sealed record WebhookDeliveryAccepted(WebhookDeliveryBody Delivery);

internal sealed record WebhookDeliveryAnswer(WebhookDeliveryDetails Delivery);

internal sealed record WebhookDeliveryBody(
    string Id,
    string EndpointId,
    string EventId,
    string EventType,
    string Status,
    IReadOnlyList<WebhookAttemptBody> Attempts,
    DateTimeOffset? NextAttemptAt,
    DateTimeOffset CreatedAt);

internal sealed record WebhookDeliveryDetails(
    string Id,
    string EndpointId,
    string EventId,
    string EventType,
    string Status,
    IReadOnlyList<WebhookAttemptBody> Attempts,
    DateTimeOffset? NextAttemptAt,
    DateTimeOffset CreatedAt,
    JsonNode? Payload);

internal sealed record WebhookAttemptBody(DateTimeOffset At, int? StatusCode, string? Error, int DurationMs);

/// <summary>The webhooks <c>video.completed</c> and <c>video.failed</c>; no links, because those expire.</summary>
internal sealed record VideoNews(string Type, DateTimeOffset Timestamp, VideoNewsData Data);

internal sealed record VideoNewsData(VideoNewsBody Video);

internal sealed record VideoNewsBody(
    string Id,
    string? Title,
    string Status,
    string? ErrorMessage,
    int? DurationSeconds,
    long? FileSizeBytes,
    string Resolution,
    int CreditsUsed,
    ModelReference VideoModel,
    ModelReference VoiceModel,
    DateTimeOffset? ProcessingStartedAt,
    DateTimeOffset? ProcessingCompletedAt,
    DateTimeOffset CreatedAt);

/// <summary>The webhooks <c>model.completed</c> and <c>model.failed</c>.</summary>
internal sealed record ModelNews(string Type, DateTimeOffset Timestamp, ModelNewsData Data);

internal sealed record ModelNewsData(ModelNewsBody Model);

/// <param name="Kind"><c>video</c> or <c>voice</c>: which list the model is in.</param>
internal sealed record ModelNewsBody(
    string Id,
    string Kind,
    string Name,
    string Status,
    string? ErrorMessage,
    int? DurationSeconds,
    DateTimeOffset? ProcessingStartedAt,
    DateTimeOffset? ProcessingCompletedAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);

/// <summary>The webhook <c>webhook.test</c>.</summary>
internal sealed record TestNews(string Type, DateTimeOffset Timestamp, TestNewsData Data);

internal sealed record TestNewsData(string EndpointId, string Message);
