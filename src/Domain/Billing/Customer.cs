using Understudy.Domain.Persistence;

namespace Understudy.Domain.Billing;

/// <summary>Who a person is at the payment gateway: one customer, whatever they buy, from the first checkout on.</summary>
public sealed record Customer : IDocument
{
    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("customer");

    /// <inheritdoc/>
    public string Id => OwnerId;

    /// <inheritdoc/>
    public string Partition => OwnerId;

    /// <summary>The person.</summary>
    public required string OwnerId { get; init; }

    /// <summary>The customer at the gateway.</summary>
    public required string CustomerId { get; init; }

    /// <summary>Whether the customer was deleted at the gateway: the next checkout needs another one.</summary>
    public bool IsGone { get; init; }

    /// <summary>When the person first came to a checkout.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}
