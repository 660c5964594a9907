using Understudy.Domain.Persistence;

namespace Understudy.Domain.Webhooks;

/// <summary>
/// All the endpoints of a person: one document, because they are few, are read together at every event, and their
/// number is limited.
/// </summary>
public sealed record EndpointBook : IDocument
{
    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("webhookEndpoints");

    /// <summary>How many endpoints a person may have.</summary>
    public const int MaxEndpoints = 10;

    /// <summary>The person's id.</summary>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public string Partition => Id;

    /// <summary>The endpoints, newest first.</summary>
    public IReadOnlyList<WebhookEndpoint> Endpoints { get; init; } = [];

    /// <summary>One of them, or null.</summary>
    public WebhookEndpoint? Find(string endpointId) =>
        Endpoints.FirstOrDefault(endpoint => endpoint.Id == endpointId);

    /// <summary>Changes one of them; without one of that id, or without a change, the book stays as it is.</summary>
    public EndpointBook With(string endpointId, Func<WebhookEndpoint, WebhookEndpoint> change)
    {
        WebhookEndpoint? before = Find(endpointId);
        if (before is null) return this;
        WebhookEndpoint after = change(before);
        return ReferenceEquals(before, after)
            ? this
            : this with { Endpoints = [.. Endpoints.Select(endpoint => endpoint == before ? after : endpoint)] };
    }
}
