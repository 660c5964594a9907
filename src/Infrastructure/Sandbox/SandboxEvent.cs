using Understudy.Domain.Persistence;

namespace Understudy.Infrastructure.Sandbox;

/// <summary>An event that is to be delivered to the app's webhook endpoint.</summary>
public sealed record SandboxEvent : IDocument
{
    private static readonly TimeSpan _kept = TimeSpan.FromDays(30);

    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("sandboxEvent", "isSent", "order");

    /// <summary>The id, <c>evt_…</c>.</summary>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public string Partition => Id;

    /// <summary>The body of the delivery, byte for byte.</summary>
    public required string Body { get; init; }

    /// <summary>Sorts events in the order in which they happened.</summary>
    public required string Order { get; init; }

    /// <summary>Whether its delivery has begun.</summary>
    public bool IsSent { get; init; }

    /// <summary>When it was taken; null as long as it was not.</summary>
    public DateTimeOffset? DeliveredAt { get; init; }

    /// <inheritdoc/>
    public DateTimeOffset? ExpiresAt => DeliveredAt + _kept;
}
