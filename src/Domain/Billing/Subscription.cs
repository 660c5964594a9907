using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Billing;

/// <summary>
/// A person's subscription: what the payment gateway last said of it. There is one document a person, from the first
/// checkout on. Clone §1.6.
/// </summary>
public sealed record Subscription : IDocument
{
    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("subscription");

    /// <inheritdoc/>
    public string Id => OwnerId;

    /// <inheritdoc/>
    public string Partition => OwnerId;

    /// <summary>Whose it is.</summary>
    public required string OwnerId { get; init; }

    /// <summary>The person at the gateway.</summary>
    public required string CustomerId { get; init; }

    /// <summary>The subscription at the gateway; null as long as there has been none.</summary>
    public string? SubscriptionId { get; init; }

    /// <summary>What is subscribed to, now: <see cref="PlanType.Free"/> once it is over.</summary>
    public PlanType Plan { get; init; }

    /// <summary>Where it stands.</summary>
    public SubscriptionStatus Status { get; init; }

    /// <summary>When the billing period began; null as long as there has been none.</summary>
    public DateTimeOffset? PeriodStart { get; init; }

    /// <summary>When the billing period ends.</summary>
    public DateTimeOffset? PeriodEnd { get; init; }

    /// <summary>Whether it ends with the period instead of going on.</summary>
    public bool CancelAtPeriodEnd { get; init; }

    /// <summary>When it was canceled.</summary>
    public DateTimeOffset? CanceledAt { get; init; }

    /// <summary>What it is paid with, where known.</summary>
    public PaymentCard? Card { get; init; }

    /// <summary>When the person first came to a checkout.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}
