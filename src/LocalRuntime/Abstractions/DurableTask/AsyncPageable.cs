namespace Microsoft.DurableTask;

/// <summary>A query result that is fetched page by page as it is enumerated.</summary>
/// <typeparam name="T">The kind of item.</typeparam>
public abstract class AsyncPageable<T> : IAsyncEnumerable<T>
    where T : notnull
{
    /// <summary>The result as pages.</summary>
    /// <param name="continuationToken">Where to go on, from an earlier page; null for the beginning.</param>
    /// <param name="pageSizeHint">Items a page; null for the query's own size.</param>
    public abstract IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null);

    /// <summary>Enumerates every item of every page.</summary>
    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (Page<T> page in AsPages().WithCancellation(cancellationToken))
        {
            foreach (T item in page.Values)
                yield return item;
        }
    }
}

/// <summary>One page of a query result.</summary>
/// <typeparam name="T">The kind of item.</typeparam>
public sealed class Page<T>
    where T : notnull
{
    /// <summary>A page of items.</summary>
    /// <param name="values">The items.</param>
    /// <param name="continuationToken">Where the next page begins; null on the last.</param>
    public Page(IReadOnlyList<T> values, string? continuationToken = null)
    {
        Values = values;
        ContinuationToken = continuationToken;
    }

    /// <summary>The items.</summary>
    public IReadOnlyList<T> Values { get; }

    /// <summary>Where the next page begins; null on the last.</summary>
    public string? ContinuationToken { get; }
}
