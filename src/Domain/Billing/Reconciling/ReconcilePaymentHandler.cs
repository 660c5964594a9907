using Understudy.Domain.Billing.Gateway;

namespace Understudy.Domain.Billing.Reconciling;

/// <summary>Leads from a payment at the gateway to what was paid: an order of extra minutes, or an invoice.</summary>
public sealed class ReconcilePaymentHandler(
    IPaymentGateway gateway, ReconcileOrderHandler orders, ReconcileInvoiceHandler invoices)
{
    /// <summary>Reconciles one of a person's payments.</summary>
    public async Task HandleAsync(string ownerId, string paymentId, CancellationToken cancellationToken)
    {
        GatewayPayment? payment = await gateway.FindPaymentAsync(paymentId, cancellationToken);
        if (payment?.Order is Order.ExtraMinutes extra && extra.UserId == ownerId)
            await orders.HandleAsync(extra, paymentId, payment.InvoiceId, cancellationToken);
        else if (payment?.InvoiceId is { } invoiceId)
            await invoices.HandleAsync(ownerId, invoiceId, cancellationToken);
    }
}
