using System.Runtime.CompilerServices;

namespace Understudy.Domain.Persistence;

/// <summary>Reading and erasing all documents of one type in a partition: all that a person has of a kind.</summary>
public static class Partitions
{
    /// <summary>Reads them in the order of their ids, a page at a time.</summary>
    public static async IAsyncEnumerable<T> ReadAllAsync<T>(
        this IDocumentStore store,
        string partition,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where T : class, IDocument
    {
        string? continuation = null;
        do
        {
            DocumentPage<T> page = await store.QueryAsync<T>(
                new DocumentQuery { Partition = partition, Continuation = continuation }, cancellationToken);
            foreach (Stored<T> item in page.Items) yield return item.Value;
            continuation = page.Continuation;
        }
        while (continuation is not null);
    }

    /// <summary>Deletes them all, and those too that are written meanwhile.</summary>
    public static async Task EraseAllAsync<T>(
        this IDocumentStore store, string partition, CancellationToken cancellationToken = default)
        where T : class, IDocument
    {
        while (true)
        {
            DocumentPage<T> page = await store.QueryAsync<T>(
                new DocumentQuery { Partition = partition }, cancellationToken);
            if (page.Items.Count == 0) return;
            foreach (Stored<T> item in page.Items)
                await store.DeleteAsync<T>(partition, item.Value.Id, cancellationToken);
        }
    }
}
