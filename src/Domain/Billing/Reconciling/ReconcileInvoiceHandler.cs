using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Billing.Reconciling;

/// <summary>
/// Makes a payment what the gateway says of its invoice, begins the period that was paid for, and takes back what was
/// refunded or disputed. Everything may be repeated; the period by the invoice's id, what is taken back by the payment's
/// revision.
/// </summary>
public sealed class ReconcileInvoiceHandler(
    IDocumentStore store,
    IPaymentGateway gateway,
    ReconcileOrderHandler orders,
    Customers customers,
    Payments payments,
    Minutes minutes)
{
    /// <summary>Reconciles one of a person's invoices.</summary>
    /// <returns>It, as the gateway has it; null when there is none, or it is not this person's.</returns>
    public async Task<GatewayInvoice?> HandleAsync(
        string ownerId, string invoiceId, CancellationToken cancellationToken)
    {
        string id = Payment.IdOfInvoice(invoiceId);
        while (true)
        {
            Stored<Payment>? known = await store.FindAsync<Payment>(ownerId, id, cancellationToken);
            GatewayInvoice? invoice = await gateway.FindInvoiceAsync(invoiceId, cancellationToken);
            if (invoice?.Order?.UserId != ownerId) return null;
            if (invoice.Order is Order.ExtraMinutes extra)
            {
                if (invoice.PaymentId is { } paymentId)
                    await orders.HandleAsync(extra, paymentId, invoiceId, cancellationToken);
                return invoice;
            }

            GatewayPayment? paid = invoice.PaymentId is null
                ? null
                : await gateway.FindPaymentAsync(invoice.PaymentId, cancellationToken);
            Payment next = (known?.Value ?? New(ownerId, id)).Showing(invoice, paid);
            Stored<Payment>? stored = known is null
                ? await store.CreateAsync(next, cancellationToken)
                : await store.ReplaceAsync(next, known.ETag, cancellationToken);
            if (stored is null) continue;
            // Also of one that was known: the account may have been erased since.
            if (await customers.OwnerAsync(invoice.CustomerId, cancellationToken) != ownerId)
                await payments.AnonymiseAsync(next, cancellationToken);
            else
                await GrantAsync(next, invoice, cancellationToken);
            return invoice;
        }
    }

    private async Task GrantAsync(Payment payment, GatewayInvoice invoice, CancellationToken cancellationToken)
    {
        if (payment.Status == GatewayPaymentStatus.Succeeded &&
            invoice is { SubscriptionId: not null, PeriodStart: { } start, PeriodEnd: { } end })
            await minutes.BeginPaidPeriodAsync(payment.OwnerId, invoice.Id, start, end, cancellationToken);
        if (payment.WasTakenBack)
            await minutes.SetPaidPeriodRevokedAsync(
                payment.OwnerId, invoice.Id, payment.RevokedMinutes, payment.Revision, cancellationToken);
    }

    private static Payment New(string ownerId, string id) => new()
    {
        Id = id,
        OwnerId = ownerId,
        For = PaymentType.Subscription,
        Minutes = Minutes.StandardAPeriod,
    };
}
