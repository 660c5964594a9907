using Understudy.Domain.Persistence;

namespace Understudy.Domain.Billing;

/// <summary>Reading subscriptions, of which a person has one of each product.</summary>
public sealed class Subscriptions(IDocumentStore store, Catalogue catalogue, TimeProvider time)
{
    /// <summary>A person's subscription of a product, or null when they never came to a checkout of one.</summary>
    public async Task<Subscription?> FindAsync(string ownerId, string product, CancellationToken cancellationToken) =>
        (await FindStoredAsync(ownerId, product, cancellationToken))?.Value;

    /// <summary>A person's subscriptions, of all products.</summary>
    public async Task<IReadOnlyList<Subscription>> OfAsync(string ownerId, CancellationToken cancellationToken)
    {
        List<Subscription> all = [];
        await foreach (Subscription found in store.ReadAllAsync<Subscription>(ownerId, cancellationToken))
            all.Add(ToToday(found));
        return all;
    }

    /// <summary>The same, to be written again.</summary>
    internal async Task<Stored<Subscription>?> FindStoredAsync(
        string ownerId, string product, CancellationToken cancellationToken) =>
        await store.FindAsync<Subscription>(ownerId, IdOf(ownerId, product), cancellationToken) is { } found
            ? found with { Value = ToToday(found.Value) }
            : null;

    /// <summary>Makes room for what the gateway will say, before anything can be bought.</summary>
    internal async Task EnsureAsync(string ownerId, string product, CancellationToken cancellationToken)
    {
        string id = IdOf(ownerId, product);
        DateTimeOffset now = time.GetUtcNow();
        await store.FindOrCreateAsync(
            ownerId,
            id,
            () => new Subscription { Id = id, OwnerId = ownerId, Product = product, CreatedAt = now, UpdatedAt = now },
            cancellationToken);
    }

    /// <summary>A subscription in today's form.</summary>
    internal Subscription ToToday(Subscription found) =>
        found.Product.Length > 0 || catalogue.Earlier is not { } earlier ? found : found with
        {
            Product = earlier.Product,
            Sku = found.Earlier is null ? null : earlier.Read(found.Earlier)?.Sku,
            Earlier = null,
        };

    // The product that sold alone goes on in the documents that it has.
    private string IdOf(string ownerId, string product) => product == catalogue.Earlier?.Product ? ownerId : product;
}
