using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Understudy.Shared;

namespace Understudy.LocalRuntime.State;

/// <summary>
/// The triggers' state: one SQLite file, one connection, one host. A data folder belongs to the process that holds its
/// lock file, and the operating system gives the lock back however the process ends.
/// </summary>
internal sealed class StateDatabase : IDisposable
{
    private const int Kind = 0x55530002;
    private const string Loss = "timers then forget when they last ran, and messages that waited in queues are lost";

    private readonly Lock _gate = new();
    private readonly FileStream _ownership;
    private readonly SqliteConnection _connection;

    public StateDatabase(IOptions<LocalRuntimeOptions> options, IHostEnvironment environment)
    {
        string folder = options.Value.DataFolderIn(environment);
        _ownership = LockFile.Take(folder, "host.lock");
        string file = Path.Combine(folder, "host.db");
        DatabaseFile.Prepare(file, Kind, Loss);
        _connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        _connection.Open();
        Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    }

    /// <summary>Runs a statement.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        lock (_gate)
        {
            using SqliteCommand command = Command(sql, parameters);
            return command.ExecuteNonQuery();
        }
    }

    /// <summary>Runs a query.</summary>
    public List<T> Query<T>(
        string sql, Func<SqliteDataReader, T> row, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        lock (_gate)
        {
            using SqliteCommand command = Command(sql, parameters);
            using SqliteDataReader reader = command.ExecuteReader();
            List<T> rows = [];
            while (reader.Read())
                rows.Add(row(reader));
            return rows;
        }
    }

    /// <summary>Runs statements that take effect together or not at all.</summary>
    public void InTransaction(Action work)
    {
        lock (_gate)
        {
            using SqliteTransaction transaction = _connection.BeginTransaction();
            work();
            transaction.Commit();
        }
    }

    public void Dispose()
    {
        lock (_gate)
            _connection.Dispose();
        _ownership.Dispose();
    }

    private SqliteCommand Command(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach ((string name, object? value) in parameters)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }
}
