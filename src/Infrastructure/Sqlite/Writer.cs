using System.Collections.Concurrent;

namespace Understudy.Infrastructure.Sqlite;

/// <summary>
/// The one writer of the file. Whoever comes when it is idle writes at once on his own thread; whoever comes while it
/// writes joins the next transaction, so that many share one commit and nobody waits for company.
/// </summary>
internal sealed class Writer(SqliteOptions options, TimeProvider clock) : IThreadPoolWorkItem, IDisposable
{
    private const int MaxBatch = 256;
    private const int SweepRows = 1000;
    private readonly ConcurrentQueue<Write> _waiting = new();
    private readonly List<Write> _batch = new(MaxBatch);
    private readonly Lock _gate = new();
    private readonly Session _session = Session.Open(options, readOnly: false);
    private long? _swept;
    private bool _busy;
    private bool _disposed;

    /// <summary>Queues a write and sees to it that somebody does it, perhaps the caller.</summary>
    public Task<bool> Enqueue(Write write)
    {
        _waiting.Enqueue(write);
        if (!Interlocked.Exchange(ref _busy, true)) WriteBatch();
        return write.Task;
    }

    /// <summary>Runs something on the writer's connection, outside of any transaction.</summary>
    public void Run(Action<Session> action)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            action(_session);
        }
    }

    void IThreadPoolWorkItem.Execute() => WriteBatch();

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
            _session.Dispose();
        }
    }

    private void WriteBatch()
    {
        lock (_gate)
        {
            while (_batch.Count < MaxBatch && _waiting.TryDequeue(out Write? write)) _batch.Add(write);
            Exception? error = _batch.Count > 0 ? Commit() : null;
            foreach (Write write in _batch) write.Complete(error);
            _batch.Clear();
        }
        Volatile.Write(ref _busy, false);
        // A write that was queued while the flag was still up has found nobody else to do it.
        if (!_waiting.IsEmpty && !Interlocked.Exchange(ref _busy, true))
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private Exception? Commit()
    {
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            // Before the wall clock is read: should the machine sleep between the two, what expired meanwhile is swept next time.
            long began = clock.GetTimestamp();
            long now = clock.GetUtcNow().UtcTicks;
            _session.RunKept("BEGIN IMMEDIATE");
            foreach (Write write in _batch)
            {
                write.Run(_session, now);
                if (_session.IsAutocommit) throw new IOException("SQLite gave up the transaction.", write.Error);
            }
            if (_swept is not { } swept || clock.GetElapsedTime(swept, began) >= options.SweepInterval) Sweep(now, began);
            _session.RunKept("COMMIT");
            return null;
        }
        catch (Exception error)
        {
            return RollBack() is { } another ? new AggregateException(error, another) : error;
        }
    }

    private Exception? RollBack()
    {
        try
        {
            if (!_disposed && !_session.IsAutocommit) _session.RunKept("ROLLBACK");
            return null;
        }
        catch (Exception error)
        {
            // Whoever waits for the batch must hear of it all the same.
            return error;
        }
    }

    private void Sweep(long now, long began)
    {
        bool more = false;
        List<string> tables = [];
        Statement list = _session.Prepare(DocumentTable.ListSql);
        while (list.Step()) tables.Add(DocumentTable.Quote(list.GetText(0)));
        list.Reset();
        foreach (string table in tables)
        {
            Statement sweep = _session.Prepare(
                $"DELETE FROM {table} WHERE rowid IN " +
                $"(SELECT rowid FROM {table} WHERE expires_at <= ?1 LIMIT {SweepRows})");
            sweep.Bind(1, now);
            more |= sweep.Execute() == SweepRows;
        }
        if (!more) _swept = began;
    }
}
