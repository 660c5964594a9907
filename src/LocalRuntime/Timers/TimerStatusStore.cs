using Microsoft.Azure.Functions.Worker;
using Understudy.LocalRuntime.State;

namespace Understudy.LocalRuntime.Timers;

/// <summary>Remembers when timers ran and will run, so that a run missed while the host was down is noticed.</summary>
internal sealed class TimerStatusStore
{
    private readonly StateDatabase _database;

    public TimerStatusStore(StateDatabase database)
    {
        _database = database;
        database.Execute("""
            CREATE TABLE IF NOT EXISTS timers (
                function TEXT PRIMARY KEY COLLATE NOCASE,
                last INTEGER NOT NULL,
                next INTEGER NOT NULL,
                updated INTEGER NOT NULL)
            """);
    }

    /// <summary>The status of a function's timer, or null if it never had one.</summary>
    public ScheduleStatus? Find(string function) => _database.Query(
        "SELECT last, next, updated FROM timers WHERE function = $function",
        static row => new ScheduleStatus
        {
            Last = new DateTime(row.GetInt64(0), DateTimeKind.Utc),
            Next = new DateTime(row.GetInt64(1), DateTimeKind.Utc),
            LastUpdated = new DateTime(row.GetInt64(2), DateTimeKind.Utc),
        },
        ("$function", function)).SingleOrDefault();

    public void Save(string function, ScheduleStatus status) => _database.Execute(
        "INSERT OR REPLACE INTO timers VALUES ($function, $last, $next, $updated)",
        ("$function", function),
        ("$last", status.Last.Ticks),
        ("$next", status.Next.Ticks),
        ("$updated", status.LastUpdated.Ticks));
}
