namespace Understudy.Domain.Persistence;

/// <summary>
/// Where aggregates are kept: no more than Cosmos DB and SQLite both do exactly. One aggregate is one document is one
/// compare-and-swap; what spans aggregates is a step of an orchestration. A document past its
/// <see cref="IDocument.ExpiresAt"/> is as good as gone for every operation.
/// </summary>
public interface IDocumentStore
{
    /// <summary>Reads one document.</summary>
    /// <returns>The document, or null when there is none.</returns>
    Task<Stored<T>?> FindAsync<T>(string partition, string id, CancellationToken cancellationToken = default)
        where T : class, IDocument;

    /// <summary>Creates a document.</summary>
    /// <returns>What was stored, or null when the id is taken within its partition and type.</returns>
    Task<Stored<T>?> CreateAsync<T>(T document, CancellationToken cancellationToken = default)
        where T : class, IDocument;

    /// <summary>Replaces a document if nobody has changed it since it was read.</summary>
    /// <param name="document">The new value; id and partition say which document.</param>
    /// <param name="etag">The ETag of the value that was read.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>What was stored, or null when the ETag is no longer current or the document is gone.</returns>
    Task<Stored<T>?> ReplaceAsync<T>(T document, string etag, CancellationToken cancellationToken = default)
        where T : class, IDocument;

    /// <summary>Deletes a document if nobody has changed it since it was read.</summary>
    /// <returns>False when the ETag is no longer current or the document is gone.</returns>
    Task<bool> DeleteAsync<T>(string partition, string id, string etag, CancellationToken cancellationToken = default)
        where T : class, IDocument;

    /// <summary>Reads a page of documents of one type.</summary>
    /// <exception cref="ArgumentException">
    /// The query names a field that the type does not declare, a limit outside 1–1000 or a negative offset, or a
    /// continuation that this store did not issue for the same query.
    /// </exception>
    Task<DocumentPage<T>> QueryAsync<T>(DocumentQuery query, CancellationToken cancellationToken = default)
        where T : class, IDocument;
}

/// <summary>A document as it is stored.</summary>
/// <param name="Value">The aggregate.</param>
/// <param name="ETag">Changes with every write; opaque.</param>
public sealed record Stored<T>(T Value, string ETag);
