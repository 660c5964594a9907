using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Understudy.Bench.Storage;

/// <summary>
/// The baseline of what is kept on SQLite: rows of given sizes, appended to one table by one writer that has them all at
/// hand, many to a commit, with the app's pragmas.
/// </summary>
internal sealed class AppendBaseline : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly sqlite3_stmt _begin;
    private readonly sqlite3_stmt _insert;
    private readonly sqlite3_stmt _commit;
    private byte[] _data = [];

    public AppendBaseline(string folder)
    {
        string path = Path.Combine(folder, "rows.db");
        _connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText =
            """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = NORMAL;
            CREATE TABLE rows (id INTEGER PRIMARY KEY, data BLOB NOT NULL);
            """;
        command.ExecuteNonQuery();
        _begin = Prepare("BEGIN IMMEDIATE");
        _insert = Prepare("INSERT INTO rows (data) VALUES (?1)");
        _commit = Prepare("COMMIT");
    }

    /// <summary>Appends rows, so many to a commit.</summary>
    /// <returns>How long it took.</returns>
    public TimeSpan Append(int[] sizes, int rowsPerCommit)
    {
        if (_data.Length < sizes.Max()) Random.Shared.NextBytes(_data = new byte[sizes.Max()]);
        long begin = Stopwatch.GetTimestamp();
        foreach (int[] batch in sizes.Chunk(rowsPerCommit))
        {
            Run(_begin);
            foreach (int size in batch)
            {
                Check(raw.sqlite3_bind_blob(_insert, 1, _data.AsSpan(0, size)));
                Run(_insert);
            }

            Run(_commit);
        }

        return Stopwatch.GetElapsedTime(begin);
    }

    /// <summary>What so many jobs write, in words.</summary>
    public static string Describe(int[] sizes, int jobs) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(double)sizes.Length / jobs:0.#} rows, {(double)sizes.Sum() / jobs:#,0} bytes");

    public void Dispose()
    {
        _begin.Dispose();
        _insert.Dispose();
        _commit.Dispose();
        _connection.Dispose();
    }

    private sqlite3_stmt Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_connection.Handle!, sql, out sqlite3_stmt statement));
        return statement;
    }

    private void Run(sqlite3_stmt statement)
    {
        int code = raw.sqlite3_step(statement);
        if (code != raw.SQLITE_DONE) Check(code);
        Check(raw.sqlite3_reset(statement));
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _connection.Handle);
}
