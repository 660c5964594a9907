using Microsoft.Data.Sqlite;
using Understudy.Domain.Persistence;

namespace Understudy.Infrastructure.Sqlite;

// Which tables and indexes are there, and making them.
public sealed partial class SqliteDocumentStore
{
    /// <summary>The table of <typeparamref name="T"/>, which now exists: what writes needs it.</summary>
    private DocumentTable Ready<T>()
        where T : class, IDocument
    {
        DocumentTable table = DocumentTable.Of<T>.Table;
        if (!IsReady(table))
        {
            _writer.Run(session =>
            {
                foreach (string sql in table.Schema) session.Run(sql);
            });
            Remember(table);
        }
        return table;
    }

    /// <summary>Whether there is anything to read: reading makes no table, for which there may be no room.</summary>
    private bool Exists(DocumentTable table, Session reader)
    {
        if (IsReady(table)) return true;
        Statement find = reader.Prepare(DocumentTable.ExistsSql);
        try
        {
            find.Bind(1, table.Name);
            if (!find.Step()) return false;
        }
        finally
        {
            find.Reset();
        }
        Remember(table);
        return true;
    }

    private bool IsReady(DocumentTable table)
    {
        bool[] ready = _ready;
        return table.Slot < ready.Length && ready[table.Slot];
    }

    private void Remember(DocumentTable table)
    {
        lock (_indexes)
        {
            bool[] ready = new bool[Math.Max(_ready.Length, table.Slot + 1)];
            _ready.CopyTo(ready, 0);
            ready[table.Slot] = true;
            _ready = ready;
        }
    }

    /// <summary>Whether a query can walk along its index, made now if there is room; without it, it only takes longer.</summary>
    private bool HasIndex(QueryPlan plan)
    {
        if (_indexes.ContainsKey(plan.IndexName)) return true;
        long now = _clock.GetUtcNow().UtcTicks;
        if (Math.Abs(now - Volatile.Read(ref _indexAt)) < _indexAgain) return false;
        try
        {
            _writer.Run(session => session.Run(plan.IndexSql));
            _indexes[plan.IndexName] = true;
            return true;
        }
        catch (SqliteException)
        {
            // There is no room, or another process is writing.
            Volatile.Write(ref _indexAt, now);
            return false;
        }
    }
}
