using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Ledger;
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
    Entitlements entitlements,
    Catalogue catalogue,
    IBillingLog log,
    TimeProvider time)
{
    /// <summary>Reconciles one of a person's invoices.</summary>
    /// <returns>It, as the gateway has it; null when there is none, or it is not this person's.</returns>
    public async Task<GatewayInvoice?> HandleAsync(
        string ownerId, string invoiceId, CancellationToken cancellationToken)
    {
        string id = Payment.IdOfInvoice(invoiceId);
        while (true)
        {
            Stored<Payment>? known = await payments.FindStoredAsync(ownerId, id, cancellationToken);
            GatewayInvoice? invoice = await gateway.FindInvoiceAsync(invoiceId, cancellationToken);
            if (invoice?.Order is not { } order || order.UserId != ownerId) return null;
            switch (catalogue.Find(order))
            {
                case Offer.Monthly monthly:
                    if (!await ShowAsync(known, invoice, order, monthly, cancellationToken)) continue;
                    break;
                case Offer.Once when invoice.PaymentId is { } paymentId:
                    await orders.HandleAsync(order, paymentId, invoiceId, cancellationToken);
                    break;
                case null:
                    log.UnknownOffer(order, invoiceId);
                    break;
            }
            return invoice;
        }
    }

    // False when somebody came between.
    private async Task<bool> ShowAsync(
        Stored<Payment>? known,
        GatewayInvoice invoice,
        Order order,
        Offer.Monthly offer,
        CancellationToken cancellationToken)
    {
        GatewayPayment? paid = invoice.PaymentId is null
            ? null
            : await gateway.FindPaymentAsync(invoice.PaymentId, cancellationToken);
        Payment next = (known?.Value ?? Payment.Of(order, offer, Payment.IdOfInvoice(invoice.Id)))
            .Showing(invoice, paid, time.GetUtcNow());
        Stored<Payment>? stored = known is null
            ? await store.CreateAsync(next, cancellationToken)
            : await store.ReplaceAsync(next, known.ETag, cancellationToken);
        if (stored is null) return false;
        // Also of one that was known: the account may have been erased since.
        if (await customers.OwnerAsync(invoice.CustomerId, cancellationToken) != order.UserId)
            await payments.AnonymiseAsync(next, cancellationToken);
        else
            await GrantAsync(next, invoice, offer, cancellationToken);
        return true;
    }

    private async Task GrantAsync(
        Payment payment, GatewayInvoice invoice, Offer.Monthly offer, CancellationToken cancellationToken)
    {
        if (payment.Status == GatewayPaymentStatus.Succeeded &&
            invoice is { SubscriptionId: not null, PeriodStart: { } start, PeriodEnd: { } end })
            await entitlements.BeginPeriodAsync(payment, offer, new Period(start, end), cancellationToken);
        await entitlements.RevokeAsync(payment, cancellationToken);
    }
}
