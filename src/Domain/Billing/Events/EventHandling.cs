using System.Collections.Frozen;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Billing.Reconciling;

namespace Understudy.Domain.Billing.Events;

/// <summary>
/// Handles the gateway's events. Whatever an event says happened, everything that it names is read again and reconciled:
/// so events may come late, twice, in any order, and each of them makes up for others that did not come.
/// </summary>
public sealed class EventHandling(
    IPaymentGateway gateway,
    Customers customers,
    Subscriptions subscriptions,
    ReconcileCheckoutHandler checkouts,
    ReconcileSubscriptionHandler reconcileSubscription,
    ReconcileInvoiceHandler invoices,
    ReconcilePaymentHandler payments)
{
    private const string CustomerDeleted = "customer.deleted";

    private static readonly FrozenSet<string> _types = FrozenSet.ToFrozenSet(
    [
        // What is bought, and what is paid.
        "checkout.session.completed",
        "customer.subscription.created",
        "customer.subscription.updated",
        "customer.subscription.deleted",
        "invoice.paid",
        "invoice.payment_failed",

        // Money that comes later, or not at all.
        "checkout.session.async_payment_succeeded",
        "checkout.session.async_payment_failed",
        "checkout.session.expired",
        "customer.subscription.paused",
        "customer.subscription.resumed",
        "invoice.payment_action_required",
        "invoice.voided",
        "invoice.marked_uncollectible",

        // Money that goes back.
        "charge.refunded",
        "charge.refund.updated",
        "refund.created",
        "refund.updated",
        "refund.failed",
        "charge.dispute.created",
        "charge.dispute.updated",
        "charge.dispute.closed",
        "charge.dispute.funds_withdrawn",
        "charge.dispute.funds_reinstated",

        // Who pays, and with what.
        "customer.updated",
        CustomerDeleted,
        "payment_method.attached",
        "payment_method.detached",
        "payment_method.updated",
        "payment_method.automatically_updated",
    ]);

    /// <summary>Whether events of a type are handled; all others are of no concern.</summary>
    public static bool Handles(string type) => _types.Contains(type);

    /// <summary>Handles an event; may be repeated.</summary>
    /// <exception cref="GatewayException">The gateway could not be reached, or refused.</exception>
    public async Task HandleAsync(GatewayEvent happened, CancellationToken cancellationToken)
    {
        string? customerId = happened.CustomerId ?? await CustomerAsync(happened, cancellationToken);
        string? ownerId = customerId is null ? null : await customers.OwnerAsync(customerId, cancellationToken);
        // The gateway's account may serve other installations and other products.
        if (ownerId is null) return;
        if (ownerId == Customers.Erased)
        {
            await EndAsync(happened, cancellationToken);
            return;
        }
        if (happened.Type == CustomerDeleted) await customers.LoseAsync(ownerId, customerId!, cancellationToken);
        await ReconcileAsync(ownerId, happened, cancellationToken);
    }

    private async Task ReconcileAsync(string ownerId, GatewayEvent happened, CancellationToken cancellationToken)
    {
        if (happened.CheckoutId is { } checkoutId) await checkouts.HandleAsync(ownerId, checkoutId, cancellationToken);
        if (happened.PaymentId is { } paymentId) await payments.HandleAsync(ownerId, paymentId, cancellationToken);
        List<string> touched = [];
        if (happened.SubscriptionId is { } subscriptionId) touched.Add(subscriptionId);
        if (happened.InvoiceId is { } invoiceId &&
            await invoices.HandleAsync(ownerId, invoiceId, cancellationToken) is { SubscriptionId: { } invoiced } &&
            touched.Count == 0)
            touched.Add(invoiced);
        if (happened is { SubscriptionId: null, CheckoutId: null, PaymentId: null, InvoiceId: null })
            touched.AddRange((await subscriptions.OfAsync(ownerId, cancellationToken))
                .Select(subscription => subscription.SubscriptionId).OfType<string>());
        foreach (string id in touched)
        {
            GatewaySubscription? subscription = await reconcileSubscription.HandleAsync(ownerId, id, cancellationToken);
            if (subscription?.LatestInvoiceId is { } latest && latest != happened.InvoiceId)
                await invoices.HandleAsync(ownerId, latest, cancellationToken);
        }
    }

    // Refunds and disputes do not say whose they are; what they are of does.
    private async Task<string?> CustomerAsync(GatewayEvent happened, CancellationToken cancellationToken) => happened switch
    {
        { PaymentId: { } id } => (await gateway.FindPaymentAsync(id, cancellationToken))?.CustomerId,
        { InvoiceId: { } id } => (await gateway.FindInvoiceAsync(id, cancellationToken))?.CustomerId,
        { SubscriptionId: { } id } => (await gateway.FindSubscriptionAsync(id, cancellationToken))?.CustomerId,
        { CheckoutId: { } id } => (await gateway.FindCheckoutAsync(id, cancellationToken))?.CustomerId,
        _ => null,
    };

    // Somebody whose account was erased meanwhile went through with a checkout, and would be charged for nothing. What
    // they paid, or got back, is kept as nobody's.
    private async Task EndAsync(GatewayEvent happened, CancellationToken cancellationToken)
    {
        string? subscriptionId = happened.SubscriptionId;
        if (happened.CheckoutId is { } id)
            subscriptionId ??= (await gateway.FindCheckoutAsync(id, cancellationToken))?.SubscriptionId;
        if (subscriptionId is not null) await gateway.EndSubscriptionAsync(subscriptionId, cancellationToken);
        GatewayPayment? payment = happened.PaymentId is { } paymentId
            ? await gateway.FindPaymentAsync(paymentId, cancellationToken)
            : null;
        if (payment?.Order is { } order)
            await payments.HandleAsync(order.UserId, payment.Id, cancellationToken);
        else if ((payment?.InvoiceId ?? happened.InvoiceId) is { } invoiceId &&
            (await gateway.FindInvoiceAsync(invoiceId, cancellationToken))?.Order is { } invoiced)
            await invoices.HandleAsync(invoiced.UserId, invoiceId, cancellationToken);
    }
}
