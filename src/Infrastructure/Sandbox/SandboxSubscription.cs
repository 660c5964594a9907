using Understudy.Domain.Billing;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Persistence;

namespace Understudy.Infrastructure.Sandbox;

/// <summary>A subscription.</summary>
public sealed record SandboxSubscription : ISandboxObject
{
    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("sandboxSubscription", "customerId", "dueAt", "createdAt");

    /// <summary>The id, <c>sub_…</c>.</summary>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public string Partition => Id;

    /// <inheritdoc/>
    public required string CustomerId { get; init; }

    /// <inheritdoc/>
    public long Revision { get; init; }

    /// <summary>The order that began it.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>What is subscribed to; null in an earlier form.</summary>
    public SandboxLine? Line { get; init; }

    /// <summary>Where it stands: active, past due or over.</summary>
    public required GatewaySubscriptionStatus Status { get; init; }

    /// <summary>When the period began.</summary>
    public required DateTimeOffset PeriodStart { get; init; }

    /// <summary>When it ends.</summary>
    public required DateTimeOffset PeriodEnd { get; init; }

    /// <summary>Whether it ends with the period.</summary>
    public bool CancelAtPeriodEnd { get; init; }

    /// <summary>When it was canceled, even if it goes on until the period's end.</summary>
    public DateTimeOffset? CanceledAt { get; init; }

    /// <summary>When it was over.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What it is paid with.</summary>
    public required PaymentCard Card { get; init; }

    /// <summary>The invoice of the latest period.</summary>
    public required string LatestInvoiceId { get; init; }

    /// <summary>How often that invoice's payment has failed in a row.</summary>
    public int Failures { get; init; }

    /// <summary>When it is tried again; null when there is nothing to try.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>When it began; its day of the month is the day of its renewals.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When something happens to it by itself; null once it is over.</summary>
    public DateTimeOffset? DueAt => IsOver ? null : RetryAt ?? PeriodEnd;

    /// <summary>Whether it is over.</summary>
    public bool IsOver => Status == GatewaySubscriptionStatus.Over;
}
