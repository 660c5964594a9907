using System.Buffers.Binary;
using System.Numerics;
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

    private const int LogHeaderBytes = 32;
    private const uint LogMagic = 0x377f0682;
    private const uint LogVersion = 3007000;

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
        if (File.Exists(path))
        {
            CheckLog(path);
            Check(path, kind, loss);
        }
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
            throw Unusable(path, "", error);
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
            throw Unusable(path, loss, error);
        }
    }

    /// <summary>What to tell of an error of SQLite: few of them mean that the file itself is bad.</summary>
    internal static Exception Unusable(string path, string loss, SqliteException error) => error.SqliteErrorCode switch
    {
        SQLitePCL.raw.SQLITE_NOTADB => UnusableFile.Error(path, "is no database", loss, error),
        SQLitePCL.raw.SQLITE_CORRUPT => UnusableFile.Error(path, "is damaged", loss, error),
        SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED => new IOException(
            $"{path} is held by another process.", error),
        SQLitePCL.raw.SQLITE_FULL => new IOException($"{path} cannot be written: the disk is full.", error),
        int code => new IOException(
            $"{path} cannot be used: {SQLitePCL.raw.sqlite3_errstr(code).utf8_to_string()}. Check the owner and the " +
            "permissions, of it and of its folder, and the disk.",
            error),
    };

    /// <summary>
    /// SQLite takes a log whose header is not right for an empty one, and goes on without what was written last. It writes
    /// the header at once, and waits until the disk has it before anything follows: a power cut may leave a log of no
    /// bytes or of a header's worth of zeros, but no other wrong beginning. Frames at its end may be broken.
    /// </summary>
    private static void CheckLog(string path)
    {
        FileInfo log = new(path + "-wal");
        if (!log.Exists || log.Length == 0) return;
        Span<byte> header = stackalloc byte[LogHeaderBytes];
        using (FileStream file = log.Open(FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
        {
            int read = file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
            if (read == header.Length && (IsLogHeader(header) || (log.Length == read && !header.ContainsAnyExcept((byte)0))))
                return;
        }
        throw UnusableFile.Error(
            log.FullName,
            $"is damaged, and goes with no other {Path.GetFileName(path)} than that of the same moment",
            "what was written last is lost then");
    }

    private static bool IsLogHeader(ReadOnlySpan<byte> header)
    {
        uint magic = BinaryPrimitives.ReadUInt32BigEndian(header);
        uint page = BinaryPrimitives.ReadUInt32BigEndian(header[8..]);
        if ((magic & ~1u) != LogMagic || BinaryPrimitives.ReadUInt32BigEndian(header[4..]) != LogVersion ||
            page is < 512 or > 65536 || !BitOperations.IsPow2(page))
            return false;
        // The last bit of the first word tells in which order the bytes of a word are summed up.
        (uint first, uint second) = (0, 0);
        for (int at = 0; at < LogHeaderBytes - 8; at += 8)
        {
            first += Word(header[at..]) + second;
            second += Word(header[(at + 4)..]) + first;
        }
        return first == BinaryPrimitives.ReadUInt32BigEndian(header[24..]) &&
            second == BinaryPrimitives.ReadUInt32BigEndian(header[28..]);

        uint Word(ReadOnlySpan<byte> bytes) => (magic & 1) == 1
            ? BinaryPrimitives.ReadUInt32BigEndian(bytes)
            : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
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
