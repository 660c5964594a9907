using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Common;
using Understudy.Domain.Persistence;
using Understudy.Domain.Webhooks;
using Understudy.Functions.Core.Webhooks;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Idempotency;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.Clone;

/// <summary>What was sent to a person's own server, and what came of it; beyond the contract.</summary>
[SignedInBy(Way.Firebase)]
public sealed class OutboundDeliveries(WebhookDeliveries deliveries)
{
    /// <summary>Lists the deliveries of the last 30 days, newest first.</summary>
    [Function("Clone-WebhookDelivery-List")]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/v1/webhook-deliveries")]
        HttpRequest request,
        CancellationToken cancellationToken)
    {
        QueryFields query = new(request);
        DeliveryFilter filter = new(
            query.Uuid("endpoint_id"),
            query.Choice("status", WebhookWords.DeliveryStatuses),
            query.Choice("event_type", WebhookWords.Events));
        Paging paging = query.Paging(defaultLimit: 20, maxLimit: 100);
        if (query.Problem is { } invalid) return CloneErrors.From(invalid);
        DocumentPage<WebhookDelivery> page = await deliveries.ListAsync(
            Caller.IdOf(request), filter, paging, cancellationToken);
        return CloneResults.Ok(
            new WebhookDeliveriesAnswer(
                [.. page.Items.Select(item => Body(item.Value))], CloneResults.Page(paging, page.Total)),
            CloneJson.Wire.WebhookDeliveriesAnswer);
    }

    /// <summary>Shows a delivery with what is sent.</summary>
    [Function("Clone-WebhookDelivery-Get")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/v1/webhook-deliveries/{id}")]
        HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        WebhookDelivery? delivery = await deliveries.FindAsync(
            Caller.IdOf(request), CanonicalId.OrNone(id), cancellationToken);
        if (delivery is null) return CloneErrors.From(WebhookDeliveries.Missing);
        WebhookDeliveryBody body = Body(delivery);
        return CloneResults.Ok(
            new WebhookDeliveryAnswer(new WebhookDeliveryDetails(
                body.Id,
                body.EndpointId,
                body.EventId,
                body.EventType,
                body.Status,
                body.Attempts,
                body.NextAttemptAt,
                body.CreatedAt,
                JsonNode.Parse(delivery.Payload))),
            CloneJson.Wire.WebhookDeliveryAnswer);
    }

    /// <summary>Delivers once more what has ended, and at once what waits for its next attempt.</summary>
    [Function("Clone-WebhookDelivery-Redeliver")]
    [Creates]
    public async Task<IResult> Redeliver(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/webhook-deliveries/{id}/redeliver")]
        HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => Accepted(await deliveries.RedeliverAsync(
            Caller.IdOf(request),
            CanonicalId.OrNone(id),
            NewResource.IdOf(request),
            new DurableDeliveryRuns(client),
            cancellationToken));

    internal static IResult Accepted(Result<WebhookDelivery> delivery) => delivery.Succeeded
        ? Results.Json(
            new WebhookDeliveryAccepted(Body(delivery.Value)),
            CloneJson.Wire.WebhookDeliveryAccepted,
            contentType: null,
            StatusCodes.Status202Accepted)
        : CloneErrors.From(delivery.Problem);

    private static WebhookDeliveryBody Body(WebhookDelivery delivery) => new(
        delivery.Id,
        delivery.EndpointId,
        delivery.EventId,
        WebhookWords.Of(delivery.EventType),
        WebhookWords.DeliveryStatuses[delivery.Status],
        [.. delivery.Attempts.Select(attempt => new WebhookAttemptBody(
            attempt.At, attempt.StatusCode, attempt.Error, attempt.DurationMs))],
        delivery.NextAttemptAt,
        delivery.CreatedAt);
}
