using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Billing;

/// <summary>Reading payments.</summary>
public sealed class Payments(IDocumentStore store, Catalogue catalogue)
{
    /// <summary>
    /// A page of what was, or was to be, paid to a product, newest first. What costs nothing is no payment.
    /// </summary>
    /// <param name="ownerId">Who paid.</param>
    /// <param name="product">The product; null for all of them.</param>
    /// <param name="paging">Which page.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<DocumentPage<Payment>> ListAsync(
        string ownerId, string? product, Paging paging, CancellationToken cancellationToken)
    {
        if (product is not null) await RenewAsync(ownerId, cancellationToken);
        DocumentPage<Payment> page = await store.QueryAsync<Payment>(
            new DocumentQuery
            {
                Partition = ownerId,
                Where = product is null
                    ? [Filter.Between("amount", 1, null)]
                    : [Filter.Equal("product", product), Filter.Between("amount", 1, null)],
                OrderBy = "createdAt",
                Descending = true,
                Offset = paging.Offset,
                Limit = paging.Limit,
                CountTotal = true,
            },
            cancellationToken);
        return page with { Items = [.. page.Items.Select(ToToday)] };
    }

    /// <summary>Finds a payment of a person, or null when there is none of that id.</summary>
    public async Task<Payment?> FindAsync(string ownerId, string id, CancellationToken cancellationToken) =>
        (await FindStoredAsync(ownerId, id, cancellationToken))?.Value;

    /// <summary>Finds a payment whoever's it is, for an administrator; null when there is none of that id.</summary>
    public async Task<Payment?> FindAnybodysAsync(string id, CancellationToken cancellationToken)
    {
        DocumentPage<Payment> found = await store.QueryAsync<Payment>(
            new DocumentQuery { Where = [Filter.Equal("id", id)], Limit = 1 }, cancellationToken);
        return found.Items.Count == 0 ? null : found.Items[0].Value.ToToday(catalogue);
    }

    /// <summary>
    /// Finds an order of which nothing was paid yet, whoever's it is, for an administrator; null when there is none of that id.
    /// </summary>
    public async Task<OrderRecord?> FindAnybodysOrderAsync(string id, CancellationToken cancellationToken)
    {
        DocumentPage<OrderRecord> found = await store.QueryAsync<OrderRecord>(
            new DocumentQuery { Where = [Filter.Equal("id", id)], Limit = 1 }, cancellationToken);
        return found.Items.Count == 0 ? null : found.Items[0].Value.ToToday(catalogue);
    }

    /// <summary>Finds a payment, to be written again.</summary>
    internal async Task<Stored<Payment>?> FindStoredAsync(string ownerId, string id, CancellationToken cancellationToken) =>
        await store.FindAsync<Payment>(ownerId, id, cancellationToken) is { } found ? ToToday(found) : null;

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

    // What names no product would not be found by it.
    private async Task RenewAsync(string ownerId, CancellationToken cancellationToken)
    {
        // One that was written again before its product was known names an empty one.
        foreach (string? none in new[] { null, "" })
        {
            DocumentQuery earlier = new() { Partition = ownerId, Where = [Filter.Equal("product", none)] };
            await foreach (Payment found in store.AllAsync<Payment>(earlier, cancellationToken))
                await store.UpdateAsync<Payment>(
                    ownerId, found.Id, payment => payment.ToToday(catalogue), cancellationToken);
        }
    }

    private Stored<Payment> ToToday(Stored<Payment> found) => found with { Value = found.Value.ToToday(catalogue) };
}
