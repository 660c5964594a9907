using System.Runtime.CompilerServices;
using Understudy.Domain.Accounts;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Billing.Reconciling;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Billing;

/// <summary>
/// What billing keeps about people: the subscription, the payments and the orders. Payments outlive an account, as the
/// law wants it, but not as anybody's.
/// </summary>
public sealed class BillingData(
    IDocumentStore store,
    IPaymentGateway gateway,
    ReconcileCheckoutHandler checkouts,
    Customers customers,
    Payments payments) : IPersonalData
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<PersonalItem> CollectAsync(
        string ownerId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await store.FindAsync<Subscription>(ownerId, ownerId, cancellationToken) is { } subscription)
            yield return new PersonalItem.Data("billing/subscription.json", subscription.Value);
        await foreach (Payment payment in store.ReadAllAsync<Payment>(ownerId, cancellationToken))
            yield return new PersonalItem.Data($"billing/payments/{payment.Id}.json", payment);
        await foreach (OrderRecord order in store.ReadAllAsync<OrderRecord>(ownerId, cancellationToken))
            yield return new PersonalItem.Data($"billing/orders/{order.Id}.json", order);
    }

    /// <inheritdoc/>
    public async Task EraseAsync(string ownerId, CancellationToken cancellationToken)
    {
        // What was paid just now is to be known, so that it ends and its payment is kept; nothing tells of it afterwards.
        await checkouts.HandleOpenAsync(ownerId, cancellationToken);
        // Events that come from now on find nobody. The subscription, which names the customer, goes last.
        Subscription? subscription =
            (await store.FindAsync<Subscription>(ownerId, ownerId, cancellationToken))?.Value;
        if (subscription is not null)
        {
            if (subscription.SubscriptionId is { } subscriptionId)
                await gateway.EndSubscriptionAsync(subscriptionId, cancellationToken);
            // One that came before it was deleted at the gateway, which is why there is another.
            await gateway.DeleteCustomerAsync(subscription.CustomerId, cancellationToken);
            await customers.EraseAsync(subscription.CustomerId, cancellationToken);
        }
        await EachAsync<Payment>(ownerId, payment => payments.AnonymiseAsync(payment, cancellationToken), cancellationToken);
        await EachAsync<OrderRecord>(
            ownerId, order => store.DeleteAsync<OrderRecord>(ownerId, order.Id, cancellationToken), cancellationToken);
        await store.DeleteAsync<Subscription>(ownerId, ownerId, cancellationToken);
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
