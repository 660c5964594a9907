using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Understudy.Domain.Persistence;
using Understudy.Infrastructure.Documents;
using Understudy.Shared;

namespace Understudy.Infrastructure.Sqlite;

/// <summary>
/// Documents in one SQLite file. Reads are synchronous, on connections of their own, and never wait for the writer;
/// concurrent writes share a commit. Texts are ordered by code points, nulls before everything else; where a query
/// spans partitions, equal ids are ordered by their partitions.
/// </summary>
public sealed partial class SqliteDocumentStore : IDocumentStore, IDocumentChanges, IDisposable
{
    private const int Kind = 0x55530001;
    private const string Loss = "all accounts, models, videos and minutes are lost then";

    // An index that cannot be made now is not tried again with each query.
    private static readonly long _indexAgain = TimeSpan.FromMinutes(1).Ticks;
    private readonly SqliteOptions _options;
    private readonly TimeProvider _clock;
    private readonly Writer _writer;
    private readonly byte[] _tokenKey;
    private readonly ConcurrentBag<Session> _readers = [];
    private readonly ChangeFeed _changes = new();
    private readonly ConcurrentDictionary<string, bool> _indexes = new(StringComparer.Ordinal);
    private volatile bool[] _ready = [];
    private long _indexAt;
    private volatile bool _disposed;

    /// <summary>Opens the file, or creates it.</summary>
    public SqliteDocumentStore(SqliteOptions options, TimeProvider clock)
    {
        _options = options;
        _clock = clock;
        string path = Path.GetFullPath(options.FilePath);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        DatabaseFile.Prepare(path, Kind, Loss);
        _writer = new Writer(options, clock);
        _tokenKey = LoadTokenKey();
    }

