using Understudy.Domain.Persistence;

namespace Understudy.Infrastructure.Sandbox;

/// <summary>
/// What takes a payment back. Each call says whether it happened: nothing does to what is not the customer's, or is not
/// in a state for it.
/// </summary>
public sealed class SandboxPayments(IDocumentStore store, SandboxBooks books)
{
    /// <summary>Reads a payment; null when there is none of that id.</summary>
    public async Task<SandboxPayment?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await store.FindAsync<SandboxPayment>(id, id, cancellationToken))?.Value;

    /// <summary>Gives money back.</summary>
    /// <param name="customerId">Whose payment it is.</param>
    /// <param name="id">The payment.</param>
    /// <param name="amount">How much, in the currency's smallest unit: 1 to what is left of it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<bool> RefundAsync(string customerId, string id, long amount, CancellationToken cancellationToken) =>
        UpdateAsync(
            customerId,
            id,
            (_, payment) => amount < 1 || amount > payment.Refundable()
                ? null
                : payment with { Refunded = payment.Refunded + amount },
            (draft, payment) => draft.Emit("charge.refunded", SandboxObjects.Charge(payment)),
            cancellationToken);

    /// <summary>Gives money back for the app, once for each key.</summary>
    /// <returns>The refund's id, <c>re_…</c>; null when so much is not left of the payment.</returns>
    internal async Task<string?> RefundOnceAsync(
        string id, long amount, string key, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } payment) return null;
        await UpdateAsync(
            payment.CustomerId,
            id,
            (draft, current) => current.Refunds.ContainsKey(key) || amount < 1 || amount > current.Refundable()
                ? null
                : current with
                {
                    Refunded = current.Refunded + amount,
                    Refunds = new Dictionary<string, string>(current.Refunds) { [key] = draft.NewId("re_") },
                },
            (draft, current) => draft.Emit("charge.refunded", SandboxObjects.Charge(current)),
            cancellationToken);
        return (await FindAsync(id, cancellationToken))?.Refunds.GetValueOrDefault(key);
    }

    /// <summary>The customer asks their bank for the money; the bank holds it while it decides.</summary>
    public Task<bool> DisputeAsync(string customerId, string id, CancellationToken cancellationToken) => UpdateAsync(
        customerId,
        id,
        (draft, payment) => payment.Dispute is not null || payment.Refundable() == 0
            ? null
            : payment with
            {
                Dispute = new SandboxDispute(
                    draft.NewId("dp_"), payment.Refundable(), SandboxDisputeState.Open, draft.Now),
            },
        (draft, payment) => draft.Emit(
            "charge.dispute.created", SandboxObjects.Dispute(payment, payment.Dispute!)),
        cancellationToken);

    /// <summary>The bank decides: for us (the money comes back), or for the customer.</summary>
    public Task<bool> DecideAsync(string customerId, string id, bool won, CancellationToken cancellationToken) =>
        UpdateAsync(
            customerId,
            id,
            (_, payment) => payment.Dispute is { State: SandboxDisputeState.Open } dispute
                ? payment with
                {
                    Dispute = dispute with { State = won ? SandboxDisputeState.Won : SandboxDisputeState.Lost },
                }
                : null,
            (draft, payment) => draft.Emit(
                "charge.dispute.closed", SandboxObjects.Dispute(payment, payment.Dispute!)),
            cancellationToken);

    private Task<bool> UpdateAsync(
        string customerId,
        string id,
        Func<SandboxDraft, SandboxPayment, SandboxPayment?> change,
        Action<SandboxDraft, SandboxPayment> tell,
        CancellationToken cancellationToken) => books.ChangeAsync(
            customerId,
            async draft =>
            {
                SandboxPayment? payment = await draft.FindAsync<SandboxPayment>(id, cancellationToken);
                if (payment is null || change(draft, payment) is not { } changed) return false;
                draft.Put(changed);
                tell(draft, changed);
                return true;
            },
            cancellationToken);
}
