using Microsoft.Data.Sqlite;
using Understudy.LocalRuntime.Durable.Histories;

namespace Understudy.LocalRuntime.Durable.Storage;

/// <summary>Reads of columns that may be null.</summary>
internal static class Rows
{
    public static string? Text(this SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>The five columns of an event, from <paramref name="first"/> on.</summary>
    public static HistoryEvent Event(this SqliteDataReader row, int first) => new EventColumns(
        (EventKind)row.GetInt32(first),
        row.IsDBNull(first + 1) ? null : row.GetInt32(first + 1),
        row.Text(first + 2),
        row.IsDBNull(first + 3) ? null : row.GetInt64(first + 3),
        row.Text(first + 4)).ToEvent();
}
