using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Billing.Reconciling;
using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Billing.Refunds;

/// <summary>Gives a payment back, in part or whole. For administrators.</summary>
/// <param name="PaymentId">Our id of the payment.</param>
/// <param name="Product">The product whose payment it must be; null for any.</param>
/// <param name="Amount">How much, in the currency's smallest unit; null for all that is left.</param>
/// <param name="Reason">Why.</param>
/// <param name="AdminId">Who gives it back.</param>
/// <param name="RefundId">
/// The refund's id, so that a request that is repeated gives nothing more; null for a new one. 1–100 characters, none of
/// <c>/ \ ? #</c>.
/// </param>
public sealed record RefundPayment(
    string PaymentId, string? Product, long? Amount, string Reason, string AdminId, string? RefundId = null);

/// <summary>
/// Gives payments back, and takes back what they bought, in proportion: as far as it is left, for nothing becomes negative.
/// </summary>
public sealed class RefundPaymentHandler(
    IDocumentStore store,
    IPaymentGateway gateway,
    Payments payments,
    Entitlements entitlements,
    ReconcilePaymentHandler reconcile,
    IBillingLog log,
    IIdFactory ids,
    TimeProvider time)
{
    /// <summary>Gives money back.</summary>
    /// <returns>
    /// What became of it; <see cref="Problem.NotFound"/>, <see cref="PaymentNotRefundable"/>, <see cref="RefundOutOfRange"/> or
    /// <see cref="RefundIdReused"/>.
    /// </returns>
    /// <exception cref="GatewayException">The gateway could not be reached, or refused.</exception>
    public async Task<Result<RefundRecord>> HandleAsync(RefundPayment command, CancellationToken cancellationToken)
    {
        Payment? payment = await payments.FindAnybodysAsync(command.PaymentId, cancellationToken);
        if (payment is null) return await UnpaidAsync(command, cancellationToken);
        if (!IsOf(command, payment.Product)) return new Problem.NotFound("Payment");
        string id = command.RefundId ?? ids.Next();
        Stored<RefundRecord>? known = await store.FindAsync<RefundRecord>(payment.Id, id, cancellationToken);
        if (known is null)
        {
            Result<RefundRecord> decided = await DecideAsync(payment, id, command, cancellationToken);
            if (!decided.Succeeded) return decided.Problem;
            known = await store.FindOrCreateAsync(payment.Id, id, () => decided.Value, cancellationToken);
        }
        if (known.Value.Asked != command.Amount) return new RefundIdReused();
        return known.Value.State switch
        {
            RefundState.Done => known.Value,
            RefundState.Refused => await OutOfRangeAsync(payment, cancellationToken),
            _ => await CarryOutAsync(payment, known.Value, cancellationToken),
        };
    }

    private async Task<Result<RefundRecord>> UnpaidAsync(RefundPayment command, CancellationToken cancellationToken)
    {
        OrderRecord? order = await payments.FindAnybodysOrderAsync(command.PaymentId, cancellationToken);
        if (order is null || !IsOf(command, order.Product)) return new Problem.NotFound("Payment");
        return new PaymentNotRefundable(order.IsOpen ? GatewayPaymentStatus.Pending : GatewayPaymentStatus.Failed);
    }

    private static bool IsOf(RefundPayment command, string product) =>
        command.Product is null || command.Product == product;

    private async Task<Result<RefundRecord>> DecideAsync(
        Payment payment, string id, RefundPayment command, CancellationToken cancellationToken)
    {
        long left = await LeftAsync(payment, cancellationToken);
        if (left == 0) return new PaymentNotRefundable(payment.Status);
        long amount = command.Amount ?? left;
        if (amount < 1 || amount > left) return new RefundOutOfRange(left, payment.Currency);
        return new RefundRecord
        {
            Id = id,
            PaymentId = payment.Id,
            Asked = command.Amount,
            Amount = amount,
            Currency = payment.Currency,
            Reason = command.Reason,
            AdminId = command.AdminId,
            LatestEntry = await entitlements.LatestEntryAsync(payment, cancellationToken),
            RequestedAt = time.GetUtcNow(),
        };
    }

    private async Task<Result<RefundRecord>> CarryOutAsync(
        Payment payment, RefundRecord refund, CancellationToken cancellationToken)
    {
        string? gatewayId = await gateway.RefundPaymentAsync(
            payment.PaymentId!, refund.Amount, $"refund-{payment.Id}-{refund.Id}", cancellationToken);
        if (gatewayId is null)
        {
            await EndAsync(refund with { State = RefundState.Refused }, cancellationToken);
            return await OutOfRangeAsync(payment, cancellationToken);
        }
        // The event that tells of it does the same, now or later.
        await reconcile.HandleAsync(payment.OwnerId, payment.PaymentId!, cancellationToken);
        RefundRecord done = await EndAsync(
            refund with
            {
                State = RefundState.Done,
                GatewayId = gatewayId,
                Units = await entitlements.TakenSinceAsync(payment, refund.LatestEntry, cancellationToken),
            },
            cancellationToken);
        log.Refunded(done);
        return done;
    }

    // Whoever was first has said how it ended.
    private async Task<RefundRecord> EndAsync(RefundRecord ended, CancellationToken cancellationToken) =>
        await store.UpdateAsync<RefundRecord>(
            ended.Partition,
            ended.Id,
            current => current.State == RefundState.Requested ? ended : null,
            cancellationToken) ?? ended;

    private async Task<Result<RefundRecord>> OutOfRangeAsync(Payment payment, CancellationToken cancellationToken)
    {
        long left = await LeftAsync(payment, cancellationToken);
        return left == 0 ? new PaymentNotRefundable(payment.Status) : new RefundOutOfRange(left, payment.Currency);
    }

    // By what the gateway says now: others may have given some of it back.
    private async Task<long> LeftAsync(Payment payment, CancellationToken cancellationToken) =>
        payment.PaymentId is { } id &&
        await gateway.FindPaymentAsync(id, cancellationToken) is { Status: GatewayPaymentStatus.Succeeded } paid
            ? Math.Max(0, paid.Amount - paid.Refunded - paid.Disputed)
            : 0;
}
