using Understudy.Domain.Persistence;

namespace Understudy.Domain.Billing;

/// <summary>
/// A checkout that was opened, written before its address is handed out: an order whose events never arrive is found
/// again by it.
/// </summary>
public sealed record OrderRecord : IDocument
{
    private static readonly TimeSpan _kept = TimeSpan.FromDays(90);

    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("order", "isOpen", "packs", "createdAt");

    /// <summary>Our id of the order, a UUID.</summary>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public string Partition => OwnerId;

    /// <inheritdoc/>
    public DateTimeOffset? ExpiresAt => ClosedAt + _kept;

    /// <summary>Who ordered.</summary>
    public required string OwnerId { get; init; }

    /// <summary>How many packs of extra minutes; null for a subscription.</summary>
    public int? Packs { get; init; }

    /// <summary>The checkout at the gateway.</summary>
    public required string SessionId { get; init; }

    /// <summary>Where the checkout leads after paying.</summary>
    public required string SuccessUrl { get; init; }

    /// <summary>Where it leads when the customer turns back.</summary>
    public required string CancelUrl { get; init; }

    /// <summary>Whether something may still come of it.</summary>
    public bool IsOpen => ClosedAt is null;

    /// <summary>When it was seen that nothing new can come of it: it expired, or its outcome is known.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
