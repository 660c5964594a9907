using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Understudy.Infrastructure.Sqlite;

/// <summary>A connection with the statements that were prepared on it. One thread at a time.</summary>
internal sealed class Session : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);
    private Statement?[] _finds = [];

    private Session(SqliteConnection connection) => _connection = connection;

    /// <summary>Whether SQLite is outside of any transaction.</summary>
    public bool IsAutocommit => raw.sqlite3_get_autocommit(_connection.Handle!) != 0;

    public static Session Open(SqliteOptions options, bool readOnly)
    {
        SqliteConnectionStringBuilder settings = new() { DataSource = options.FilePath, Pooling = false };
        SqliteConnection connection = new(settings.ToString());
        Session session = new(connection);
        try
        {
            connection.Open();
            session.Run($"PRAGMA busy_timeout = {(long)options.BusyTimeout.TotalMilliseconds}");
            if (readOnly)
            {
                session.Run("PRAGMA query_only = 1");
                // Sorting needs no room on the disk, which may be full.
                session.Run("PRAGMA temp_store = MEMORY");
                return session;
            }
            session.Run("PRAGMA journal_mode = WAL");
            session.Run($"PRAGMA synchronous = {(options.SurvivesPowerLoss ? "FULL" : "NORMAL")}");
            session.Run("PRAGMA journal_size_limit = 67108864");
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>The kept statement for a text of SQL.</summary>
    public Statement Prepare(string sql)
    {
        if (!_statements.TryGetValue(sql, out Statement? statement))
            _statements.Add(sql, statement = new Statement(_connection.Handle!, sql));
        return statement;
    }

    /// <summary>The kept statement that reads one document of a table.</summary>
    public Statement PrepareFind(DocumentTable table)
    {
        if (table.Slot >= _finds.Length) Array.Resize(ref _finds, table.Slot + 8);
        return _finds[table.Slot] ??= Prepare(table.FindSql);
    }

    /// <summary>Runs a statement once, without keeping it.</summary>
    public void Run(string sql)
    {
        using Statement statement = new(_connection.Handle!, sql);
        statement.Execute();
    }

    /// <summary>Runs an often repeated statement that takes no parameters.</summary>
    public void RunKept(string sql) => Prepare(sql).Execute();

    public void Dispose()
    {
        foreach (Statement statement in _statements.Values) statement.Dispose();
        _connection.Dispose();
    }
}
