using Understudy.Domain.Persistence;

namespace Understudy.Infrastructure.Sandbox;

/// <summary>The events that are on their way to the app's webhook endpoint.</summary>
public sealed class SandboxOutbox(IDocumentStore store, TimeProvider time)
{
    /// <summary>Hands over every event whose delivery has not begun, in the order in which they happened.</summary>
    /// <param name="begin">Begins an event's delivery; given the same id again, it changes nothing.</param>
    /// <param name="cancellationToken">Gives up; the rest is handed over the next time.</param>
    public async Task FlushAsync(Func<string, Task> begin, CancellationToken cancellationToken)
    {
        DocumentQuery unsent = new() { Where = [Filter.Equal("isSent", false)], OrderBy = "order" };
        DocumentPage<SandboxEvent> page;
        do
        {
            page = await store.QueryAsync<SandboxEvent>(unsent, cancellationToken);
            foreach ((SandboxEvent news, _) in page.Items)
            {
                await begin(news.Id);
                await store.UpdateAsync<SandboxEvent>(
                    news.Id, news.Id, current => current with { IsSent = true }, cancellationToken);
            }
        }
        while (page.Continuation is not null);
    }

    /// <summary>Reads the body of an event; null when it was taken already.</summary>
    public async Task<string?> FindBodyAsync(string id, CancellationToken cancellationToken) =>
        (await store.FindAsync<SandboxEvent>(id, id, cancellationToken))?.Value is { DeliveredAt: null } waiting
            ? waiting.Body
            : null;

    /// <summary>Remembers that an event was taken; some time later it is forgotten.</summary>
    public Task DeliverAsync(string id, CancellationToken cancellationToken) => store.UpdateAsync<SandboxEvent>(
        id, id, current => current with { DeliveredAt = time.GetUtcNow() }, cancellationToken);
}
