using Microsoft.Data.Sqlite;
using Microsoft.DurableTask.Client;
using Understudy.LocalRuntime.Durable.Histories;

namespace Understudy.LocalRuntime.Durable.Storage;

/// <summary>A reading connection: what the engine needs of the store to go on, and to answer for an instance.</summary>
internal sealed class StoreReader : IDisposable
{
    private const string InstanceColumns =
        "i.id, i.name, i.status, i.created_at, i.updated_at, i.custom_status, i.output, h.data, i.key";

    private const string InstanceTables =
        "instances i LEFT JOIN history h ON h.instance_key = i.key AND h.sequence = 0";

    private readonly SqliteConnection _connection;
    private readonly Statement _begin;
    private readonly Statement _end;
    private readonly Statement _instance;
    private readonly Statement _history;
    private readonly Statement _inbox;
    private readonly Statement _byId;

    public StoreReader(SqliteConnection connection)
    {
        _connection = connection;
        _begin = new(connection, "BEGIN", 0);
        _end = new(connection, "COMMIT", 0);
        _instance = new(
            connection,
            """
            SELECT id, name, status, custom_status, parent_key, parent_task_id, parent_id, parent_name
            FROM instances WHERE key = $1
            """,
            1);
        _history = new(
            connection,
            "SELECT kind, task_id, name, at, data FROM history WHERE instance_key = $1 ORDER BY sequence",
            1);
        _inbox = new(
            connection, "SELECT id, kind, task_id, name, at, data FROM inbox WHERE instance_key = $1 ORDER BY id", 1);
        _byId = new(connection, $"SELECT {InstanceColumns} FROM {InstanceTables} WHERE i.id = $1", 1);
    }

    /// <summary>Reads an incarnation and its inbox as of one moment; null if it is gone.</summary>
    public (InstanceState State, List<InboxMessage> Inbox)? Load(long key)
    {
        _begin.Run();
        try
        {
            InstanceState? state = ReadState(key);
            return state is null ? null : (state, ReadInbox(key));
        }
        finally
        {
            _end.Run();
        }
    }

    public InstanceRow? Find(string instanceId)
    {
        using SqliteDataReader row = _byId.Read(instanceId);
        return row.Read() ? ReadInstance(row) : null;
    }

    /// <summary>Instances that match, in the order of their making, after the instance of key <paramref name="after"/>.</summary>
    public IReadOnlyList<InstanceRow> List(InstanceFilter filter, long after, int limit)
    {
        using SqliteCommand command = _connection.CreateCommand();
        string conditions = filter.Write(command);
        command.CommandText =
            $"SELECT {InstanceColumns} FROM {InstanceTables} WHERE i.key > $after{conditions} ORDER BY i.key LIMIT $limit";
        command.Parameters.AddWithValue("$after", after);
        command.Parameters.AddWithValue("$limit", limit);
        List<InstanceRow> found = [];
        using SqliteDataReader row = command.ExecuteReader();
        while (row.Read())
            found.Add(ReadInstance(row));
        return found;
    }

    public List<long> KeysWithMail() =>
        All("SELECT DISTINCT instance_key FROM inbox ORDER BY instance_key", row => row.GetInt64(0));

    public List<PendingTask> Tasks() => All(
        """
        SELECT t.instance_key, i.id, t.task_id, t.name, t.input, created.name
        FROM tasks t JOIN instances i ON i.key = t.instance_key
            JOIN history created ON created.instance_key = t.instance_key AND created.sequence = 0
        ORDER BY t.instance_key, t.task_id
        """,
        row => new PendingTask(row.GetInt64(0), row.GetString(1), row.GetInt32(2), row.GetString(3), row.Text(4), row.Text(5)));

    /// <summary>The timers. One was created in the turn whose start stands last before it in the history; one that starts an
    /// instance has no history yet.</summary>
    public List<PendingTimer> Timers() => All(
        $"""
        SELECT t.instance_key, t.task_id, t.fire_at, coalesce(
            (SELECT turn.at FROM history made JOIN history turn
                ON turn.instance_key = made.instance_key AND turn.sequence < made.sequence
                WHERE made.instance_key = t.instance_key AND made.task_id = t.task_id
                AND made.kind = {(int)EventKind.TimerCreated} AND turn.kind = {(int)EventKind.TurnStarted}
                ORDER BY turn.sequence DESC LIMIT 1),
            (SELECT created_at FROM instances WHERE key = t.instance_key))
        FROM timers t
        """,
        row => new PendingTimer(
            new TimerId(row.GetInt64(0), row.GetInt32(1)),
            new DateTime(row.GetInt64(3), DateTimeKind.Utc),
            new DateTime(row.GetInt64(2), DateTimeKind.Utc)));

    public void Dispose()
    {
        foreach (Statement statement in new[] { _begin, _end, _instance, _history, _inbox, _byId })
            statement.Dispose();
        _connection.Dispose();
    }

    private InstanceState? ReadState(long key)
    {
        using SqliteDataReader row = _instance.Read(key);
        if (!row.Read()) return null;
        return new InstanceState
        {
            Key = key,
            Id = row.GetString(0),
            Name = row.GetString(1),
            Status = (OrchestrationRuntimeStatus)row.GetInt32(2),
            CustomStatus = row.Text(3),
            Parent = row.IsDBNull(4)
                ? null
                : new ParentLink(row.GetInt64(4), row.GetInt32(5), row.GetString(6), row.GetString(7)),
            History = ReadHistory(key),
        };
    }

    private List<HistoryEvent> ReadHistory(long key)
    {
        List<HistoryEvent> events = [];
        using SqliteDataReader row = _history.Read(key);
        while (row.Read())
            events.Add(row.Event(0));
        return events;
    }

    private List<InboxMessage> ReadInbox(long key)
    {
        List<InboxMessage> inbox = [];
        using SqliteDataReader row = _inbox.Read(key);
        while (row.Read())
            inbox.Add(new InboxMessage(row.GetInt64(0), row.Event(1)));
        return inbox;
    }

    private static InstanceRow ReadInstance(SqliteDataReader row) => new(
        row.GetInt64(8),
        row.GetString(0),
        row.GetString(1),
        (OrchestrationRuntimeStatus)row.GetInt32(2),
        new DateTime(row.GetInt64(3), DateTimeKind.Utc),
        new DateTime(row.GetInt64(4), DateTimeKind.Utc),
        row.Text(7),
        row.Text(6),
        row.Text(5));

    private List<T> All<T>(string sql, Func<SqliteDataReader, T> read)
    {
        List<T> all = [];
        using Statement statement = new(_connection, sql, 0);
        using SqliteDataReader row = statement.Read();
        while (row.Read())
            all.Add(read(row));
        return all;
    }
}
