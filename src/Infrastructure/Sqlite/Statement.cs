using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Understudy.Infrastructure.Sqlite;

/// <summary>
/// A statement that stays prepared. It speaks to SQLite directly because a point read through ADO costs several times
/// the read itself, and copies the document once more. Not safe for use by several threads.
/// </summary>
internal sealed class Statement : IDisposable
{
    private const int StackBytes = 512;
    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;

    public Statement(sqlite3 connection, string sql)
    {
        _connection = connection;
        Check(raw.sqlite3_prepare_v3(connection, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    public void Dispose() => _statement.Dispose();

    public void Bind(int index, long value) => Check(raw.sqlite3_bind_int64(_statement, index, value));

    public void Bind(int index, double value) => Check(raw.sqlite3_bind_double(_statement, index, value));

    public void BindNull(int index) => Check(raw.sqlite3_bind_null(_statement, index));

    public void Bind(int index, ReadOnlySpan<byte> utf8) => Check(raw.sqlite3_bind_text(_statement, index, utf8));

    public void Bind(int index, string text)
    {
        if (text.Length > StackBytes / 3)
        {
            Bind(index, Encoding.UTF8.GetBytes(text));
            return;
        }
        Span<byte> buffer = stackalloc byte[StackBytes];
        Bind(index, buffer[..Encoding.UTF8.GetBytes(text, buffer)]);
    }

    /// <summary>Binds what <see cref="FieldValue"/> makes of a value: a text, long, double or null.</summary>
    public void BindValue(int index, object? value)
    {
        switch (value)
        {
            case null: BindNull(index); break;
            case string text: Bind(index, text); break;
            case long number: Bind(index, number); break;
            default: Bind(index, (double)value); break;
        }
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns>False when there is none.</returns>
    public bool Step()
    {
        int code = raw.sqlite3_step(_statement);
        if (code == raw.SQLITE_ROW) return true;
        if (code != raw.SQLITE_DONE) Check(code);
        return false;
    }

    /// <summary>Ends the execution, which ends the read transaction that it is.</summary>
    public void Reset() => _ = raw.sqlite3_reset(_statement);

    /// <summary>Runs a statement that yields no rows.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Execute()
    {
        try
        {
            while (Step())
            {
            }
            return raw.sqlite3_changes(_connection);
        }
        finally
        {
            Reset();
        }
    }

    public long GetInt64(int column) => raw.sqlite3_column_int64(_statement, column);

    /// <summary>A text's bytes, valid until the next step.</summary>
    public ReadOnlySpan<byte> GetUtf8(int column) => raw.sqlite3_column_blob(_statement, column);

    public string GetText(int column) => Encoding.UTF8.GetString(GetUtf8(column));

    public object? GetValue(int column) => raw.sqlite3_column_type(_statement, column) switch
    {
        raw.SQLITE_NULL => null,
        raw.SQLITE_INTEGER => GetInt64(column),
        raw.SQLITE_FLOAT => raw.sqlite3_column_double(_statement, column),
        _ => GetText(column),
    };

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK) SqliteException.ThrowExceptionForRC(code, _connection);
    }
}
