using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Billing.Events;

/// <summary>An event of the payment gateway that was taken in. Its id is the event's, so that it is taken once.</summary>
/// <remarks>
/// It holds the gateway's ids, no name, address or account. They lead to a person only through the customer at the gateway
/// and its claim here, which an erasure deletes and makes nobody's: so it stays until its time is over.
/// </remarks>
public sealed record ReceivedEvent : IDocument
{
    private static readonly TimeSpan _kept = TimeSpan.FromDays(90);

    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("paymentEvent", "state", "receivedAt");

    /// <inheritdoc/>
    public string Id => Event.Id;

    /// <inheritdoc/>
    public string Partition => Event.Id;

    /// <inheritdoc/>
    public DateTimeOffset? ExpiresAt => ReceivedAt + _kept;

    /// <summary>The event.</summary>
    public required GatewayEvent Event { get; init; }

    /// <summary>What has become of it.</summary>
    public EventState State { get; init; }

    /// <summary>When it came first.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }
}

/// <summary>What has become of an event.</summary>
public enum EventState
{
    /// <summary>It waits, or is being handled.</summary>
    Received,

    /// <summary>What it is about has been reconciled.</summary>
    Handled,

    /// <summary>Handling it failed for days and was given up.</summary>
    Dead,
}
