using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Understudy.LocalRuntime.Durable.Storage;

/// <summary>A prepared statement whose parameters are written <c>$1</c>, <c>$2</c> … in its text.</summary>
internal sealed class Statement : IDisposable
{
    private readonly SqliteCommand _command;

    public Statement(SqliteConnection connection, string sql, int parameters)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
        for (int number = 1; number <= parameters; number++)
            _command.Parameters.Add(new SqliteParameter("$" + number.ToString(CultureInfo.InvariantCulture), null));
        _command.Prepare();
    }

    /// <returns>How many rows changed.</returns>
    public int Run(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteNonQuery();
    }

    public SqliteDataReader Read(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteReader();
    }

    public void Dispose() => _command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (int index = 0; index < values.Length; index++)
            _command.Parameters[index].Value = values[index] ?? DBNull.Value;
    }
}
