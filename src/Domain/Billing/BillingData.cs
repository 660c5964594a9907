using System.Runtime.CompilerServices;
using Understudy.Domain.Accounts;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Billing.Reconciling;
using Understudy.Domain.Billing.Refunds;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Billing;

/// <summary>
/// What billing keeps about people: the customer, the subscriptions, the payments with their refunds, and the orders. Payments outlive an account, as the
/// law wants it, but not as anybody's.
/// </summary>
public sealed class BillingData(
    IDocumentStore store,
    IPaymentGateway gateway,
    ReconcileCheckoutHandler checkouts,
    Customers customers,
    Subscriptions subscriptions,
    Payments payments) : IPersonalData
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<PersonalItem> CollectAsync(
        string ownerId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (Subscription subscription in await subscriptions.OfAsync(ownerId, cancellationToken))
        {
            string name = subscription.Id == ownerId ? "subscription" : $"subscription.{subscription.Product}";
            yield return new PersonalItem.Data($"billing/{name}.json", subscription);
        }
        if (await customers.FindAsync(ownerId, cancellationToken) is { } customer)
            yield return new PersonalItem.Data("billing/customer.json", customer);
        await foreach (Payment payment in store.ReadAllAsync<Payment>(ownerId, cancellationToken))
        {
            yield return new PersonalItem.Data($"billing/payments/{payment.Id}.json", payment);
            await foreach (RefundRecord refund in store.ReadAllAsync<RefundRecord>(payment.Id, cancellationToken))
                yield return new PersonalItem.Data(
                    $"billing/refunds/{payment.Id}.{refund.Id}.json", refund with { AdminId = "" });
        }
        await foreach (OrderRecord order in store.ReadAllAsync<OrderRecord>(ownerId, cancellationToken))
            yield return new PersonalItem.Data($"billing/orders/{order.Id}.json", order);
    }

    /// <inheritdoc/>
    public async Task EraseAsync(string ownerId, CancellationToken cancellationToken)
    {
        // What was paid just now is to be known, so that it ends and its payment is kept; nothing tells of it afterwards.
        await checkouts.HandleOpenAsync(ownerId, cancellationToken);
        foreach (Subscription subscription in await subscriptions.OfAsync(ownerId, cancellationToken))
            if (subscription.SubscriptionId is { } subscriptionId)
                await gateway.EndSubscriptionAsync(subscriptionId, cancellationToken);
        if (await customers.FindAsync(ownerId, cancellationToken) is { } customer)
        {
            // One that came before it was deleted at the gateway, which is why there is another. Events that come from now
            // on find nobody.
            await gateway.DeleteCustomerAsync(customer.CustomerId, cancellationToken);
            await customers.EraseAsync(customer.CustomerId, cancellationToken);
        }
        await EachAsync<Payment>(ownerId, payment => payments.AnonymiseAsync(payment, cancellationToken), cancellationToken);
        await EachAsync<OrderRecord>(
            ownerId, order => store.DeleteAsync<OrderRecord>(ownerId, order.Id, cancellationToken), cancellationToken);
        await store.EraseAllAsync<Subscription>(ownerId, cancellationToken);
        // Last, for it leads to the gateway.
        await store.DeleteAsync<Customer>(ownerId, ownerId, cancellationToken);
    }

    // What is done with goes, so the first page is always of what is left.
    private async Task EachAsync<T>(string ownerId, Func<T, Task> remove, CancellationToken cancellationToken)
        where T : class, IDocument
    {
        while (true)
        {
            DocumentPage<T> page = await store.QueryAsync<T>(
                new DocumentQuery { Partition = ownerId }, cancellationToken);
            if (page.Items.Count == 0) return;
            foreach (Stored<T> item in page.Items) await remove(item.Value);
        }
    }
}
