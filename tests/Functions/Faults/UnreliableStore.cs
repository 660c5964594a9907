using System.Net;
using Microsoft.Azure.Cosmos;
using Understudy.Domain.Persistence;

namespace Understudy.Functions.Tests.Faults;

/// <summary>A document store whose calls fail by chance, as the one in Cosmos DB does once it has asked often enough.</summary>
internal sealed class UnreliableStore(IDocumentStore inner, Chance chance) : IDocumentStore
{
    private static readonly Func<Exception>[] _faults =
    [
        () => Fault(HttpStatusCode.TooManyRequests),
        () => Fault(HttpStatusCode.ServiceUnavailable),
        () => Fault(HttpStatusCode.RequestTimeout),
    ];

    public Task<Stored<T>?> FindAsync<T>(string partition, string id, CancellationToken cancellationToken = default)
        where T : class, IDocument =>
        chance.CallAsync(() => inner.FindAsync<T>(partition, id, cancellationToken), _faults);

    public Task<Stored<T>?> CreateAsync<T>(T document, CancellationToken cancellationToken = default)
        where T : class, IDocument =>
        chance.CallAsync(() => inner.CreateAsync(document, cancellationToken), _faults);

    public Task<Stored<T>?> ReplaceAsync<T>(T document, string etag, CancellationToken cancellationToken = default)
        where T : class, IDocument =>
        chance.CallAsync(() => inner.ReplaceAsync(document, etag, cancellationToken), _faults);

    public Task<bool> DeleteAsync<T>(
        string partition, string id, string etag, CancellationToken cancellationToken = default)
        where T : class, IDocument =>
        chance.CallAsync(() => inner.DeleteAsync<T>(partition, id, etag, cancellationToken), _faults);

    public Task<DocumentPage<T>> QueryAsync<T>(DocumentQuery query, CancellationToken cancellationToken = default)
        where T : class, IDocument =>
        chance.CallAsync(() => inner.QueryAsync<T>(query, cancellationToken), _faults);

    private static CosmosException Fault(HttpStatusCode status) => new("Cosmos DB did not answer.", status, 0, "", 0);
}
