using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Common;
using Understudy.Domain.Products.Clone;
using Understudy.Domain.Webhooks;
using Understudy.Functions.Core.Webhooks;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Idempotency;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.Clone;

/// <summary>The addresses of a person's own server that are told of events; beyond the contract.</summary>
[SignedInBy(Way.Firebase)]
public sealed class OutboundWebhooks(
    WebhookEndpoints endpoints, WebhookDeliveries deliveries, News news, IForeignAddresses addresses)
{
    private const int MaxOverlapHours = 72;
    private const int DefaultOverlapHours = 24;
    private const int MaxDescription = 200;

    private static readonly WebhookEventType[] _allEvents =
    [
        CloneEvents.VideoCompleted,
        CloneEvents.VideoFailed,
        CloneEvents.ModelCompleted,
        CloneEvents.ModelFailed,
    ];

    /// <summary>Registers an endpoint; the answer is one of the two that show its secret.</summary>
    [SignedInBy(Way.Firebase, Sensitive = true)]
    [Function("Clone-WebhookEndpoint-Create")]
    [Creates]
    public async Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/webhook-endpoints")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        EndpointSettings settings = new(
            await WebhookAddress.ReadAsync(fields, "url", addresses, cancellationToken),
            Events(fields) ?? _allEvents,
            fields.OptionalLine("description", MaxDescription),
            NewResource.IdOf(request));
        if (fields.Problem is { } invalid) return CloneErrors.From(invalid);
        Result<WebhookEndpoint> created = await endpoints.CreateAsync(
            Caller.IdOf(request), settings, WebhookAddress.NewSecret(), cancellationToken);
        return created.Succeeded
            ? CloneResults.Created(
                new WebhookEndpointCreated(Body(created.Value), created.Value.Secret),
                CloneJson.Wire.WebhookEndpointCreated)
            : CloneErrors.From(created.Problem);
    }

    /// <summary>Lists the endpoints, newest first.</summary>
    [Function("Clone-WebhookEndpoint-List")]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/v1/webhook-endpoints")]
        HttpRequest request,
        CancellationToken cancellationToken)
    {
        QueryFields query = new(request);
        Paging paging = query.Paging(defaultLimit: 20, maxLimit: 100);
        if (query.Problem is { } invalid) return CloneErrors.From(invalid);
        IReadOnlyList<WebhookEndpoint> all = await endpoints.ListAsync(Caller.IdOf(request), cancellationToken);
        return CloneResults.Ok(
            new WebhookEndpointsAnswer(
                [.. all.Skip(paging.Offset).Take(paging.Limit).Select(Body)], CloneResults.Page(paging, all.Count)),
            CloneJson.Wire.WebhookEndpointsAnswer);
    }

    /// <summary>Shows an endpoint.</summary>
    [Function("Clone-WebhookEndpoint-Get")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/v1/webhook-endpoints/{id}")]
        HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        await endpoints.FindAsync(Caller.IdOf(request), CanonicalId.OrNone(id), cancellationToken) is { } endpoint
            ? Shown(endpoint)
            : CloneErrors.From(WebhookEndpoints.Missing);

    /// <summary>Changes an endpoint; an empty description clears it.</summary>
    [SignedInBy(Way.Firebase, Sensitive = true)]
    [Function("Clone-WebhookEndpoint-Change")]
    public async Task<IResult> Change(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "api/v1/webhook-endpoints/{id}")]
        HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        EndpointChange change = new(
            fields.Has("url") ? await WebhookAddress.ReadAsync(fields, "url", addresses, cancellationToken) : null,
            Events(fields),
            fields.Has("description") ? fields.OptionalLine("description", MaxDescription) ?? "" : null,
            fields.OptionalChoice("status", WebhookWords.EndpointStatuses));
        if (fields.Problem is { } invalid) return CloneErrors.From(invalid);
        Result<WebhookEndpoint> changed = await endpoints.ChangeAsync(
            Caller.IdOf(request), CanonicalId.OrNone(id), change, cancellationToken);
        return changed.Succeeded ? Shown(changed.Value) : CloneErrors.From(changed.Problem);
    }

    /// <summary>Deletes an endpoint and its deliveries.</summary>
    [Function("Clone-WebhookEndpoint-Delete")]
    public async Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/v1/webhook-endpoints/{id}")]
        HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        Problem? problem = await endpoints.DeleteAsync(Caller.IdOf(request), CanonicalId.OrNone(id), cancellationToken);
        return problem is null
            ? CloneResults.Message("Webhook endpoint deleted successfully")
            : CloneErrors.From(problem);
    }

    /// <summary>Gives an endpoint a new secret; the old one signs beside it for as long as is asked.</summary>
    [SignedInBy(Way.Firebase, Sensitive = true)]
    [Function("Clone-WebhookEndpoint-RotateSecret")]
    [Creates]
    public async Task<IResult> RotateSecret(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/webhook-endpoints/{id}/rotate-secret")]
        HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request, mayBeEmpty: true);
        long hours = fields.OptionalWhole("overlap_hours", 0, MaxOverlapHours) ?? DefaultOverlapHours;
        if (fields.Problem is { } invalid) return CloneErrors.From(invalid);
        Result<WebhookEndpoint> rotated = await endpoints.RotateAsync(
            Caller.IdOf(request),
            CanonicalId.OrNone(id),
            WebhookAddress.NewSecret(),
            TimeSpan.FromHours(hours),
            NewResource.IdOf(request),
            cancellationToken);
        if (!rotated.Succeeded) return CloneErrors.From(rotated.Problem);
        WebhookEndpoint endpoint = rotated.Value;
        return CloneResults.Ok(
            new WebhookSecretRotated(
                Body(endpoint), endpoint.Secret, endpoint.Retired.Count > 0 ? endpoint.Retired[0].Until : null),
            CloneJson.Wire.WebhookSecretRotated);
    }

    /// <summary>Sends an endpoint something to try it out with, once.</summary>
    [Function("Clone-WebhookEndpoint-Test")]
    [Creates]
    public async Task<IResult> Test(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/webhook-endpoints/{id}/test")]
        HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        string endpointId = CanonicalId.OrNone(id);
        return OutboundDeliveries.Accepted(await deliveries.TestAsync(
            news.Test(Caller.IdOf(request), endpointId, NewResource.IdOf(request)),
            endpointId,
            new DurableDeliveryRuns(client),
            cancellationToken));
    }

    private static IReadOnlyList<WebhookEventType>? Events(JsonFields fields) =>
        fields.Has("events") ? fields.Choices("events", WebhookWords.Subscriptions) : null;

    private static IResult Shown(WebhookEndpoint endpoint) => CloneResults.Ok(
        new WebhookEndpointAnswer(Body(endpoint)), CloneJson.Wire.WebhookEndpointAnswer);

    private static WebhookEndpointBody Body(WebhookEndpoint endpoint) => new(
        endpoint.Id,
        endpoint.Url,
        [.. endpoint.Events.Select(WebhookWords.Of)],
        endpoint.Description,
        WebhookWords.EndpointStatuses[endpoint.Status],
        endpoint.CreatedAt,
        endpoint.UpdatedAt);
}
