using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Billing.Reconciling;
using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Billing;

/// <summary>
/// Makes up for events that never came: reads again what is open and should have come to an end, or on, by now.
/// </summary>
public sealed class BillingSweep(
    IDocumentStore store,
    IPaymentGateway gateway,
    ReconcileCheckoutHandler checkouts,
    ReconcileSubscriptionHandler subscriptions,
    ReconcileInvoiceHandler invoices,
    ReconcilePaymentHandler payments,
    TimeProvider time)
{
    // Events come within seconds; a checkout page takes its time, and so does the money.
    private static readonly TimeSpan _orderPatience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan _paymentPatience = TimeSpan.FromHours(1);

    // No gateway leaves a payment open for longer; what is older stays as it is.
    private static readonly TimeSpan _paymentLimit = TimeSpan.FromDays(60);

    /// <summary>Looks through everything that is open; what cannot be put right keeps nothing else from it.</summary>
    /// <exception cref="AggregateException">Some could not be.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        List<Exception> faults = [];
        foreach (Filter due in new[]
        {
            Filter.Between("periodEnd", null, now), Filter.Equal("status", SubscriptionStatus.PastDue),
        })
            await EachAsync<Subscription>([Filter.Equal("isLive", true), due], _ => true, LatestAsync);
        // One that failed may be tried again, and succeed, as long as the gateway collects.
        foreach (GatewayPaymentStatus open in new[] { GatewayPaymentStatus.Pending, GatewayPaymentStatus.Failed })
            await EachAsync<Payment>(
                [Filter.Equal("status", open), Filter.Between("createdAt", now - _paymentLimit, null)],
                payment => payment.CreatedAt.IsOlderThan(_paymentPatience, now),
                payment => payment.IsOfPeriod
                    ? invoices.HandleAsync(payment.OwnerId, payment.InvoiceId!, cancellationToken)
                    : payments.HandleAsync(payment.OwnerId, payment.PaymentId!, cancellationToken));
        // Last: anybody may open pages, and many of them must not keep what was paid waiting.
        await EachAsync<OrderRecord>(
            [Filter.Equal("isOpen", true)],
            order => order.CreatedAt.IsOlderThan(_orderPatience, now),
            order => checkouts.HandleAsync(order.OwnerId, order.SessionId, cancellationToken));
        if (faults.Count > 0) throw new AggregateException(faults);

        async Task LatestAsync(Subscription subscription)
        {
            // The invoice first: once the new period is written, the subscription is not due any more.
            string? latest = (await gateway.FindSubscriptionAsync(subscription.SubscriptionId!, cancellationToken))
                ?.LatestInvoiceId;
            if (latest is not null) await invoices.HandleAsync(subscription.OwnerId, latest, cancellationToken);
            GatewaySubscription? found = await subscriptions.HandleAsync(
                subscription.OwnerId, subscription.SubscriptionId!, cancellationToken);
            if (found?.LatestInvoiceId is { } later && later != latest)
                await invoices.HandleAsync(subscription.OwnerId, later, cancellationToken);
        }

        async Task EachAsync<T>(Filter[] where, Func<T, bool> isDue, Func<T, Task> reconcile)
            where T : class, IDocument
        {
            await foreach (T open in store.AllAsync<T>(new DocumentQuery { Where = where }, cancellationToken))
            {
                if (!isDue(open)) continue;
                try
                {
                    await reconcile(open);
                }
                catch (Exception fault) when (fault is not OperationCanceledException)
                {
                    faults.Add(fault);
                }
            }
        }
    }
}
