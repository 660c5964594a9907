using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Billing;

/// <summary>The list of a person's payments. Clone §9.5.</summary>
public sealed class Payments(IDocumentStore store)
{
    /// <summary>A page of what was, or was to be, paid, newest first. What costs nothing is no payment.</summary>
    public Task<DocumentPage<Payment>> ListAsync(
        string ownerId, Paging paging, CancellationToken cancellationToken) => store.QueryAsync<Payment>(
        new DocumentQuery
        {
            Partition = ownerId,
            Where = [Filter.Between("amount", 1, null)],
            OrderBy = "createdAt",
            Descending = true,
            Offset = paging.Offset,
            Limit = paging.Limit,
            CountTotal = true,
        },
        cancellationToken);

    /// <summary>
    /// Makes a payment nobody's: what the law wants kept stays, under an owner that leads to no one. May be repeated.
    /// </summary>
    internal async Task AnonymiseAsync(Payment payment, CancellationToken cancellationToken)
    {
        while (true)
        {
            // The copy has one possible id, so that a repeat after a crash makes no second one. It is read before what it
            // is made of, so that nobody puts an older state over it.
            Stored<Payment>? copy = await store.FindAsync<Payment>(payment.Id, payment.Id, cancellationToken);
            Stored<Payment>? current = await store.FindAsync<Payment>(payment.OwnerId, payment.Id, cancellationToken);
            if (current is null) return;
            Payment nobodys = current.Value with { OwnerId = payment.Id };
            Stored<Payment>? written = copy is null
                ? await store.CreateAsync(nobodys, cancellationToken)
                : await store.ReplaceAsync(nobodys, copy.ETag, cancellationToken);
            if (written is not null &&
                await store.DeleteAsync<Payment>(payment.OwnerId, payment.Id, current.ETag, cancellationToken))
                return;
        }
    }
}
