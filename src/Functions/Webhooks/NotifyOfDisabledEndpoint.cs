using Microsoft.Azure.Functions.Worker;
using Understudy.Domain.Accounts;
using Understudy.Domain.Notifications;
using Understudy.Domain.Persistence;
using Understudy.Domain.Webhooks;

namespace Understudy.Functions.Webhooks;

/// <summary>Tells a person that an endpoint of theirs was disabled.</summary>
public sealed class NotifyOfDisabledEndpoint(IDocumentStore store, IMailer mailer)
{
    internal const string Name = "Clone-Webhook-Notify";

    /// <summary>Whose endpoint was disabled by which delivery.</summary>
    public sealed record Input(string OwnerId, string DeliveryId);

    /// <summary>Sends the message, unless its owner has put things right meanwhile.</summary>
    [Function(Name)]
    public async Task RunAsync([ActivityTrigger] Input input, CancellationToken cancellationToken)
    {
        User? owner = (await store.FindAsync<User>(input.OwnerId, input.OwnerId, cancellationToken))?.Value;
        EndpointBook? book = (await store.FindAsync<EndpointBook>(
            input.OwnerId, input.OwnerId, cancellationToken))?.Value;
        WebhookEndpoint? endpoint = book?.Endpoints.FirstOrDefault(e => e.DisabledBy == input.DeliveryId);
        if (owner is null || endpoint is null) return;
        await mailer.SendAsync(
            new Mail(
                $"webhook-disabled-{input.DeliveryId}",
                owner.Email,
                "A webhook endpoint was disabled",
                $"""
                Hello {owner.Name},

                we have stopped sending webhooks to {endpoint.Url.GetLeftPart(UriPartial.Path)}: it said that it is gone,
                or nothing that we sent was taken for five days.

                Once it works again, enable it: PATCH /api/v1/webhook-endpoints/{endpoint.Id} with "status": "enabled".
                What was not delivered can be delivered again: POST /api/v1/webhook-deliveries/(id)/redeliver.
                """),
            cancellationToken);
    }
}
