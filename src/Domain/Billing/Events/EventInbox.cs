using System.Runtime.CompilerServices;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Billing.Events;

/// <summary>Takes the gateway's events in, once each, and has them handled.</summary>
public sealed class EventInbox(IDocumentStore store, EventHandling handling, TimeProvider time)
{
    // What is this old and still waits may have been forgotten between taking it in and starting on it.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);

    /// <summary>Takes an event in.</summary>
    /// <returns>Whether it is to be handled: it is of a known type, and has not come before.</returns>
    public async Task<bool> TakeAsync(GatewayEvent received, CancellationToken cancellationToken) =>
        EventHandling.Handles(received.Type) &&
        await store.CreateAsync(
            new ReceivedEvent { Event = received, ReceivedAt = time.GetUtcNow() }, cancellationToken) is not null;

    /// <summary>Handles an event; may be repeated.</summary>
    /// <exception cref="GatewayException">The gateway could not be reached, or refused.</exception>
    public async Task HandleAsync(string eventId, CancellationToken cancellationToken)
    {
        Stored<ReceivedEvent>? received =
            await store.FindAsync<ReceivedEvent>(eventId, eventId, cancellationToken);
        if (received is null || received.Value.State == EventState.Handled) return;
        await handling.HandleAsync(received.Value.Event, cancellationToken);
        await EndAsync(eventId, EventState.Handled, cancellationToken);
    }

    /// <summary>Gives an event up that could not be handled for days.</summary>
    public Task GiveUpAsync(string eventId, CancellationToken cancellationToken) =>
        EndAsync(eventId, EventState.Dead, cancellationToken);

    /// <summary>The ids of events that have waited for a while, oldest first.</summary>
    public async IAsyncEnumerable<string> WaitingAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        DocumentQuery query = new()
        {
            Where = [Filter.Equal("state", EventState.Received)],
            OrderBy = "receivedAt",
        };
        await foreach (ReceivedEvent waiting in store.AllAsync<ReceivedEvent>(query, cancellationToken))
            if (waiting.ReceivedAt.IsOlderThan(_patience, time.GetUtcNow())) yield return waiting.Id;
    }

    private async Task EndAsync(string eventId, EventState state, CancellationToken cancellationToken) =>
        await store.UpdateAsync<ReceivedEvent>(
            eventId,
            eventId,
            known => known.State == EventState.Handled ? null : known with { State = state },
            cancellationToken);
}
