using Understudy.Domain.Persistence;

namespace Understudy.Domain.Webhooks;

/// <summary>
/// An event on its way to an endpoint: one document, and one durable orchestration a run. A run is a series of
/// attempts; each redelivery of what has ended begins another.
/// </summary>
public sealed record WebhookDelivery : IDocument
{
    /// <inheritdoc/>
    public static DocumentType Type { get; } = new(
        "webhookDelivery", "endpointId", "status", "eventType", "createdAt", "nextAttemptAt");

    /// <summary>How long deliveries are kept.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromDays(30);

    // Redeliveries are without number; what is remembered of them is not.
    private const int MaxAttempts = 50;

    /// <summary>
    /// Its id, a UUID, and the receiver's <c>webhook-id</c>: the same for each attempt, so that a receiver can tell a
    /// repetition.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>Whose endpoint it goes to.</summary>
    public required string OwnerId { get; init; }

    /// <inheritdoc/>
    public string Partition => OwnerId;

    /// <summary>The endpoint; empty when it goes to <see cref="Address"/>.</summary>
    public required string EndpointId { get; init; }

    /// <summary>
    /// Where it goes, when that was named with what it tells of and is no endpoint. It is signed by the account's own secret.
    /// </summary>
    public Uri? Address { get; init; }

    /// <summary>The event; deliveries of one event to several endpoints have it in common.</summary>
    public required string EventId { get; init; }

    /// <summary>What happened.</summary>
    public required WebhookEventType EventType { get; init; }

    /// <summary>The body to send, JSON.</summary>
    public required string Payload { get; init; }

    /// <summary>Where it stands.</summary>
    public DeliveryStatus Status { get; init; }

    /// <summary>The number of its run, from 1.</summary>
    public int Run { get; init; } = 1;

    /// <summary>The id of the last request for a redelivery, whose repetition begins no run, or null.</summary>
    public string? Redelivery { get; init; }

    /// <summary>How many attempts the run has made.</summary>
    public int Tries { get; init; }

    /// <summary>The latest attempts of all runs, oldest first.</summary>
    public IReadOnlyList<DeliveryAttempt> Attempts { get; init; } = [];

    /// <summary>When the next attempt is due, as long as it is pending.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>When the event was told of first.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <inheritdoc/>
    public DateTimeOffset? ExpiresAt => CreatedAt + Lifetime;

    /// <summary>An attempt was made.</summary>
    /// <param name="attempt">What came of it.</param>
    /// <param name="status">Where the delivery stands now.</param>
    /// <param name="next">When to try again, when it is pending.</param>
    public WebhookDelivery Record(DeliveryAttempt attempt, DeliveryStatus status, DateTimeOffset? next) => this with
    {
        Status = status,
        Tries = Tries + 1,
        Attempts = [.. Attempts.Append(attempt).TakeLast(MaxAttempts)],
        NextAttemptAt = next,
    };

    /// <summary>No attempt will be made any more.</summary>
    public WebhookDelivery Stop() => Status == DeliveryStatus.Pending
        ? this with { Status = DeliveryStatus.Failed, NextAttemptAt = null }
        : this;

    /// <summary>Begins another run; one that goes on stays as it is.</summary>
    /// <param name="now">The time.</param>
    /// <param name="redelivery">What asks for it: the last one again changes nothing; null is new each time.</param>
    public WebhookDelivery Renew(DateTimeOffset now, string? redelivery = null)
    {
        if (redelivery is not null && redelivery == Redelivery) return this;
        WebhookDelivery asked = this with { Redelivery = redelivery };
        return Status == DeliveryStatus.Pending
            ? asked
            : asked with { Status = DeliveryStatus.Pending, Run = Run + 1, Tries = 0, NextAttemptAt = now };
    }
}

/// <summary>Where a delivery stands.</summary>
public enum DeliveryStatus
{
    /// <summary>It will be attempted, or attempted again.</summary>
    Pending,

    /// <summary>The endpoint took it.</summary>
    Succeeded,

    /// <summary>The endpoint never took it, or was disabled or gone first.</summary>
    Failed,
}

/// <summary>An attempt at a delivery. Nothing of the answer's body is kept.</summary>
/// <param name="At">When it began.</param>
/// <param name="StatusCode">The answer's, when there was one.</param>
/// <param name="Error">Why there was none, or why it does not count: a snake_case word.</param>
/// <param name="DurationMs">How long it took, in milliseconds.</param>
public sealed record DeliveryAttempt(DateTimeOffset At, int? StatusCode, string? Error, int DurationMs);
