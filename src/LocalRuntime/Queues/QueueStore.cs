using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Understudy.LocalRuntime.Hosting;
using Understudy.LocalRuntime.State;

namespace Understudy.LocalRuntime.Queues;

/// <summary>
/// The queues. A received message is locked until it is completed or given back; locks do not expire, because the
/// only process that can hold them is this one, and a new process frees what the last one left.
/// </summary>
internal sealed class QueueStore
{
    private readonly ConcurrentDictionary<string, Alarm> _alarms = new(StringComparer.OrdinalIgnoreCase);
    private readonly StateDatabase _database;
    private readonly TimeProvider _time;

    public QueueStore(StateDatabase database, TimeProvider time, HostJson hostJson)
    {
        _database = database;
        _time = time;
        database.Execute("""
            CREATE TABLE IF NOT EXISTS messages (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                queue TEXT NOT NULL COLLATE NOCASE,
                message_id TEXT NOT NULL,
                body TEXT NOT NULL,
                enqueued_at INTEGER NOT NULL,
                visible_at INTEGER NOT NULL,
                locked INTEGER NOT NULL DEFAULT 0,
                delivery_count INTEGER NOT NULL DEFAULT 0);
            CREATE INDEX IF NOT EXISTS messages_by_visibility ON messages (queue, locked, visible_at, id);
            CREATE TABLE IF NOT EXISTS dead_letters (
                id INTEGER PRIMARY KEY,
                queue TEXT NOT NULL COLLATE NOCASE,
                message_id TEXT NOT NULL,
                body TEXT NOT NULL,
                enqueued_at INTEGER NOT NULL,
                delivery_count INTEGER NOT NULL,
                dead_lettered_at INTEGER NOT NULL,
                reason TEXT NOT NULL)
            """);
        foreach (QueueMessage message in database.Query("SELECT * FROM messages WHERE locked = 1", Read))
            GiveBack(message, "The host died while it handled the message.", hostJson.MaxDeliveryCount);
    }

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Stores messages, all or none.</summary>
    public void Send(IReadOnlyList<OutgoingMessage> messages)
    {
        _database.InTransaction(() =>
        {
            foreach (OutgoingMessage message in messages)
                _database.Execute("""
                    INSERT INTO messages (queue, message_id, body, enqueued_at, visible_at)
                    VALUES ($queue, $messageId, $body, $now, $now)
                    """,
                    ("$queue", message.Queue),
                    ("$messageId", Guid.CreateVersion7(_time.GetUtcNow()).ToString("N")),
                    ("$body", message.Body),
                    ("$now", Now));
        });
        foreach (OutgoingMessage message in messages)
            AlarmOf(message.Queue).Ring();
    }

    /// <summary>Locks the next message and returns it; null if none is visible. Only one that came back has to wait, and not
    /// for longer than a back-off: if it seems to, the clock was put back.</summary>
    public QueueMessage? Receive(string queue) => _database.Query("""
        UPDATE messages SET locked = 1, delivery_count = delivery_count + 1
        WHERE id = (
            SELECT id FROM messages WHERE queue = $queue AND locked = 0
                AND (visible_at <= $now OR visible_at > $latest OR delivery_count = 0)
            ORDER BY visible_at, id LIMIT 1)
        RETURNING *
        """,
        Read,
        ("$queue", queue),
        ("$now", Now),
        ("$latest", Now + (long)BackOff.Longest.TotalMilliseconds)).SingleOrDefault();

    /// <summary>How long until the next message becomes visible; null if there is none.</summary>
    public TimeSpan? UntilNext(string queue) => _database.Query(
            "SELECT min(visible_at) FROM messages WHERE queue = $queue AND locked = 0",
            static row => row.IsDBNull(0) ? (long?)null : row.GetInt64(0),
            ("$queue", queue))
        .Single() is { } visibleAt
        ? TimeSpan.FromMilliseconds(visibleAt - Now)
        : null;

    /// <summary>Rings when a message is sent to the queue.</summary>
    public Alarm AlarmOf(string queue) => _alarms.GetOrAdd(queue, static (_, time) => new Alarm(time), _time);

    /// <summary>Removes a message that was handled.</summary>
    public void Complete(QueueMessage message) =>
        _database.Execute("DELETE FROM messages WHERE id = $id", ("$id", message.Id));

    /// <summary>Makes a message visible again after a back-off, or dead-letters it if it was delivered often enough.
    /// </summary>
    /// <returns>Whether it was dead-lettered.</returns>
    public bool GiveBack(QueueMessage message, string reason, int maxDeliveries)
    {
        if (message.DeliveryCount < maxDeliveries)
        {
            _database.Execute("UPDATE messages SET locked = 0, visible_at = $visibleAt WHERE id = $id",
                ("$id", message.Id),
                ("$visibleAt", Now + (long)BackOff.After(message.DeliveryCount).TotalMilliseconds));
            return false;
        }

        _database.InTransaction(() =>
        {
            _database.Execute("""
                INSERT INTO dead_letters
                SELECT id, queue, message_id, body, enqueued_at, delivery_count, $now, $reason
                FROM messages WHERE id = $id
                """, ("$id", message.Id), ("$now", Now), ("$reason", reason));
            Complete(message);
        });
        return true;
    }

    private static QueueMessage Read(SqliteDataReader row) => new(
        row.GetInt64(row.GetOrdinal("id")),
        row.GetString(row.GetOrdinal("message_id")),
        row.GetString(row.GetOrdinal("body")),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(row.GetOrdinal("enqueued_at"))),
        row.GetInt32(row.GetOrdinal("delivery_count")));
}
