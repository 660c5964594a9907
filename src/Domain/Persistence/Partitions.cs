namespace Understudy.Domain.Persistence;

/// <summary>Reading and erasing all documents of one type in a partition: all that a person has of a kind.</summary>
public static class Partitions
{
    /// <summary>Reads them in the order of their ids, a page at a time.</summary>
    public static IAsyncEnumerable<T> ReadAllAsync<T>(
        this IDocumentStore store, string partition, CancellationToken cancellationToken = default)
        where T : class, IDocument => store.AllAsync<T>(new DocumentQuery { Partition = partition }, cancellationToken);

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
