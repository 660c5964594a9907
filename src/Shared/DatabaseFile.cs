using System.Buffers.Binary;
using Microsoft.Data.Sqlite;

namespace Understudy.Shared;

/// <summary>
/// Looks at a SQLite file before it is used for the first time, so that a damaged one is told at the start, untouched,
/// and not by whatever meets the damage later.
/// </summary>
internal static class DatabaseFile
{
    // Reading every page of a larger one would hold up the start; its outline is looked at all the same.
    private const long LargestToReadWhole = 128L * 1024 * 1024;

    /// <summary>Checks the file, or makes an empty one when there is none.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="kind">
    /// A number for what such files hold, SQLite's <c>application_id</c>: it tells when a write-ahead log belongs to
    /// another database.
    /// </param>
    /// <param name="loss">What is lost when somebody moves the file away, a sentence without its full stop.</param>
    /// <exception cref="InvalidDataException">It cannot be used; the message says what to do.</exception>
    /// <exception cref="IOException">It could not be made.</exception>
    public static void Prepare(string path, int kind, string loss)
    {
        foreach (string part in new[] { path, path + "-wal", path + "-shm" })
            UnusableFile.Check(part, FileAccess.ReadWrite, loss);
        if (File.Exists(path)) Check(path, kind, loss);
        else Make(path, kind);
    }

    private static void Make(string path, int kind)
    {
        if (new FileInfo(path + "-wal") is { Exists: true, Length: > 0 })
        {
            throw new InvalidDataException(
                $"{path}-wal belongs to {path}, which is not there. Restore that file, or move this one away, too.");
        }
        // It appears whole: what a killed process leaves is never an empty file.
        string draft = $"{path}.{Guid.NewGuid():n}";
        try
        {
            SetUp(draft, kind);
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was faster.
        }
        catch (SqliteException error)
        {
            throw new IOException($"{path} cannot be made; the disk may be full.", error);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private static void Check(string path, int kind, string loss)
    {
        if (Fault(path) is { } fault) throw UnusableFile.Error(path, fault, loss);
        try
        {
            // A connection that only reads leaves the file and its log as they are, whatever it finds.
            int found = (int)Ask(path, SqliteOpenMode.ReadOnly, connection =>
            {
                long id = (long)Scalar(connection, "PRAGMA application_id");
                if (id != 0 && id != kind) return id;
                string look = new FileInfo(path).Length <= LargestToReadWhole
                    ? "PRAGMA quick_check(1)"
                    : "SELECT 'ok' FROM (SELECT max(name) FROM sqlite_schema)";
                return Scalar(connection, look) is "ok" ? id : throw UnusableFile.Error(path, "is damaged", loss);
            });
            if (found != 0 && found != kind)
                throw UnusableFile.Error(path, "or the -wal file beside it is another database's", loss);
            if (found == 0) SetUp(path, kind);
        }
        catch (SqliteException error)
        {
            throw error.SqliteErrorCode switch
            {
                SQLitePCL.raw.SQLITE_NOTADB => UnusableFile.Error(path, "is no database", loss, error),
                SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED => new IOException(
                    $"{path} is held by another process.", error),
                SQLitePCL.raw.SQLITE_FULL => new IOException($"{path} cannot be written; the disk may be full.", error),
                _ => UnusableFile.Error(path, "is damaged or cannot be read", loss, error),
            };
        }
    }

    /// <summary>
    /// What is wrong with the beginning of the file. SQLite takes one of less than a page for a new database, and would
    /// throw the log beside it away.
    /// </summary>
    private static string? Fault(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (file.Length == 0) return "is empty";
        Span<byte> header = stackalloc byte[18];
        if (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length ||
            !header.StartsWith("SQLite format 3\0"u8))
            return "is no database";
        int page = BinaryPrimitives.ReadUInt16BigEndian(header[16..]);
        return file.Length < (page == 1 ? 65536 : page) ? "is cut" : null;
    }

    private static void SetUp(string path, int kind) => Ask(path, SqliteOpenMode.ReadWriteCreate, connection =>
    {
        Scalar(connection, "PRAGMA journal_mode = WAL");
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"PRAGMA application_id = {kind}";
        return command.ExecuteNonQuery();
    });

    private static long Ask(string path, SqliteOpenMode mode, Func<SqliteConnection, long> ask)
    {
        using SqliteConnection connection = new(
            new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return ask(connection);
    }

    private static object Scalar(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()!;
    }
}
