using System.Runtime.CompilerServices;

namespace Understudy.Domain.Persistence;

/// <summary>What every user of a document store would write again.</summary>
public static class DocumentStoreExtensions
{
    /// <summary>
    /// Reads, changes and writes a document until nobody came between. <paramref name="change"/> may run several
    /// times; returning null, or the same instance, leaves the document as it is.
    /// </summary>
    /// <returns>The document as it is afterwards, or null when there is none.</returns>
    public static async Task<T?> UpdateAsync<T>(
        this IDocumentStore store,
        string partition,
        string id,
        Func<T, T?> change,
        CancellationToken cancellationToken = default)
        where T : class, IDocument
    {
        while (true)
        {
            Stored<T>? current = await store.FindAsync<T>(partition, id, cancellationToken);
            if (current is null) return null;
            T? changed = change(current.Value);
            if (changed is null || ReferenceEquals(changed, current.Value)) return current.Value;
            Stored<T>? stored = await store.ReplaceAsync(changed, current.ETag, cancellationToken);
            if (stored is not null) return stored.Value;
        }
    }

    /// <summary>Reads a document, or creates it when there is none yet.</summary>
    public static async Task<Stored<T>> FindOrCreateAsync<T>(
        this IDocumentStore store,
        string partition,
        string id,
        Func<T> create,
        CancellationToken cancellationToken = default)
        where T : class, IDocument
    {
        while (true)
        {
            Stored<T>? current = await store.FindAsync<T>(partition, id, cancellationToken)
                ?? await store.CreateAsync(create(), cancellationToken);
            if (current is not null) return current;
        }
    }

    /// <summary>
    /// Reads all documents of a query, page after page. A document that changes or goes meanwhile may be missed, or come
    /// twice.
    /// </summary>
    public static async IAsyncEnumerable<T> AllAsync<T>(
        this IDocumentStore store,
        DocumentQuery query,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where T : class, IDocument
    {
        string? continuation = null;
        do
        {
            DocumentPage<T> page = await store.QueryAsync<T>(
                query with { Continuation = continuation }, cancellationToken);
            foreach (Stored<T> item in page.Items) yield return item.Value;
            continuation = page.Continuation;
        }
        while (continuation is not null);
    }

    /// <summary>Deletes a document whatever its state.</summary>
    /// <returns>False when there was none.</returns>
    public static async Task<bool> DeleteAsync<T>(
        this IDocumentStore store, string partition, string id, CancellationToken cancellationToken = default)
        where T : class, IDocument
    {
        while (true)
        {
            Stored<T>? current = await store.FindAsync<T>(partition, id, cancellationToken);
            if (current is null) return false;
            if (await store.DeleteAsync<T>(partition, id, current.ETag, cancellationToken)) return true;
        }
    }
}
