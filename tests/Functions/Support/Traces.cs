using System.Text;
using Microsoft.Data.Sqlite;

namespace Understudy.Functions.Tests.Support;

/// <summary>Looks for a text in everything that the app keeps: rows of databases, names of files and their bytes.</summary>
public static class Traces
{
    /// <summary>Where it is found.</summary>
    public static IEnumerable<string> In(string dataFolder, string text)
    {
        foreach (string path in Directory.EnumerateFileSystemEntries(dataFolder, "*", SearchOption.AllDirectories))
        {
            string name = Path.GetRelativePath(dataFolder, path);
            if (name.Contains(text, StringComparison.OrdinalIgnoreCase)) yield return name;
            if (Directory.Exists(path) || name.EndsWith("-wal", StringComparison.Ordinal) ||
                name.EndsWith("-shm", StringComparison.Ordinal))
                continue;
            if (name.EndsWith(".db", StringComparison.Ordinal))
            {
                // What was deleted may stay in free pages until they are used again; what counts is what can be read.
                foreach (string table in InDatabase(path, text)) yield return $"{name}: {table}";
            }
            else if (Read(path) is { } content && content.Contains(text, StringComparison.OrdinalIgnoreCase))
            {
                yield return $"in {name}";
            }
        }
    }

    private static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path, Encoding.Latin1);
        }
        catch (IOException)
        {
            // It was deleted meanwhile, or is a lock.
            return null;
        }
    }

    private static List<string> InDatabase(string path, string text)
    {
        using SqliteConnection connection = new($"Data Source={path};Mode=ReadOnly;Pooling=False");
        connection.Open();
        List<string> found = [];
        // The sandbox plays a payment provider, who keeps books of their own.
        foreach (string table in Names(
            connection,
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'documents:sandbox%'"))
        {
            string quoted = $"\"{table.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
            foreach (string column in Names(connection, $"SELECT name FROM pragma_table_info('{table}')"))
            {
                using SqliteCommand command = connection.CreateCommand();
                command.CommandText =
                    $"SELECT count(*) FROM {quoted} WHERE instr(lower(CAST(\"{column}\" AS TEXT)), lower($text)) > 0";
                command.Parameters.AddWithValue("$text", text);
                if (Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture) > 0)
                    found.Add($"{table}.{column}");
            }
        }
        return found;
    }

    private static List<string> Names(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader reader = command.ExecuteReader();
        List<string> names = [];
        while (reader.Read()) names.Add(reader.GetString(0));
        return names;
    }
}
