using Understudy.Domain.Billing.Gateway;

namespace Understudy.Domain.Billing.Reconciling;

/// <summary>Leads from a payment at the gateway to what was paid: an order of something once, or an invoice.</summary>
public sealed class ReconcilePaymentHandler(
    IPaymentGateway gateway, ReconcileOrderHandler orders, ReconcileInvoiceHandler invoices, Catalogue catalogue)
{
    /// <summary>Reconciles one of a person's payments.</summary>
    public async Task HandleAsync(string ownerId, string paymentId, CancellationToken cancellationToken)
    {
        GatewayPayment? payment = await gateway.FindPaymentAsync(paymentId, cancellationToken);
        // What nobody sells is told of there.
        if (payment?.Order is { } order && order.UserId == ownerId && catalogue.Find(order) is not Offer.Monthly)
            await orders.HandleAsync(order, paymentId, payment.InvoiceId, cancellationToken);
        else if (payment?.InvoiceId is { } invoiceId)
            await invoices.HandleAsync(ownerId, invoiceId, cancellationToken);
    }
}
