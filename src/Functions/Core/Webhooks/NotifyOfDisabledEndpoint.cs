using Microsoft.Azure.Functions.Worker;
using Understudy.Domain.Accounts;
using Understudy.Domain.Notifications;
using Understudy.Domain.Persistence;
using Understudy.Domain.Webhooks;

namespace Understudy.Functions.Core.Webhooks;

/// <summary>Tells a person that an endpoint of theirs was disabled.</summary>
public sealed class NotifyOfDisabledEndpoint(IDocumentStore store, SettingsDesk settings, PersonMailer mailer)
{
    internal const string Name = "Core-Webhook-Notify";

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
        UserSettings preferred = await settings.GetAsync(owner.Id, cancellationToken);
        await mailer.SendAsync(
            owner,
            WebhookMails.EndpointDisabled(owner, preferred.Language, endpoint, input.DeliveryId),
            cancellationToken);
    }
}
