using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Webhooks;

/// <summary>What a person says about a new endpoint.</summary>
/// <param name="Url">Where events are sent to.</param>
/// <param name="Events">Which.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Id">
/// The endpoint's id, so that a request that is repeated finds what it made before; null for a new one.
/// </param>
public sealed record EndpointSettings(
    Uri Url, IReadOnlyList<WebhookEventType> Events, string? Description, string? Id = null);

/// <summary>What a person changes about an endpoint; null leaves it as it is, an empty description clears it.</summary>
public sealed record EndpointChange(
    Uri? Url, IReadOnlyList<WebhookEventType>? Events, string? Description, EndpointStatus? Status);

/// <summary>Looking after a person's webhook endpoints. Whether a URL may be called, the caller checks.</summary>
public sealed class WebhookEndpoints(IDocumentStore store, IIdFactory ids, TimeProvider time) : IStandingAccess
{
    /// <summary>The answer for an endpoint that is missing or somebody else's.</summary>
    public static Problem Missing { get; } = new Problem.NotFound("Webhook endpoint");

    /// <summary>All of a person's endpoints, newest first.</summary>
    public async Task<IReadOnlyList<WebhookEndpoint>> ListAsync(string ownerId, CancellationToken cancellationToken) =>
        (await store.FindAsync<EndpointBook>(ownerId, ownerId, cancellationToken))?.Value.Endpoints ?? [];

    /// <summary>One of a person's endpoints.</summary>
    public async Task<WebhookEndpoint?> FindAsync(string ownerId, string id, CancellationToken cancellationToken) =>
        (await store.FindAsync<EndpointBook>(ownerId, ownerId, cancellationToken))?.Value.Find(id);

    /// <summary>Registers an endpoint.</summary>
    /// <param name="ownerId">The person.</param>
    /// <param name="settings">What is said about it.</param>
    /// <param name="secret">What signs its deliveries.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task<Result<WebhookEndpoint>> CreateAsync(
        string ownerId, EndpointSettings settings, string secret, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        WebhookEndpoint endpoint = new()
        {
            Id = settings.Id ?? ids.Next(),
            Url = settings.Url,
            Events = settings.Events,
            Description = settings.Description,
            Secret = secret,
            CreatedAt = now,
            UpdatedAt = now,
        };
        await store.FindOrCreateAsync(ownerId, ownerId, () => new EndpointBook { Id = ownerId }, cancellationToken);
        EndpointBook? book = await store.UpdateAsync<EndpointBook>(
            ownerId,
            ownerId,
            b => b.Find(endpoint.Id) is null && b.Endpoints.Count < EndpointBook.MaxEndpoints
                ? b with { Endpoints = [endpoint, .. b.Endpoints] }
                : b,
            cancellationToken);
        return book?.Find(endpoint.Id) is { } created ? created : new TooManyEndpoints(EndpointBook.MaxEndpoints);
    }

    /// <summary>Changes an endpoint.</summary>
    public Task<Result<WebhookEndpoint>> ChangeAsync(
        string ownerId, string id, EndpointChange change, CancellationToken cancellationToken) => UpdateAsync(
            ownerId,
            id,
            endpoint => endpoint.Switch(change.Status ?? endpoint.Status) with
            {
                Url = change.Url ?? endpoint.Url,
                Events = change.Events ?? endpoint.Events,
                Description = change.Description is null ? endpoint.Description
                    : change.Description.Length == 0 ? null : change.Description,
                UpdatedAt = time.GetUtcNow(),
            },
            cancellationToken);

    /// <summary>Gives an endpoint a new secret.</summary>
    /// <param name="ownerId">The person.</param>
    /// <param name="id">The endpoint.</param>
    /// <param name="secret">What signs from now on.</param>
    /// <param name="overlap">How long at most the secrets before sign beside it.</param>
    /// <param name="rotation">What asks for it; see <see cref="WebhookEndpoint.Rotate"/>.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<Result<WebhookEndpoint>> RotateAsync(
        string ownerId,
        string id,
        string secret,
        TimeSpan overlap,
        string? rotation,
        CancellationToken cancellationToken) => UpdateAsync(
            ownerId, id, endpoint => endpoint.Rotate(secret, overlap, time.GetUtcNow(), rotation), cancellationToken);

    /// <summary>
    /// Deletes an endpoint and its deliveries; the endpoint goes last, so that a cut-off deletion can be repeated. A
    /// delivery that is made at the same instant finds its endpoint gone, and goes too.
    /// </summary>
    public async Task<Problem?> DeleteAsync(string ownerId, string id, CancellationToken cancellationToken)
    {
        if (await FindAsync(ownerId, id, cancellationToken) is null) return Missing;
        await DeleteDeliveriesAsync(ownerId, [Filter.Equal("endpointId", id)], cancellationToken);
        await store.UpdateAsync<EndpointBook>(
            ownerId,
            ownerId,
            book => book with { Endpoints = [.. book.Endpoints.Where(endpoint => endpoint.Id != id)] },
            cancellationToken);
        return null;
    }

    /// <summary>Deletes all that is kept about a person's webhooks. May be repeated.</summary>
    public async Task DeleteAllAsync(string ownerId, CancellationToken cancellationToken)
    {
        await DeleteDeliveriesAsync(ownerId, [], cancellationToken);
        await store.DeleteAsync<EndpointBook>(ownerId, ownerId, cancellationToken);
        await store.DeleteAsync<WebhookSecret>(ownerId, ownerId, cancellationToken);
    }

    Task IStandingAccess.EndAsync(string ownerId, CancellationToken cancellationToken) =>
        DeleteAllAsync(ownerId, cancellationToken);

    private async Task<Result<WebhookEndpoint>> UpdateAsync(
        string ownerId, string id, Func<WebhookEndpoint, WebhookEndpoint> change, CancellationToken cancellationToken)
    {
        EndpointBook? book = await store.UpdateAsync<EndpointBook>(
            ownerId, ownerId, b => b.With(id, change), cancellationToken);
        return book?.Find(id) is { } changed ? changed : Missing;
    }

    private async Task DeleteDeliveriesAsync(
        string ownerId, IReadOnlyList<Filter> where, CancellationToken cancellationToken)
    {
        DocumentPage<WebhookDelivery> page;
        do
        {
            page = await store.QueryAsync<WebhookDelivery>(
                new DocumentQuery { Partition = ownerId, Where = where }, cancellationToken);
            foreach (Stored<WebhookDelivery> delivery in page.Items)
                await store.DeleteAsync<WebhookDelivery>(ownerId, delivery.Value.Id, cancellationToken);
        }
        while (page.Continuation is not null);
    }
}
