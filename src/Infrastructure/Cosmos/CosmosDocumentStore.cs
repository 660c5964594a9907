using System.Net;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging;
using Understudy.Domain.Persistence;
using Understudy.Infrastructure.Documents;

namespace Understudy.Infrastructure.Cosmos;

/// <summary>
/// Documents in one container of Cosmos DB. Every write carries an id of its own and what it replaces carries those of the
/// writes before, so that a write whose answer was lost can be asked for again: if it had been done, that is found in the document.
/// A document is deleted by being replaced, too, with what expires soon. It is no <see cref="IDocumentChanges"/>, since other
/// machines write here as well.
/// </summary>
public sealed partial class CosmosDocumentStore : IDocumentStore, IDisposable
{
    // A value that Cosmos DB gives no document.
    private const string Overwritten = "overwritten";
    private readonly CosmosOptions _options;
    private readonly CosmosClient _client;
    private readonly CosmosConnection _connection;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;

    /// <summary>Connects with the first request.</summary>
    public CosmosDocumentStore(CosmosOptions options, TimeProvider clock, ILogger<CosmosDocumentStore> logger)
    {
        _options = options;
        _clock = clock;
        _logger = logger;
        _client = CosmosClients.Create(options);
        _connection = new CosmosConnection(_client.GetContainer(options.Database, options.Container), clock, logger);
    }

    /// <summary>Makes the database and its container on an emulator, if they are not there; elsewhere the deployment does.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken = default)
    {
        if (!_options.IsEmulator) return;
        Database database = await _client.CreateDatabaseIfNotExistsAsync(
            _options.Database, cancellationToken: cancellationToken);
        await database.CreateContainerIfNotExistsAsync(
            CosmosIndexing.Container(_options.Container, _options.MoreOrders), cancellationToken: cancellationToken);
        Log.Made(_logger, _options.Database, _options.Container);
    }

