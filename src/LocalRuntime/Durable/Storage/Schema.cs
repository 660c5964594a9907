using Microsoft.Data.Sqlite;
using Understudy.Shared;

namespace Understudy.LocalRuntime.Durable.Storage;

/// <summary>The store's tables, and how connections to it are set up.</summary>
internal static class Schema
{
    private const int Version = 1;
    private const int Kind = 0x55530003;
    private const string Loss = "orchestrations that were under way are lost then";

    // Small rows that change (instances) stand apart from rows that never do (history). tasks and timers hold what is
    // under way; inbox what has happened to an instance and awaits its next turn.
    private const string Tables =
        """
        CREATE TABLE instances (
            key INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            status INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            parent_key INTEGER,
            parent_task_id INTEGER,
            parent_id TEXT,
            parent_name TEXT,
            custom_status TEXT,
            output TEXT);
        CREATE INDEX instances_by_parent ON instances (parent_key) WHERE parent_key IS NOT NULL;
        CREATE INDEX instances_by_creation ON instances (created_at);
        CREATE TABLE history (
            instance_key INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            task_id INTEGER,
            name TEXT,
            at INTEGER,
            data TEXT,
            PRIMARY KEY (instance_key, sequence)) WITHOUT ROWID;
        CREATE TABLE inbox (
            instance_key INTEGER NOT NULL,
            id INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            task_id INTEGER,
            name TEXT,
            at INTEGER,
            data TEXT,
            PRIMARY KEY (instance_key, id)) WITHOUT ROWID;
        CREATE TABLE tasks (
            instance_key INTEGER NOT NULL,
            task_id INTEGER NOT NULL,
            name TEXT NOT NULL,
            input TEXT,
            PRIMARY KEY (instance_key, task_id)) WITHOUT ROWID;
        CREATE TABLE timers (
            instance_key INTEGER NOT NULL,
            task_id INTEGER NOT NULL,
            fire_at INTEGER NOT NULL,
            PRIMARY KEY (instance_key, task_id)) WITHOUT ROWID;
        """;

    public static SqliteConnection OpenWriter(string path, bool survivesPowerLoss)
    {
        DatabaseFile.Prepare(path, Kind, Loss);
        SqliteConnection connection = Open(path, SqliteOpenMode.ReadWrite);
        Execute(connection, "PRAGMA journal_mode = WAL");
        Execute(connection, survivesPowerLoss ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
        Execute(connection, "PRAGMA cache_size = -32000");
        switch (ReadVersion(connection))
        {
            case 0:
                Execute(connection, $"BEGIN IMMEDIATE; {Tables} PRAGMA user_version = {Version}; COMMIT;");
                break;
            case Version:
                break;
            case var other:
                throw new InvalidDataException($"{path} is a durable store of version {other}; this is version {Version}.");
        }

        return connection;
    }

    public static SqliteConnection OpenReader(string path) => Open(path, SqliteOpenMode.ReadOnly);

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        SqliteConnection connection = new(
            new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static long ReadVersion(SqliteConnection connection)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return (long)command.ExecuteScalar()!;
    }
}