    /// <inheritdoc/>
    public Task<Stored<T>?> FindAsync<T>(string partition, string id, CancellationToken cancellationToken = default)
        where T : class, IDocument
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Task.FromResult(Find<T>(partition, id));
        }
        catch (Exception error)
        {
            return Failed<Stored<T>?>(error);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The id is not what <see cref="IDocument.Id"/> allows.</exception>
    public async Task<Stored<T>?> CreateAsync<T>(T document, CancellationToken cancellationToken = default)
        where T : class, IDocument
    {
        DocumentRules.CheckId(document.Id);
        return await PutAsync(document, null, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<Stored<T>?> ReplaceAsync<T>(
        T document, string etag, CancellationToken cancellationToken = default)
        where T : class, IDocument =>
        TryParseETag(etag, out long current) ? await PutAsync(document, current, cancellationToken) : null;

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync<T>(
        string partition, string id, string etag, CancellationToken cancellationToken = default)
        where T : class, IDocument
    {
        DocumentTable table = Ready<T>();
        bool deleted = TryParseETag(etag, out long current) &&
            await _writer.Enqueue(new Write(table, partition, id, cancellationToken) { ETag = current });
        if (deleted) _changes.Tell(partition);
        return deleted;
    }

    /// <inheritdoc/>
    /// <remarks>The file is one process's alone, so there are no other writes than its own.</remarks>
    public IDisposable Watch(string partition, Action changed) => _changes.Add(partition, changed);

    /// <inheritdoc/>
    public Task<DocumentPage<T>> QueryAsync<T>(DocumentQuery query, CancellationToken cancellationToken = default)
        where T : class, IDocument
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Task.FromResult(Query<T>(query, cancellationToken));
        }
        catch (Exception error)
        {
            return Failed<DocumentPage<T>>(error);
        }
    }

    /// <summary>Closes the file. What was acknowledged is in it.</summary>
    public void Dispose()
    {
        _disposed = true;
        while (_readers.TryTake(out Session? reader)) reader.Dispose();
        _writer.Dispose();
    }

    private static Task<T> Failed<T>(Exception error) => error is OperationCanceledException canceled
        ? Task.FromCanceled<T>(canceled.CancellationToken)
        : Task.FromException<T>(error);

    private static string FormatETag(long etag) => etag.ToString("x16", CultureInfo.InvariantCulture);

    private static bool TryParseETag(string text, out long etag) =>
        long.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out etag) &&
        FormatETag(etag) == text;

    private static Stored<T> Read<T>(Statement row) =>
        new(JsonSerializer.Deserialize<T>(row.GetUtf8(1), DocumentJson.Options)!, FormatETag(row.GetInt64(0)));

    private Stored<T>? Find<T>(string partition, string id)
        where T : class, IDocument
    {
        DocumentTable table = DocumentTable.Of<T>.Table;
        Session session = Rent();
        try
        {
            if (!Exists(table, session)) return null;
            Statement statement = session.PrepareFind(table);
            try
            {
                statement.Bind(1, partition);
                statement.Bind(2, id);
                statement.Bind(3, _clock.GetUtcNow().UtcTicks);
                return statement.Step() ? Read<T>(statement) : null;
            }
            finally
            {
                statement.Reset();
            }
        }
        finally
        {
            Return(session);
        }
    }

    private async Task<Stored<T>?> PutAsync<T>(T document, long? current, CancellationToken cancellationToken)
        where T : class, IDocument
    {
        long etag = NewETag();
        Write write = new(Ready<T>(), document.Partition, document.Id, cancellationToken)
        {
            Body = JsonSerializer.SerializeToUtf8Bytes(document, DocumentJson.Options),
            ExpiresAt = document.ExpiresAt,
            NewETag = etag,
            ETag = current,
        };
        if (!await _writer.Enqueue(write)) return null;
        _changes.Tell(document.Partition);
        return new Stored<T>(document, FormatETag(etag));
    }

    private DocumentPage<T> Query<T>(DocumentQuery query, CancellationToken cancellationToken)
        where T : class, IDocument
    {
        DocumentRules.Check(query);
        DocumentTable table = DocumentTable.Of<T>.Table;
        QueryPlan plan = new(table, query, _clock.GetUtcNow().UtcTicks);
        Position? after = query.Continuation is { } token ? Position.Parse(token, _tokenKey, table.Type, query) : null;
        Session reader = Rent();
        try
        {
            if (!Exists(table, reader)) return new DocumentPage<T>([], query.CountTotal ? 0 : null, null);
            plan.UsesIndex = HasIndex(plan);
            // One transaction, so that the page and the total are of one moment.
            reader.RunKept("BEGIN");
            try
            {
                int? total = query.CountTotal ? Count(reader, plan) : null;
                return ReadPage<T>(reader, plan, query, after, cancellationToken) with { Total = total };
            }
            finally
            {
                reader.RunKept("COMMIT");
            }
        }
        finally
        {
            Return(reader);
        }
    }

    private static int Count(Session reader, QueryPlan plan)
    {
        Statement statement = reader.Prepare(plan.CountSql);
        try
        {
            for (int i = 0; i < plan.Parameters.Count; i++) statement.BindValue(i + 1, plan.Parameters[i]);
            statement.Step();
            return (int)statement.GetInt64(0);
        }
        finally
        {
            statement.Reset();
        }
    }

    private DocumentPage<T> ReadPage<T>(
        Session reader, QueryPlan plan, DocumentQuery query, Position? after, CancellationToken cancellationToken)
        where T : class, IDocument
    {
        List<Stored<T>> items = new(Math.Min(query.Limit, 100));
        Position? last = null;
        foreach ((string sql, List<object?> parameters) in plan.Pages(after))
        {
            Statement statement = reader.Prepare(sql);
            try
            {
                for (int i = 0; i < parameters.Count; i++) statement.BindValue(i + 1, parameters[i]);
                statement.Bind(parameters.Count + 1, query.Limit + 1L - items.Count);
                statement.Bind(parameters.Count + 2, query.Offset);
                while (statement.Step())
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (items.Count == query.Limit)
                    {
                        string next = last!.ToToken(_tokenKey, T.Type, query);
                        return new DocumentPage<T>(items, null, next);
                    }
                    items.Add(Read<T>(statement));
                    if (items.Count == query.Limit)
                        last = new Position(statement.GetValue(4), statement.GetText(2), statement.GetText(3));
                }
            }
            finally
            {
                statement.Reset();
            }
        }
        return new DocumentPage<T>(items, null, null);
    }

    private static long NewETag() => Random.Shared.NextInt64(long.MinValue, long.MaxValue);

    private byte[] LoadTokenKey()
    {
        byte[] key = [];
        _writer.Run(session =>
        {
            session.Run("CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID");
            session.Run(
                "INSERT INTO settings VALUES ('token key', " +
                $"'{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))}') ON CONFLICT DO NOTHING");
            using var reader = Session.Open(_options, readOnly: true);
            Statement read = reader.Prepare("SELECT value FROM settings WHERE name = 'token key'");
            read.Step();
            key = Convert.FromHexString(read.GetText(0));
        });
        return key;
    }

    private Session Rent()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _readers.TryTake(out Session? session) ? session : Session.Open(_options, readOnly: true);
    }

    private void Return(Session session)
    {
        _readers.Add(session);
        // Whoever was reading while the store was disposed closes what he used.
        if (_disposed && _readers.TryTake(out Session? left)) left.Dispose();
    }
}
