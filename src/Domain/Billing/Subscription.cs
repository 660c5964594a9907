using System.Text.Json;
using System.Text.Json.Serialization;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Billing;

/// <summary>
/// A person's subscription of a product: what the payment gateway last said of it. There is one document a person and
/// product, from the first checkout of it on.
/// </summary>
public sealed record Subscription : IDocument
{
    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("subscription", "isLive", "status", "periodEnd", "updatedAt");

    /// <summary>The product; in an earlier form, when one product sold alone, the person.</summary>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public string Partition => OwnerId;

    /// <summary>Whose it is.</summary>
    public required string OwnerId { get; init; }

    /// <summary>The product; empty in an earlier form.</summary>
    public string Product { get; init; } = "";

    /// <summary>In an earlier form, the person at the gateway; today that is told by <see cref="Customer"/>.</summary>
    public string? CustomerId { get; init; }

    /// <summary>In an earlier form, whether that customer was deleted at the gateway.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool CustomerIsGone { get; init; }

    /// <summary>The subscription at the gateway; null as long as there has been none.</summary>
    public string? SubscriptionId { get; init; }

    /// <summary>Whether the gateway may still change it: there is one, and it is not over.</summary>
    public bool IsLive { get; init; }

    /// <summary>Which of the product's offers is subscribed to, now; null once it is over.</summary>
    public string? Sku { get; init; }

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

    /// <summary>When the person first came to a checkout of it.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>What it said in an earlier form.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Earlier { get; init; }

    /// <summary>Whether there is something that is subscribed to, now.</summary>
    [JsonIgnore]
    public bool Counts => Sku is not null;

    /// <summary>The same person's subscription, as the gateway has it.</summary>
    internal Subscription Showing(GatewaySubscription gateway, DateTimeOffset now) => Touched(
        this with
        {
            SubscriptionId = gateway.Id,
            IsLive = gateway.Status != GatewaySubscriptionStatus.Over,
            Sku = HasBegun(gateway.Status) ? gateway.Order?.Sku : null,
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
        this with { IsLive = false, Sku = null, Status = SubscriptionStatus.Canceled }, now);

    private Subscription Touched(Subscription next, DateTimeOffset now) => next == this
        ? this
        : next with { UpdatedAt = now };

    private static bool HasBegun(GatewaySubscriptionStatus status) => status
        is GatewaySubscriptionStatus.Trialing or GatewaySubscriptionStatus.Active or GatewaySubscriptionStatus.PastDue;

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
