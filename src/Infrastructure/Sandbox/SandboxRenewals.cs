using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Persistence;

namespace Understudy.Infrastructure.Sandbox;

/// <summary>
/// What happens to subscriptions by themselves: renewals, and further attempts at a payment that failed. Each call does
/// the one thing that is due next, by the time at which it was due, so that what a downtime left undone is made up for
/// period by period.
/// </summary>
public sealed class SandboxRenewals(SandboxBooks books, SandboxCalendar calendar)
{
    private const int Attempts = 3;

    private static readonly IReadOnlyDictionary<string, string> _noMetadata = new Dictionary<string, string>();

    /// <summary>Does what is due next.</summary>
    /// <returns>False when nothing is due.</returns>
    internal Task<bool> AdvanceAsync(string customerId, string id, CancellationToken cancellationToken) =>
        books.ChangeAsync(
            customerId,
            async draft =>
            {
                SandboxSubscription? subscription = await draft.FindAsync<SandboxSubscription>(id, cancellationToken);
                if (subscription?.DueAt is not { } due || due > draft.Now) return false;
                if (subscription.RetryAt is not null) await RetryAsync(draft, subscription, due, cancellationToken);
                else if (subscription.CancelAtPeriodEnd)
                    await SandboxSubscriptions.EndAsync(draft, subscription, cancellationToken);
                else await RenewAsync(draft, subscription, cancellationToken);
                return true;
            },
            cancellationToken);

    /// <summary>Has a past-due subscription's card pay the open invoice, within a change.</summary>
    /// <returns>Whether it did; then the subscription is active again.</returns>
    internal static async Task<bool> CollectAsync(
        SandboxDraft draft, SandboxSubscription subscription, CancellationToken cancellationToken)
    {
        SandboxInvoice invoice = await draft.FindAsync<SandboxInvoice>(
            subscription.LatestInvoiceId, cancellationToken)
            ?? throw new InvalidOperationException($"{subscription.Id} has no invoice.");
        SandboxPayment payment = await draft.FindAsync<SandboxPayment>(invoice.PaymentId, cancellationToken)
            ?? throw new InvalidOperationException($"{invoice.Id} has no payment.");
        bool pays = SandboxCards.Pays(subscription.Card);
        invoice = invoice with
        {
            State = pays ? SandboxInvoiceState.Paid : SandboxInvoiceState.Open,
            Attempts = invoice.Attempts + 1,
        };
        draft.Put(invoice);
        if (!pays)
        {
            draft.Emit("invoice.payment_failed", SandboxObjects.Of(invoice));
            return false;
        }
        payment = payment with { Status = GatewayPaymentStatus.Succeeded };
        subscription = subscription with { Status = GatewaySubscriptionStatus.Active, Failures = 0, RetryAt = null };
        draft.Put(payment);
        draft.Put(subscription);
        draft.Emit("invoice.paid", SandboxObjects.Of(invoice));
        draft.Emit("customer.subscription.updated", SandboxObjects.Of(subscription));
        return true;
    }

    private async Task RenewAsync(
        SandboxDraft draft, SandboxSubscription subscription, CancellationToken cancellationToken)
    {
        // At the price of the period before, whatever it costs others by now.
        SandboxInvoice last = await draft.FindAsync<SandboxInvoice>(subscription.LatestInvoiceId, cancellationToken)
            ?? throw new InvalidOperationException($"{subscription.Id} has no invoice.");
        bool pays = SandboxCards.Pays(subscription.Card);
        DateTimeOffset start = subscription.PeriodEnd;
        DateTimeOffset end = calendar.PeriodEnd(start, subscription.CreatedAt.Day);
        string invoiceId = draft.NewId("in_");
        SandboxPayment payment = new()
        {
            Id = draft.NewId("pi_"),
            CustomerId = draft.CustomerId,
            Metadata = _noMetadata,
            ChargeId = draft.NewId("ch_"),
            InvoiceId = invoiceId,
            Status = pays ? GatewayPaymentStatus.Succeeded : GatewayPaymentStatus.Failed,
            Amount = last.Amount,
            Currency = last.Currency,
            CreatedAt = start,
        };
        SandboxInvoice invoice = new()
        {
            Id = invoiceId,
            CustomerId = draft.CustomerId,
            Metadata = subscription.Metadata,
            SubscriptionId = subscription.Id,
            State = pays ? SandboxInvoiceState.Paid : SandboxInvoiceState.Open,
            Attempts = 1,
            Line = last.Line,
            Amount = payment.Amount,
            Currency = payment.Currency,
            PaymentId = payment.Id,
            PeriodStart = start,
            PeriodEnd = end,
            CreatedAt = start,
        };
        SandboxSubscription renewed = subscription with
        {
            Status = pays ? GatewaySubscriptionStatus.Active : GatewaySubscriptionStatus.PastDue,
            PeriodStart = start,
            PeriodEnd = end,
            LatestInvoiceId = invoiceId,
            Failures = pays ? 0 : 1,
            RetryAt = pays ? null : start + Patience(start, end),
        };
        draft.Put(payment);
        draft.Put(invoice);
        draft.Put(renewed);
        draft.Emit(pays ? "invoice.paid" : "invoice.payment_failed", SandboxObjects.Of(invoice));
        draft.Emit("customer.subscription.updated", SandboxObjects.Of(renewed));
    }

    private static async Task RetryAsync(
        SandboxDraft draft, SandboxSubscription subscription, DateTimeOffset due, CancellationToken cancellationToken)
    {
        if (await CollectAsync(draft, subscription, cancellationToken)) return;
        SandboxSubscription failed = subscription with { Failures = subscription.Failures + 1 };
        if (failed.Failures >= Attempts)
        {
            await SandboxSubscriptions.EndAsync(draft, failed, cancellationToken);
            return;
        }
        draft.Put(failed with { RetryAt = due + Patience(failed.PeriodStart, failed.PeriodEnd) });
    }

    // Three days of a month of thirty: the last attempt comes well before the period's end.
    private static TimeSpan Patience(DateTimeOffset start, DateTimeOffset end) => (end - start) / 10;
}
