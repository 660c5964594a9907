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
    public static DocumentType Type { get; } = new("subscription", "isLive", "status", "periodEnd");

    /// <inheritdoc/>
    public string Id => OwnerId;

    /// <inheritdoc/>
    public string Partition => OwnerId;

    /// <summary>Whose it is.</summary>
    public required string OwnerId { get; init; }

    /// <summary>The person at the gateway.</summary>
    public required string CustomerId { get; init; }

    /// <summary>Whether the customer was deleted at the gateway: the next checkout needs another one.</summary>
    public bool CustomerIsGone { get; init; }

    /// <summary>The subscription at the gateway; null as long as there has been none.</summary>
    public string? SubscriptionId { get; init; }

    /// <summary>Whether the gateway may still change it: there is one, and it is not over.</summary>
    public bool IsLive { get; init; }

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

    /// <summary>The same person's subscription, as the gateway has it.</summary>
    internal Subscription Showing(GatewaySubscription gateway, DateTimeOffset now) => Touched(
        this with
        {
            SubscriptionId = gateway.Id,
            IsLive = gateway.Status != GatewaySubscriptionStatus.Over,
            Plan = PlanOf(gateway.Status),
            Status = StatusOf(gateway),
            PeriodStart = gateway.PeriodStart,
            PeriodEnd = gateway.PeriodEnd,
            CancelAtPeriodEnd = gateway.CancelAtPeriodEnd,
            CanceledAt = gateway.CanceledAt,
            Card = gateway.Card,
        },
        now);

    /// <summary>The same, when the gateway knows nothing of it any more.</summary>
    internal Subscription Ended(DateTimeOffset now) => Touched(
        this with { IsLive = false, Plan = PlanType.Free, Status = SubscriptionStatus.Canceled }, now);

    private Subscription Touched(Subscription next, DateTimeOffset now) => next == this
        ? this
        : next with { UpdatedAt = now };

    private static PlanType PlanOf(GatewaySubscriptionStatus status) => status
        is GatewaySubscriptionStatus.Trialing or GatewaySubscriptionStatus.Active or GatewaySubscriptionStatus.PastDue
        ? PlanType.Standard
        : PlanType.Free;

    // A payment that failed is more urgent than a cancellation; one that never came is no subscription yet.
    private static SubscriptionStatus StatusOf(GatewaySubscription gateway) => gateway.Status switch
    {
        GatewaySubscriptionStatus.PastDue or GatewaySubscriptionStatus.Unpaid => SubscriptionStatus.PastDue,
        GatewaySubscriptionStatus.Over => SubscriptionStatus.Canceled,
        _ when gateway.CancelAtPeriodEnd => SubscriptionStatus.Canceled,
        GatewaySubscriptionStatus.Trialing => SubscriptionStatus.Trialing,
        _ => SubscriptionStatus.Active,
    };
}
