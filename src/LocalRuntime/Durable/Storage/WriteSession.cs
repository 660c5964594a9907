using Microsoft.Data.Sqlite;
using Microsoft.DurableTask.Client;
using Understudy.LocalRuntime.Durable.Histories;

namespace Understudy.LocalRuntime.Durable.Storage;

/// <summary>The one writing connection, in the words of the domain. Used by the writer's thread alone.</summary>
internal sealed class WriteSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly List<Statement> _statements = [];
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _rollback;
    private readonly Statement _find;
    private readonly Statement _statusOf;
    private readonly Statement _childrenOf;
    private readonly Statement _insertInstance;
    private readonly Statement _updateInstance;
    private readonly Statement _insertHistory;
    private readonly Statement _clearHistory;
    private readonly Statement _insertInbox;
    private readonly Statement _deleteInbox;
    private readonly Statement _clearInbox;
    private readonly Statement _insertTask;
    private readonly Statement _deleteTask;
    private readonly Statement _clearTasks;
    private readonly Statement _insertTimer;
    private readonly Statement _deleteTimer;
    private readonly Statement _clearTimers;
    private readonly Statement _deleteInstance;
    private long _lastMessageId;

    public WriteSession(SqliteConnection connection)
    {
        _connection = connection;
        _begin = Prepare("BEGIN IMMEDIATE", 0);
        _commit = Prepare("COMMIT", 0);
        _rollback = Prepare("ROLLBACK", 0);
        _find = Prepare("SELECT key, status FROM instances WHERE id = $1", 1);
        _statusOf = Prepare("SELECT status FROM instances WHERE key = $1", 1);
        _childrenOf = Prepare("SELECT key FROM instances WHERE parent_key = $1", 1);
        _insertInstance = Prepare(
            """
            INSERT INTO instances (id, name, status, created_at, updated_at, parent_key, parent_task_id, parent_id, parent_name)
            VALUES ($1, $2, $3, $4, $4, $5, $6, $7, $8) RETURNING key
            """,
            8);
        _updateInstance = Prepare(
            """
            UPDATE instances SET status = $2, updated_at = $3, custom_status = $4, output = $5
            WHERE key = $1
            """,
            5);
        _insertHistory = Prepare("INSERT INTO history VALUES ($1, $2, $3, $4, $5, $6, $7)", 7);
        _clearHistory = Prepare("DELETE FROM history WHERE instance_key = $1", 1);
        _insertInbox = Prepare("INSERT INTO inbox VALUES ($1, $2, $3, $4, $5, $6, $7)", 7);
        _deleteInbox = Prepare("DELETE FROM inbox WHERE instance_key = $1 AND id = $2", 2);
        _clearInbox = Prepare("DELETE FROM inbox WHERE instance_key = $1", 1);
        _insertTask = Prepare("INSERT INTO tasks VALUES ($1, $2, $3, $4)", 4);
        _deleteTask = Prepare("DELETE FROM tasks WHERE instance_key = $1 AND task_id = $2", 2);
        _clearTasks = Prepare("DELETE FROM tasks WHERE instance_key = $1", 1);
        _insertTimer = Prepare("INSERT INTO timers VALUES ($1, $2, $3)", 3);
        _deleteTimer = Prepare("DELETE FROM timers WHERE instance_key = $1 AND task_id = $2", 2);
        _clearTimers = Prepare("DELETE FROM timers WHERE instance_key = $1", 1);
        _deleteInstance = Prepare("DELETE FROM instances WHERE key = $1", 1);
        using Statement last = new(connection, "SELECT ifnull(max(id), 0) FROM inbox", 0);
        using SqliteDataReader row = last.Read();
        row.Read();
        _lastMessageId = row.GetInt64(0);
    }

    public void Begin() => _begin.Run();

    public void Commit() => _commit.Run();

    /// <summary>Undoes the transaction, unless SQLite has already done so itself.</summary>
    public void Rollback()
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0) _rollback.Run();
    }

    public (long Key, OrchestrationRuntimeStatus Status)? Find(string instanceId)
    {
        using SqliteDataReader row = _find.Read(instanceId);
        return row.Read() ? (row.GetInt64(0), (OrchestrationRuntimeStatus)row.GetInt32(1)) : null;
    }

    public bool IsActive(long key)
    {
        using SqliteDataReader row = _statusOf.Read(key);
        return row.Read() && !((OrchestrationRuntimeStatus)row.GetInt32(0)).IsEnd();
    }

    public IReadOnlyList<long> ChildrenOf(long key)
    {
        List<long> children = [];
        using SqliteDataReader row = _childrenOf.Read(key);
        while (row.Read())
            children.Add(row.GetInt64(0));
        return children;
    }

    public long Create(
        string id, string name, string? input, DateTime now, ParentLink? parent, string? trace = null)
    {
        long key;
        using (SqliteDataReader row = _insertInstance.Read(
            id, name, (int)OrchestrationRuntimeStatus.Pending, now.Ticks, parent?.Key, parent?.TaskId, parent?.InstanceId, parent?.Name))
        {
            row.Read();
            key = row.GetInt64(0);
        }

        AppendHistory(key, 0, new HistoryEvent.ExecutionCreated(0, input, trace));
        return key;
    }

    public void Update(
        long key, OrchestrationRuntimeStatus status, DateTime now, string? customStatus, string? output) =>
        _updateInstance.Run(key, (int)status, now.Ticks, customStatus, output);

    /// <summary>Removes all that is stored of an incarnation.</summary>
    public void Remove(long key)
    {
        _clearHistory.Run(key);
        _clearInbox.Run(key);
        _clearTasks.Run(key);
        _clearTimers.Run(key);
        _deleteInstance.Run(key);
    }

    public void AppendHistory(long key, int sequence, HistoryEvent item)
    {
        var columns = EventColumns.Of(item);
        _insertHistory.Run(key, sequence, (int)columns.Kind, columns.TaskId, columns.Name, columns.At, columns.Data);
    }

    public void ClearHistory(long key) => _clearHistory.Run(key);

    public InboxMessage Post(long key, HistoryEvent item)
    {
        InboxMessage message = new(++_lastMessageId, item);
        var columns = EventColumns.Of(item);
        _insertInbox.Run(key, message.Id, (int)columns.Kind, columns.TaskId, columns.Name, columns.At, columns.Data);
        return message;
    }

    public void Consume(long key, long messageId) => _deleteInbox.Run(key, messageId);

    public void ClearInbox(long key) => _clearInbox.Run(key);

    public void AddTask(long key, int taskId, string name, string? input) => _insertTask.Run(key, taskId, name, input);

    /// <returns>Whether the task was still awaited.</returns>
    public bool EndTask(long key, int taskId) => _deleteTask.Run(key, taskId) == 1;

    public void AddTimer(long key, int taskId, DateTime fireAt) => _insertTimer.Run(key, taskId, fireAt.Ticks);

    public void EndTimer(long key, int taskId) => _deleteTimer.Run(key, taskId);

    public void ClearTimers(long key) => _clearTimers.Run(key);

    public void Dispose()
    {
        _statements.ForEach(statement => statement.Dispose());
        _connection.Dispose();
    }

    private Statement Prepare(string sql, int parameters)
    {
        Statement statement = new(_connection, sql, parameters);
        _statements.Add(statement);
        return statement;
    }
}
