using System.Collections.Concurrent;
using Understudy.Domain.Accounts;
using Understudy.Domain.Billing;
using Understudy.Domain.Persistence;
using Understudy.Infrastructure.Cosmos;

namespace Understudy.Functions.Tests.Support;

/// <summary>
/// Sees to it that the app asks its store only for what Cosmos DB answers, and at a price that does not grow with the number of
/// people: a request asks one partition at a time, and nothing is ordered by a field without an index for it. It counts, too.
/// </summary>
public sealed class StoreUse(IDocumentStore inner) : IDocumentStore, IDocumentChanges, IDisposable
{
    private static readonly AsyncLocal<Request?> _request = new();
    private static readonly ConcurrentQueue<Request> _requests = new();

    /// <summary>What each request of a function did since the tests began, e.g. <c>find job</c>.</summary>
    public static IEnumerable<IReadOnlyCollection<string>> Of(string function) =>
        _requests.Where(request => request.Function == function).Select(request => request.Uses);

    /// <summary>Says that what follows belongs to a request of that function; null when it belongs to none.</summary>
    public static void Begin(string? function)
    {
        _request.Value = function is null ? null : new Request(function, new());
        if (_request.Value is { } request) _requests.Enqueue(request);
    }

    public Task<Stored<T>?> FindAsync<T>(string partition, string id, CancellationToken cancellationToken = default)
        where T : class, IDocument
    {
        Note<T>("find");
        return inner.FindAsync<T>(partition, id, cancellationToken);
    }

    public Task<Stored<T>?> CreateAsync<T>(T document, CancellationToken cancellationToken = default)
        where T : class, IDocument
    {
        Note<T>("create");
        return inner.CreateAsync(document, cancellationToken);
    }

    public Task<Stored<T>?> ReplaceAsync<T>(T document, string etag, CancellationToken cancellationToken = default)
        where T : class, IDocument
    {
        Note<T>("replace");
        return inner.ReplaceAsync(document, etag, cancellationToken);
    }

    public Task<bool> DeleteAsync<T>(
        string partition, string id, string etag, CancellationToken cancellationToken = default)
        where T : class, IDocument
    {
        Note<T>("delete");
        return inner.DeleteAsync<T>(partition, id, etag, cancellationToken);
    }

    public Task<DocumentPage<T>> QueryAsync<T>(DocumentQuery query, CancellationToken cancellationToken = default)
        where T : class, IDocument
    {
        Note<T>(query.CountTotal ? "query and count" : "query");
        if (_request.Value is { } request && query.Partition is null && !MayAskEverywhere<T>(query))
            throw new InvalidOperationException($"{request.Function} asks every partition for {T.Type.Name}.");
        if (query.OrderBy is { } order && !CosmosIndexing.Orders.Contains(order) &&
            !query.Where.Any(filter => filter is Filter.EqualTo && filter.Field == order))
            throw new InvalidOperationException($"{T.Type.Name} is ordered by '{order}', for which indexing.json has no index.");
        return inner.QueryAsync<T>(query, cancellationToken);
    }

    public IDisposable Watch(string partition, Action changed) => ((IDocumentChanges)inner).Watch(partition, changed);

    public void Dispose() => (inner as IDisposable)?.Dispose();

    /// <summary>
    /// The sandbox plays a payment gateway, which has a store of its own elsewhere. A person's claims, which are a few, are looked
    /// for when the account is deleted, restored or joined with another way to sign in: seldom, and by an index.
    /// </summary>
    private static bool MayAskEverywhere<T>(DocumentQuery query)
        where T : class, IDocument =>
        T.Type.Name.StartsWith("sandbox", StringComparison.Ordinal) ||
        (typeof(T) == typeof(Claim) && query.Where is [Filter.EqualTo { Field: "userId" }]) ||
        // An administrator gives back a payment whose owner nobody knows: seldom, and by an index.
        ((typeof(T) == typeof(Payment) || typeof(T) == typeof(OrderRecord)) &&
            query.Where is [Filter.EqualTo { Field: "id" }]);

    private static void Note<T>(string operation)
        where T : class, IDocument => _request.Value?.Uses.Enqueue($"{operation} {T.Type.Name}");

    private sealed record Request(string Function, ConcurrentQueue<string> Uses);
}
