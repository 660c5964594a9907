using System.Runtime.CompilerServices;
using System.Text.Json;
using Understudy.Domain.Accounts;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Webhooks;

/// <summary>A person's endpoints, without their secrets, and what was delivered to them.</summary>
public sealed class WebhookPersonalData(IDocumentStore store, WebhookEndpoints endpoints) : IPersonalData
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<PersonalItem> CollectAsync(
        string ownerId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (WebhookEndpoint endpoint in await endpoints.ListAsync(ownerId, cancellationToken))
        {
            yield return new PersonalItem.Data(
                $"webhooks/endpoints/{endpoint.Id}.json",
                new
                {
                    endpoint.Id,
                    endpoint.Url,
                    endpoint.Events,
                    endpoint.Description,
                    endpoint.Status,
                    endpoint.CreatedAt,
                    endpoint.UpdatedAt,
                });
        }
        string? continuation = null;
        do
        {
            DocumentPage<WebhookDelivery> page = await store.QueryAsync<WebhookDelivery>(
                new DocumentQuery { Partition = ownerId, Continuation = continuation }, cancellationToken);
            foreach (WebhookDelivery delivery in page.Items.Select(item => item.Value))
            {
                yield return new PersonalItem.Data(
                    $"webhooks/deliveries/{delivery.Id}.json",
                    new
                    {
                        delivery.Id,
                        delivery.EndpointId,
                        delivery.Address,
                        delivery.EventId,
                        delivery.EventType,
                        delivery.Status,
                        delivery.Attempts,
                        delivery.CreatedAt,
                        Payload = JsonElement.Parse(delivery.Payload),
                    });
            }
            continuation = page.Continuation;
        }
        while (continuation is not null);
    }

    /// <inheritdoc/>
    public Task EraseAsync(string ownerId, CancellationToken cancellationToken) =>
        endpoints.DeleteAllAsync(ownerId, cancellationToken);
}
