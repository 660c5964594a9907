using Understudy.Domain.Persistence;

namespace Understudy.Infrastructure.Sandbox;

/// <summary>
/// A customer of the sandbox. All that happens to their objects goes through this document: it holds the change that is
/// under way, so that one compare-and-swap decides it whole, and whoever comes next completes what was cut off.
/// </summary>
public sealed record SandboxCustomer : IDocument
{
    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("sandboxCustomer", "userId", "isChanging");

    /// <summary>The id, <c>cus_…</c>.</summary>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public string Partition => Id;

    /// <summary>The account at the app.</summary>
    public required string UserId { get; init; }

    /// <summary>Where receipts would go; empty once it was erased.</summary>
    public required string Email { get; init; }

    /// <summary>The display name; empty once it was erased.</summary>
    public required string Name { get; init; }

    /// <summary>The number of the latest change.</summary>
    public long Changes { get; init; }

    /// <summary>A change that was decided and may not have reached its objects yet.</summary>
    public SandboxChange? Pending { get; init; }

    /// <summary>Whether there is one.</summary>
    public bool IsChanging => Pending is not null;
}

/// <summary>What a change makes of a customer's objects, and the events that tell of it.</summary>
/// <param name="Number">The change's number; the customer's changes are numbered from 1.</param>
/// <param name="Checkouts">The checkouts that it writes.</param>
/// <param name="Subscriptions">The subscriptions that it writes.</param>
/// <param name="Invoices">The invoices that it writes.</param>
/// <param name="Payments">The payments that it writes.</param>
/// <param name="Events">The events, in their order.</param>
public sealed record SandboxChange(
    long Number,
    IReadOnlyList<SandboxCheckout> Checkouts,
    IReadOnlyList<SandboxSubscription> Subscriptions,
    IReadOnlyList<SandboxInvoice> Invoices,
    IReadOnlyList<SandboxPayment> Payments,
    IReadOnlyList<SandboxEvent> Events);
