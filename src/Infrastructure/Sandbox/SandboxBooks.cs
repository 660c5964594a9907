using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Infrastructure.Sandbox;

/// <summary>
/// Changes customers' objects, several at a time, whole or not at all: a change is written to the customer's document
/// first, then to the objects, then crossed out. Cut off in between it is completed by whoever comes next.
/// </summary>
public sealed class SandboxBooks(IDocumentStore store, IIdFactory ids, TimeProvider time)
{
    /// <summary>Makes a change, alone among the customer's.</summary>
    /// <param name="customerId">Whose objects they are.</param>
    /// <param name="draw">
    /// Draws the change up, and says whether there is one; may run several times. Nothing is written when there is none.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether there was a change; false, too, when there is no such customer.</returns>
    internal async Task<bool> ChangeAsync(
        string customerId, Func<SandboxDraft, Task<bool>> draw, CancellationToken cancellationToken)
    {
        while (true)
        {
            Stored<SandboxCustomer>? customer = await SettleAsync(customerId, cancellationToken);
            if (customer is null) return false;
            SandboxDraft draft = new(store, ids, customer.Value, time.GetUtcNow());
            if (!await draw(draft)) return false;
            SandboxChange change = draft.ToChange();
            Stored<SandboxCustomer>? decided = await store.ReplaceAsync(
                customer.Value with { Changes = change.Number, Pending = change }, customer.ETag, cancellationToken);
            if (decided is null) continue;
            await SettleAsync(customerId, cancellationToken);
            return true;
        }
    }

    /// <summary>Completes the change that is under way, if there is one.</summary>
    /// <returns>The customer without it; null when there is no such customer.</returns>
    internal async Task<Stored<SandboxCustomer>?> SettleAsync(string customerId, CancellationToken cancellationToken)
    {
        while (true)
        {
            Stored<SandboxCustomer>? customer =
                await store.FindAsync<SandboxCustomer>(customerId, customerId, cancellationToken);
            if (customer?.Value.Pending is not { } change) return customer;
            // What others name before those that name it: whoever has read one finds the next.
            foreach (SandboxPayment payment in change.Payments) await PutAsync(payment, cancellationToken);
            foreach (SandboxInvoice invoice in change.Invoices) await PutAsync(invoice, cancellationToken);
            foreach (SandboxSubscription item in change.Subscriptions) await PutAsync(item, cancellationToken);
            foreach (SandboxCheckout checkout in change.Checkouts) await PutAsync(checkout, cancellationToken);
            // Last: an event must not be heard of before what it tells of can be read. One that is there already stays.
            foreach (SandboxEvent news in change.Events) await store.CreateAsync(news, cancellationToken);
            Stored<SandboxCustomer>? settled = await store.ReplaceAsync(
                customer.Value with { Pending = null }, customer.ETag, cancellationToken);
            if (settled is not null) return settled;
        }
    }

    private async Task PutAsync<T>(T written, CancellationToken cancellationToken)
        where T : class, ISandboxObject
    {
        while (true)
        {
            Stored<T>? current = await store.FindAsync<T>(written.Partition, written.Id, cancellationToken);
            if (current?.Value.Revision >= written.Revision) return;
            Stored<T>? put = current is null
                ? await store.CreateAsync(written, cancellationToken)
                : await store.ReplaceAsync(written, current.ETag, cancellationToken);
            if (put is not null) return;
        }
    }
}
