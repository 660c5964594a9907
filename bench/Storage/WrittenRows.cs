using Microsoft.Data.Sqlite;

namespace Understudy.Bench.Storage;

/// <summary>
/// What is written to a SQLite file while this watches it: each row that is inserted or changed, with the bytes of its
/// values. The file is slower meanwhile.
/// </summary>
internal sealed class WrittenRows : IDisposable
{
    private const string Log = "bench_written_rows";

    private readonly SqliteConnection _connection;
    private readonly string[] _tables;

    public WrittenRows(string path)
    {
        _connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false }
                .ToString());
        _connection.Open();
        _tables = [.. Texts("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")];
        string watch = string.Concat(_tables.Select(table => Trigger(table, "INSERT") + Trigger(table, "UPDATE")));
        Run($"BEGIN IMMEDIATE; CREATE TABLE {Log} (bytes INTEGER NOT NULL); {watch} COMMIT;");
    }

    /// <summary>The bytes of every row that was written, in their order.</summary>
    public int[] Sizes()
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = $"SELECT bytes FROM {Log} ORDER BY rowid";
        using SqliteDataReader row = command.ExecuteReader();
        List<int> sizes = [];
        while (row.Read()) sizes.Add(row.GetInt32(0));
        return [.. sizes];
    }

    public void Dispose()
    {
        string triggers = string.Concat(_tables.Select(table =>
            $"DROP TRIGGER {Name(table, "INSERT")}; DROP TRIGGER {Name(table, "UPDATE")}; "));
        Run($"BEGIN IMMEDIATE; {triggers} DROP TABLE {Log}; COMMIT;");
        _connection.Dispose();
    }

    private static string Name(string table, string verb) => $"\"bench {verb} {table}\"";

    private string Trigger(string table, string verb)
    {
        IEnumerable<string> bytes = Texts($"SELECT name FROM pragma_table_info('{table}')").Select(column =>
            $"iif(typeof(new.\"{column}\") IN ('integer', 'real'), 8, coalesce(octet_length(new.\"{column}\"), 0))");
        return $"CREATE TRIGGER {Name(table, verb)} AFTER {verb} ON \"{table}\" "
            + $"BEGIN INSERT INTO {Log} VALUES ({string.Join(" + ", bytes)}); END; ";
    }

    private List<string> Texts(string sql)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader row = command.ExecuteReader();
        List<string> texts = [];
        while (row.Read()) texts.Add(row.GetString(0));
        return texts;
    }

    private void Run(string sql)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
