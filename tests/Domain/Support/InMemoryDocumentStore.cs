using System.Globalization;
using System.Text.Json;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Tests.Support;

/// <summary>
/// A document store in memory, complete for its port. It keeps documents as JSON, so that what does not survive
/// serialization does not survive a test, and forgets expired ones by the given time.
/// </summary>
internal sealed class InMemoryDocumentStore(TimeProvider time) : IDocumentStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Type, string Partition, string Id), Row> _rows = [];
    private long _version;

    /// <summary>What may go wrong; nothing does unless it is set.</summary>
    public IFaults? Faults { get; set; }

    /// <summary>Whether operations give way to other tasks, as they do over a network.</summary>
    public bool Interleaves { get; init; }

    /// <summary>Called with every document that was written, in the order of the writes.</summary>
    public Action<object>? Written { get; init; }

    /// <summary>How often each operation was called, by its name.</summary>
    public Dictionary<string, int> Calls { get; } = [];

    /// <summary>All documents that there are, as they are kept.</summary>
    public IEnumerable<(string Type, string Partition, string Id, string Json)> Documents =>
        _rows.Where(row => IsLive(row.Value)).Select(row => (row.Key.Type, row.Key.Partition, row.Key.Id, row.Value.Json));

    /// <summary>Another store with the same documents.</summary>
    public InMemoryDocumentStore Copy(TimeProvider clock)
    {
        InMemoryDocumentStore copy = new(clock) { _version = _version };
        foreach (((string Type, string Partition, string Id) key, Row row) in _rows) copy._rows.Add(key, row);
        return copy;
    }

    public Task<Stored<T>?> FindAsync<T>(string partition, string id, CancellationToken cancellationToken = default)
        where T : class, IDocument =>
        ReadAsync("find", () => Live((T.Type.Name, partition, id)) is { } row ? Read<T>(row) : null, cancellationToken);

    public Task<Stored<T>?> CreateAsync<T>(T document, CancellationToken cancellationToken = default)
        where T : class, IDocument =>
        WriteAsync(
            "create", () => Live(KeyOf(document)) is null ? Write(document) : null, null, cancellationToken);

    public Task<Stored<T>?> ReplaceAsync<T>(T document, string etag, CancellationToken cancellationToken = default)
        where T : class, IDocument =>
        WriteAsync(
            "replace", () => Live(KeyOf(document))?.ETag == etag ? Write(document) : null, null, cancellationToken);

    public Task<bool> DeleteAsync<T>(
        string partition, string id, string etag, CancellationToken cancellationToken = default)
        where T : class, IDocument =>
        WriteAsync(
            "delete",
            () => Live((T.Type.Name, partition, id))?.ETag == etag && _rows.Remove((T.Type.Name, partition, id)),
            false,
            cancellationToken);

    public Task<DocumentPage<T>> QueryAsync<T>(DocumentQuery query, CancellationToken cancellationToken = default)
        where T : class, IDocument =>
        ReadAsync("query", () => Page<T>(query), cancellationToken);

    private DocumentPage<T> Page<T>(DocumentQuery query)
        where T : class, IDocument
    {
        InMemoryQuery compiled = new(T.Type, query);
        (JsonElement Document, Row Row)[] matching =
        [
            .. _rows.Where(row => row.Key.Type == T.Type.Name && IsLive(row.Value))
                .Where(row => query.Partition is null || row.Key.Partition == query.Partition)
                .Select(row => (row.Value.Document, Row: row.Value))
                .Where(row => compiled.Matches(row.Document)),
        ];
        (JsonElement Document, Row Row)[] page =
        [
            .. compiled.Sort(matching, row => row.Document, row => (row.Row.Id, row.Row.Partition))
                .Skip(compiled.Start).Take(query.Limit),
        ];
        int end = compiled.Start + page.Length;
        return new DocumentPage<T>(
            [.. page.Select(row => Read<T>(row.Row))],
            query.CountTotal ? matching.Length : null,
            end < matching.Length ? compiled.ContinueAt(end) : null);
    }

    private async Task<TResult> ReadAsync<TResult>(
        string operation, Func<TResult> call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Interleaves) await Task.Yield();
        Count(operation);
        Faults?.BeforeRead();
        lock (_lock)
        {
            return call();
        }
    }

    private async Task<TResult> WriteAsync<TResult>(
        string operation, Func<TResult> call, TResult conflict, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Interleaves) await Task.Yield();
        Count(operation);
        if (Faults is { } faults && faults.BeforeWrite(operation)) return conflict;
        TResult result;
        lock (_lock)
        {
            result = call();
        }

        return Faults is not null && Faults.AfterWrite(operation) ? conflict : result;
    }

    private void Count(string operation)
    {
        lock (_lock)
        {
            Calls[operation] = Calls.GetValueOrDefault(operation) + 1;
        }
    }

    private static (string Type, string Partition, string Id) KeyOf<T>(T document)
        where T : class, IDocument =>
        document.Id.Length is > 0 and <= 255 && !document.Id.AsSpan().ContainsAny("/\\?#")
            ? (T.Type.Name, document.Partition, document.Id)
            : throw new ArgumentException($"'{document.Id}' is no document id.", nameof(document));

    private Row? Live((string Type, string Partition, string Id) key) =>
        _rows.TryGetValue(key, out Row? row) && IsLive(row) ? row : null;

    private bool IsLive(Row row) => row.ExpiresAt is null || row.ExpiresAt > time.GetUtcNow();

    private Stored<T> Write<T>(T document)
        where T : class, IDocument
    {
        string etag = (++_version).ToString(CultureInfo.InvariantCulture);
        string json = JsonSerializer.Serialize(document, DocumentJson.Options);
        Row row = new(document.Partition, document.Id, json, etag, document.ExpiresAt);
        _rows[KeyOf(document)] = row;
        Written?.Invoke(document);
        return Read<T>(row);
    }

    private static Stored<T> Read<T>(Row row) => new(row.As<T>(), row.ETag);

    // Documents never change, so what was read once can be handed out again.
    private sealed record Row(string Partition, string Id, string Json, string ETag, DateTimeOffset? ExpiresAt)
    {
        private JsonElement? _document;
        private object? _value;

        public JsonElement Document => _document ??= JsonElement.Parse(Json);

        public T As<T>() => (T)(_value ??= JsonSerializer.Deserialize<T>(Json, DocumentJson.Options)!);
    }
}

/// <summary>What goes wrong with a store. Throwing is a crash at that instant.</summary>
internal interface IFaults
{
    /// <summary>Called before a read.</summary>
    void BeforeRead();

    /// <summary>Called before a write; true makes it fail as if somebody else had come between.</summary>
    bool BeforeWrite(string operation);

    /// <summary>
    /// Called after a write took effect; true makes it answer as if it had failed, as when an answer is lost and the
    /// write is sent again.
    /// </summary>
    bool AfterWrite(string operation);
}
