using System.Diagnostics.Metrics;
using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Webhooks;

/// <summary>Where a delivery's run stands.</summary>
/// <param name="OwnerId">The person.</param>
/// <param name="DeliveryId">The delivery.</param>
/// <param name="Run">The run.</param>
/// <param name="Tries">How many attempts it has made.</param>
/// <param name="Waits">How often in a row it waited for its turn in vain.</param>
public sealed record DeliveryTurn(string OwnerId, string DeliveryId, int Run, int Tries = 0, int Waits = 0);

/// <summary>How a delivery's run goes on.</summary>
/// <param name="Next">Where it stands then; null when it is over.</param>
/// <param name="Wait">How long it waits before that: a time of day would be another one if the clock is corrected meanwhile.</param>
/// <param name="GaveUp">Whether this delivery made the app disable its endpoint: its owner is to be told.</param>
public sealed record DeliveryStep(DeliveryTurn? Next, TimeSpan Wait, bool GaveUp);

/// <summary>The step of a delivery's run: an attempt. It may be repeated.</summary>
public sealed class WebhookDelivering(
    IDocumentStore store,
    WebhookEndpoints endpoints,
    WebhookSecrets secrets,
    IWebhookSender sender,
    DeliverySlots slots,
    TimeProvider time)
{
    private static readonly Histogram<double> _lag = Signals.Meter.CreateHistogram<double>(
        "understudy.webhooks.lag", "s", "How long after what happened an attempt at telling it ended, by outcome.");

    /// <summary>How long an endpoint may take nothing before a delivery that failed for good disables it.</summary>
    public static TimeSpan FailurePatience { get; } = TimeSpan.FromDays(5);

    /// <summary>
    /// Makes an attempt, unless it has been made, the delivery is over, or too many others are being made.
    /// </summary>
    public async Task<DeliveryStep> AttemptAsync(DeliveryTurn turn, CancellationToken cancellationToken)
    {
        WebhookDelivery? delivery = (await store.FindAsync<WebhookDelivery>(
            turn.OwnerId, turn.DeliveryId, cancellationToken))?.Value;
        if (delivery is null || delivery.Run != turn.Run) return Over(gaveUp: false);
        WebhookEndpoint? endpoint = delivery.Address is { } address
            ? await DirectAsync(delivery, address, cancellationToken)
            : await endpoints.FindAsync(turn.OwnerId, delivery.EndpointId, cancellationToken);
        if (endpoint is null)
        {
            await store.DeleteAsync<WebhookDelivery>(turn.OwnerId, delivery.Id, cancellationToken);
            return Over(gaveUp: false);
        }
        // What follows was cut off after it was written down.
        if (delivery.Status != DeliveryStatus.Pending) return Over(endpoint.DisabledBy == delivery.Id);
        if (delivery.Tries > turn.Tries) return GoOn(turn, delivery);
        if (endpoint.Status == EndpointStatus.Disabled)
        {
            await ChangeAsync(turn, d => d.Stop(), cancellationToken);
            return Over(endpoint.DisabledBy == delivery.Id);
        }
        using IDisposable? place = slots.TryTake(turn.OwnerId, endpoint.Id);
        if (place is null)
        {
            return new DeliveryStep(
                turn with { Waits = turn.Waits + 1 },
                DeliverySchedule.ForTurn(delivery.Id, turn.Waits),
                GaveUp: false);
        }
        return await SendAsync(turn, delivery, endpoint, cancellationToken);
    }

    // An address is called as an endpoint is that nobody can switch off.
    private async Task<WebhookEndpoint> DirectAsync(
        WebhookDelivery delivery, Uri address, CancellationToken cancellationToken) => new()
        {
            Id = delivery.EndpointId,
            Url = address,
            Events = [delivery.EventType],
            Secret = await secrets.GetAsync(delivery.OwnerId, cancellationToken),
            CreatedAt = delivery.CreatedAt,
            UpdatedAt = delivery.CreatedAt,
        };

    private async Task<DeliveryStep> SendAsync(
        DeliveryTurn turn, WebhookDelivery delivery, WebhookEndpoint endpoint, CancellationToken cancellationToken)
    {
        DateTimeOffset began = time.GetUtcNow();
        long watch = time.GetTimestamp();
        WebhookAnswer answer = await sender.SendAsync(
            new WebhookMessage(
                endpoint.Url,
                delivery.Id,
                began,
                WebhookSignature.Sign(endpoint.SecretsAt(began), delivery.Id, began, delivery.Payload),
                delivery.Payload),
            cancellationToken);
        DateTimeOffset now = time.GetUtcNow();
        TimeSpan? wait = answer.Succeeded || answer.Gone ? null : DeliverySchedule.After(delivery, answer.RetryAfter);
        DeliveryStatus status = answer.Succeeded ? DeliveryStatus.Succeeded
            : wait is null ? DeliveryStatus.Failed : DeliveryStatus.Pending;

        // The endpoint goes first: the delivery's own change is what says that all of this has been done.
        bool gaveUp = await JudgeAsync(delivery, answer, status, now, cancellationToken);
        DeliveryAttempt attempt = new(
            began, answer.StatusCode, answer.Error, (int)time.GetElapsedTime(watch).TotalMilliseconds);
        WebhookDelivery? recorded = await ChangeAsync(
            turn,
            d => d.Tries == delivery.Tries && d.Status == DeliveryStatus.Pending
                ? d.Record(attempt, status, now + wait)
                : d,
            cancellationToken);
        if (recorded is not null) _lag.Record(Math.Max(0, (now - delivery.CreatedAt).TotalSeconds), Outcome(status));
        return recorded is { Status: DeliveryStatus.Pending } ? GoOn(turn, recorded) : Over(gaveUp);
    }

    // A test says nothing about whether real events are taken, except that 410 means what it says.
    private async Task<bool> JudgeAsync(
        WebhookDelivery delivery,
        WebhookAnswer answer,
        DeliveryStatus status,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        EndpointBook? book = await store.UpdateAsync<EndpointBook>(
            delivery.OwnerId, delivery.OwnerId, b => b.With(delivery.EndpointId, Judge), cancellationToken);
        return book?.Find(delivery.EndpointId)?.DisabledBy == delivery.Id;

        WebhookEndpoint Judge(WebhookEndpoint endpoint)
        {
            if (answer.Succeeded) return endpoint.Succeed();
            if (answer.Gone) return endpoint.GiveUp(delivery.Id, now);
            if (delivery.EventType == WebhookEventType.Test) return endpoint;
            WebhookEndpoint failing = endpoint.Fail(now);
            return status == DeliveryStatus.Failed && now - failing.FailingSince >= FailurePatience
                ? failing.GiveUp(delivery.Id, now)
                : failing;
        }
    }

    private static KeyValuePair<string, object?> Outcome(DeliveryStatus status) => new("outcome", status switch
    {
        DeliveryStatus.Succeeded => "delivered",
        DeliveryStatus.Failed => "failed",
        _ => "tried",
    });

    private Task<WebhookDelivery?> ChangeAsync(
        DeliveryTurn turn, Func<WebhookDelivery, WebhookDelivery> change, CancellationToken cancellationToken) =>
        store.UpdateAsync<WebhookDelivery>(
            turn.OwnerId, turn.DeliveryId, d => d.Run == turn.Run ? change(d) : d, cancellationToken);

    private DeliveryStep GoOn(DeliveryTurn turn, WebhookDelivery delivery)
    {
        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset at = delivery.NextAttemptAt ?? now;
        // Since that attempt the clock was put back: the wait stays as long as it was to be.
        if (delivery.Attempts is [.., { At: { } began }] && began > now) now = began;
        return new DeliveryStep(
            turn with { Tries = delivery.Tries, Waits = 0 }, at > now ? at - now : TimeSpan.Zero, GaveUp: false);
    }

    private static DeliveryStep Over(bool gaveUp) => new(Next: null, default, gaveUp);
}