    /// <inheritdoc/>
    public async Task<Stored<T>?> FindAsync<T>(string partition, string id, CancellationToken cancellationToken = default)
        where T : class, IDocument
    {
        CosmosFound? found = await ReadAsync(T.Type, partition, id, cancellationToken);
        return found is not null && found.IsAlive(_clock.GetUtcNow()) ? found.Read<T>() : null;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The id is not what <see cref="IDocument.Id"/> allows.</exception>
    public async Task<Stored<T>?> CreateAsync<T>(T document, CancellationToken cancellationToken = default)
        where T : class, IDocument
    {
        cancellationToken.ThrowIfCancellationRequested();
        DocumentRules.CheckId(document.Id);
        string write = WriteIds.New(_clock.GetUtcNow());
        while (true)
        {
            CosmosETag made = Next(write, [], document.ExpiresAt);
            CosmosAnswer answer = await AskAsync(
                "create", T.Type, document.Partition,
                (key, given) => _connection.Container.CreateItemStreamAsync(
                    CosmosItem.Write(document, made.Writes, _clock.GetUtcNow()), key, cancellationToken: given),
                cancellationToken);
            if (answer.Status == HttpStatusCode.Created) return Stored(document, made with { Value = answer.ETag! });
            if (answer.Status != HttpStatusCode.Conflict) throw Unexpected(answer, "create", T.Type);
            CosmosFound? there = await ReadAsync(T.Type, document.Partition, document.Id, cancellationToken);
            // It expired just now.
            if (there is null) continue;
            if (Landed("create", T.Type, there, write) is { } landed) return Stored(document, landed);
            if (there.IsAlive(_clock.GetUtcNow())) return null;
            // Cosmos DB has not forgotten yet what has expired or was deleted.
            if (await PutAsync("create", document, there.ETag, write, cancellationToken) is { } created) return created;
        }
    }

    /// <inheritdoc/>
    public async Task<Stored<T>?> ReplaceAsync<T>(T document, string etag, CancellationToken cancellationToken = default)
        where T : class, IDocument
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Current(etag) is { } current
            ? await PutAsync("replace", document, current, WriteIds.New(_clock.GetUtcNow()), cancellationToken)
            : null;
    }

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync<T>(
        string partition, string id, string etag, CancellationToken cancellationToken = default)
        where T : class, IDocument
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Current(etag) is not { } current) return false;
        CosmosETag next = Next(WriteIds.New(_clock.GetUtcNow()), current.Writes, null);
        return await SwapAsync(
            "delete", T.Type, partition, id, current, next,
            writes => CosmosItem.WriteDeleted(T.Type, partition, id, writes), cancellationToken) is not null;
    }

    /// <summary>Ends the connections.</summary>
    public void Dispose() => _client.Dispose();

    private static CosmosException Unexpected(CosmosAnswer answer, string operation, DocumentType type) =>
        new($"Cosmos DB answered {answer.Status} to {operation} {type.Name}.", answer.Status, 0, "", 0);

    private static Stored<T> Stored<T>(T document, CosmosETag etag) => new(document, etag.ToString());

    /// <summary>The state that a write will leave.</summary>
    private CosmosETag Next(string write, IReadOnlyList<string> before, DateTimeOffset? expiresAt) =>
        new("", expiresAt ?? DateTimeOffset.MaxValue, WriteIds.After(write, before, _clock.GetUtcNow()));

    /// <summary>
    /// The state that a write left, if it was done: no longer the current one when others have written since.
    /// </summary>
    private CosmosETag? Landed(string operation, DocumentType type, CosmosFound there, string write)
    {
        if (!there.ETag.Writes.Contains(write)) return null;
        Log.HadBeenDone(_logger, operation, type.Name);
        return there.ETag.Writes[0] == write ? there.ETag : there.ETag with { Value = Overwritten };
    }

    /// <summary>What an ETag stands for; null when it stands for nothing, or for what has expired.</summary>
    private CosmosETag? Current(string etag) =>
        CosmosETag.Parse(etag) is { } current && current.ExpiresAt > _clock.GetUtcNow() ? current : null;

    private async Task<CosmosFound?> ReadAsync(
        DocumentType type, string partition, string id, CancellationToken cancellationToken)
    {
        CosmosAnswer answer = await AskAsync(
            "find", type, partition,
            (key, given) => _connection.Container.ReadItemStreamAsync(CosmosItem.IdOf(id), key, cancellationToken: given),
            cancellationToken);
        return answer.Status == HttpStatusCode.NotFound ? null : new CosmosFound(answer.Body);
    }

    /// <returns>Null when what is there is another state than the one that was read.</returns>
    private async Task<Stored<T>?> PutAsync<T>(
        string operation, T document, CosmosETag current, string write, CancellationToken cancellationToken)
        where T : class, IDocument
    {
        CosmosETag? stored = await SwapAsync(
            operation, T.Type, document.Partition, document.Id, current, Next(write, current.Writes, document.ExpiresAt),
            next => CosmosItem.Write(document, next, _clock.GetUtcNow()), cancellationToken);
        return stored is null ? null : Stored(document, stored);
    }

    /// <summary>Replaces an item if it is what was read.</summary>
    /// <returns>What it is then, or null when it was something else or gone.</returns>
    private async Task<CosmosETag?> SwapAsync(
        string operation,
        DocumentType type,
        string partition,
        string id,
        CosmosETag current,
        CosmosETag next,
        Func<IReadOnlyList<string>, Stream> item,
        CancellationToken cancellationToken)
    {
        ItemRequestOptions condition = new() { IfMatchEtag = current.Value };
        CosmosAnswer answer = await AskAsync(
            operation, type, partition,
            (key, given) => _connection.Container.ReplaceItemStreamAsync(
                item(next.Writes), CosmosItem.IdOf(id), key, condition, given),
            cancellationToken);
        switch (answer.Status)
        {
            case HttpStatusCode.OK:
                return next with { Value = answer.ETag! };
            case HttpStatusCode.NotFound:
                return null;
            case HttpStatusCode.PreconditionFailed:
                // Others wrote, or an attempt of this one had been done although its answer did not come.
                CosmosFound? there = await ReadAsync(type, partition, id, cancellationToken);
                return there is null ? null : Landed(operation, type, there, next.Writes[0]);
            default:
                throw Unexpected(answer, operation, type);
        }
    }

    private Task<CosmosAnswer> AskAsync(
        string operation,
        DocumentType type,
        string partition,
        Func<PartitionKey, CancellationToken, Task<ResponseMessage>> ask,
        CancellationToken cancellationToken)
    {
        PartitionKey key = new(CosmosItem.PartitionOf(type, partition));
        return _connection.AskAsync(operation, type.Name, given => ask(key, given), cancellationToken);
    }
}
