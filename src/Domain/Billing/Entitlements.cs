using Understudy.Domain.Ledger;

namespace Understudy.Domain.Billing;

/// <summary>
/// What was paid for, as units of a wallet: what is bought once is added, what is bought for a month begins a period. All of it
/// may be repeated, and come in any order.
/// </summary>
public sealed class Entitlements(WalletLedger ledger, IBillingLog log, TimeProvider time)
{
    /// <summary>Adds what was bought once.</summary>
    internal async Task GrantAsync(Payment payment, Offer.Once offer, CancellationToken cancellationToken)
    {
        await ledger.GrantAsync(
            WalletOf(payment),
            NewGrant(payment, offer, offer.Life.EndFrom(time.GetUtcNow())) with { SpentLast = offer.SpentLast },
            cancellationToken);
        log.Granted(payment, payment.GrantId);
    }

    /// <summary>Begins the period that was paid for.</summary>
    internal async Task BeginPeriodAsync(
        Payment payment, Offer.Monthly offer, Period period, CancellationToken cancellationToken)
    {
        await ledger.BeginPeriodAsync(
            WalletOf(payment),
            period,
            NewGrant(payment, offer, period.End + offer.Grace),
            cancellationToken);
        log.Granted(payment, payment.GrantId);
    }

    /// <summary>Takes units back with the money, as <see cref="WalletLedger.SetRevokedAsync"/> does.</summary>
    internal async Task RevokeAsync(Payment payment, CancellationToken cancellationToken)
    {
        if (!payment.WasTakenBack) return;
        await ledger.SetRevokedAsync(
            WalletOf(payment), payment.GrantId, payment.RevokedUnits, payment.Revision, cancellationToken);
        log.Revoked(payment, payment.GrantId, payment.RevokedUnits);
    }

    /// <summary>The number of the latest entry of the wallet that a payment's units are in; 0 when there is none.</summary>
    internal async Task<long> LatestEntryAsync(Payment payment, CancellationToken cancellationToken) =>
        (await ledger.GetHistoryAsync(WalletOf(payment), 1, cancellationToken: cancellationToken))
            .Select(entry => entry.Sequence).FirstOrDefault();

    /// <summary>How many of a payment's units were taken back since an entry.</summary>
    internal async Task<int> TakenSinceAsync(Payment payment, long sequence, CancellationToken cancellationToken)
    {
        const int Page = 100;
        int taken = 0;
        long? before = null;
        while (true)
        {
            IReadOnlyList<WalletEntry> page =
                await ledger.GetHistoryAsync(WalletOf(payment), Page, before, cancellationToken);
            WalletEntry[] later = [.. page.Where(entry => entry.Sequence > sequence)];
            taken -= later
                .Where(entry => entry.Kind == EntryKind.Revocation && entry.OperationId == payment.GrantId)
                .Sum(entry => entry.Amount);
            if (later.Length < Page) return taken;
            before = later[^1].Sequence;
        }
    }

    private static Grant NewGrant(Payment payment, Offer offer, DateTimeOffset? expiresAt) =>
        new(payment.GrantId, payment.Units, offer.Source, expiresAt)
        {
            Kind = offer.Kind,
            Reference = payment.Id,
            Text = offer.Text,
        };

    private static WalletId WalletOf(Payment payment) => new(payment.OwnerId, payment.Product, payment.Unit);
}
