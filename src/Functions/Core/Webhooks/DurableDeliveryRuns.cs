using Microsoft.DurableTask.Client;
using Understudy.Domain.Webhooks;

namespace Understudy.Functions.Core.Webhooks;

/// <summary>Deliveries as durable orchestrations; an instance's id is its delivery's and the run's number.</summary>
internal sealed class DurableDeliveryRuns(DurableTaskClient client) : IDeliveryRuns
{
    public Task StartAsync(WebhookDelivery delivery, CancellationToken cancellationToken) => client.StartAsync(
        DeliverWebhook.Name,
        IdOf(delivery),
        new DeliveryTurn(delivery.OwnerId, delivery.Id, delivery.Run),
        cancellationToken);

    public Task HurryAsync(WebhookDelivery delivery, CancellationToken cancellationToken) =>
        client.TellAsync(IdOf(delivery), DeliverWebhook.Hurry, cancellationToken);

    public async Task<bool> GoesOnAsync(WebhookDelivery delivery, CancellationToken cancellationToken) =>
        await client.GetInstanceAsync(IdOf(delivery), cancellationToken) is { IsCompleted: false };

    private static string IdOf(WebhookDelivery delivery) => $"{delivery.Id}-{delivery.Run}";
}
