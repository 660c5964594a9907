using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Webhooks;

/// <summary>What a list of deliveries is narrowed to.</summary>
public sealed record DeliveryFilter(string? EndpointId, DeliveryStatus? Status, WebhookEventType? EventType);

/// <summary>Making deliveries of events, and looking after them.</summary>
public sealed class WebhookDeliveries(IDocumentStore store, WebhookEndpoints endpoints, TimeProvider time)
{
    /// <summary>The answer for a delivery that is missing or somebody else's.</summary>
    public static Problem Missing { get; } = new Problem.NotFound("Webhook delivery");

    // A run that began, or is to begin, this long before has long been started, or never will be.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    /// <summary>Reads one of the deliveries to a person's endpoints.</summary>
    public async Task<WebhookDelivery?> FindAsync(string ownerId, string id, CancellationToken cancellationToken) =>
        (await store.FindAsync<WebhookDelivery>(ownerId, id, cancellationToken))?.Value is { Address: null } delivery
            ? delivery
            : null;

    /// <summary>Reads a page of the deliveries to a person's endpoints, newest first, with the number of all that match.</summary>
    public Task<DocumentPage<WebhookDelivery>> ListAsync(
        string ownerId, DeliveryFilter filter, Paging paging, CancellationToken cancellationToken)
    {
        List<Filter> where =
        [
            // An endpoint's id is a UUID; what goes to an address has none.
            filter.EndpointId is { } endpoint ? Filter.Equal("endpointId", endpoint) : Filter.Between("endpointId", "0", null),
        ];
        if (filter.Status is not null) where.Add(Filter.Equal("status", filter.Status));
        if (filter.EventType is { } type) where.Add(Filter.Equal("eventType", type.Name));
        return store.QueryAsync<WebhookDelivery>(
            new DocumentQuery
            {
                Partition = ownerId,
                Where = where,
                OrderBy = "createdAt",
                Descending = true,
                Offset = paging.Offset,
                Limit = paging.Limit,
                CountTotal = true,
            },
            cancellationToken);
    }

    /// <summary>
    /// Has an event delivered to each endpoint that is enabled and subscribes to it. Repeating it
    /// makes no delivery twice.
    /// </summary>
    public async Task AnnounceAsync(
        WebhookEvent what, IDeliveryRuns runs, CancellationToken cancellationToken)
    {
        foreach (WebhookEndpoint endpoint in await endpoints.ListAsync(what.OwnerId, cancellationToken))
        {
            if (endpoint.Status == EndpointStatus.Enabled && endpoint.Events.Contains(what.Type))
                await DeliverAsync(what, endpoint.Id, null, runs, cancellationToken);
        }
    }

    /// <summary>
    /// Has an event delivered to an address that was named with what it tells of. Whether that may be called is judged when it
    /// is. Repeating it makes no delivery twice.
    /// </summary>
    public async Task SendAsync(WebhookEvent what, Uri address, IDeliveryRuns runs, CancellationToken cancellationToken) =>
        await DeliverAsync(what, "", address, runs, cancellationToken);

    /// <summary>Delivers an event to one endpoint, whatever it subscribes to.</summary>
    public async Task<Result<WebhookDelivery>> TestAsync(
        WebhookEvent what, string endpointId, IDeliveryRuns runs, CancellationToken cancellationToken)
    {
        WebhookEndpoint? endpoint = await endpoints.FindAsync(what.OwnerId, endpointId, cancellationToken);
        if (endpoint is null) return WebhookEndpoints.Missing;
        if (endpoint.Status == EndpointStatus.Disabled) return new EndpointDisabled();
        return await DeliverAsync(what, endpoint.Id, null, runs, cancellationToken);
    }

    /// <summary>Delivers what has ended once more, and what is pending at once.</summary>
    /// <param name="ownerId">The person.</param>
    /// <param name="id">The delivery.</param>
    /// <param name="redelivery">What asks for it; see <see cref="WebhookDelivery.Renew"/>.</param>
    /// <param name="runs">What delivers.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task<Result<WebhookDelivery>> RedeliverAsync(
        string ownerId, string id, string? redelivery, IDeliveryRuns runs, CancellationToken cancellationToken)
    {
        WebhookDelivery? known = await FindAsync(ownerId, id, cancellationToken);
        if (known is null) return Missing;
        WebhookEndpoint? endpoint = await endpoints.FindAsync(ownerId, known.EndpointId, cancellationToken);
        if (endpoint is null) return Missing;
        if (endpoint.Status == EndpointStatus.Disabled) return new EndpointDisabled();
        WebhookDelivery? renewed = await store.UpdateAsync<WebhookDelivery>(
            ownerId, id, delivery => delivery.Renew(time.GetUtcNow(), redelivery), cancellationToken);
        if (renewed is null) return Missing;
        // It was asked for before, and has ended since.
        if (renewed.Status != DeliveryStatus.Pending) return renewed;
        // A crash may have kept what is pending from being started.
        await runs.StartAsync(renewed, cancellationToken);
        if (renewed.Run == known.Run) await runs.HurryAsync(renewed, cancellationToken);
        return renewed;
    }

    /// <summary>Starts the runs that a crash kept from starting, and runs anew what a fault of ours ended.</summary>
    /// <returns>How many.</returns>
    public async Task<int> SweepAsync(IDeliveryRuns runs, CancellationToken cancellationToken)
    {
        int repaired = 0;
        DateTimeOffset now = time.GetUtcNow();
        await RepairAsync(Filter.Between("nextAttemptAt", null, now - _patience));
        // What was made before the clock was put back may have been due for long.
        await RepairAsync(Filter.Between("createdAt", now + _patience, null));
        return repaired;

        async Task RepairAsync(Filter due)
        {
            string? continuation = null;
            do
            {
                DocumentPage<WebhookDelivery> page = await store.QueryAsync<WebhookDelivery>(
                    new DocumentQuery
                    {
                        Where = [Filter.Equal("status", DeliveryStatus.Pending), due],
                        Continuation = continuation,
                    },
                    cancellationToken);
                foreach (Stored<WebhookDelivery> late in page.Items)
                {
                    if (await runs.GoesOnAsync(late.Value, cancellationToken)) continue;
                    WebhookDelivery again = late.Value with { Run = late.Value.Run + 1, Tries = 0, NextAttemptAt = now };
                    if (await store.ReplaceAsync(again, late.ETag, cancellationToken) is null) continue;
                    await runs.StartAsync(again, cancellationToken);
                    repaired++;
                }
                continuation = page.Continuation;
            }
            while (continuation is not null);
        }
    }

    // The document comes before its run; the sweep starts what was cut off in between.
    private async Task<WebhookDelivery> DeliverAsync(
        WebhookEvent what, string endpointId, Uri? address, IDeliveryRuns runs, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        string id = WebhookSignature.DerivedId(what.Id, endpointId);
        WebhookDelivery delivery = (await store.FindOrCreateAsync(
            what.OwnerId,
            id,
            () => new WebhookDelivery
            {
                Id = id,
                OwnerId = what.OwnerId,
                EndpointId = endpointId,
                Address = address,
                EventId = what.Id,
                EventType = what.Type,
                Payload = what.Payload,
                NextAttemptAt = now,
                CreatedAt = now,
            },
            cancellationToken)).Value;
        if (delivery.Status == DeliveryStatus.Pending) await runs.StartAsync(delivery, cancellationToken);
        return delivery;
    }
}
