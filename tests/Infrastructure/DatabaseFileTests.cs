using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Understudy.Shared;

namespace Understudy.Infrastructure.Tests;

/// <summary>What is told of a database before it is used, and that what a power cut may leave is none of it.</summary>
public sealed class DatabaseFileTests : IDisposable
{
    private const int Kind = 7;
    private readonly TemporaryFolder _folder = new();

    private string Database => _folder["a.db"];

    private string Log => Database + "-wal";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_in_the_log_of_a_killed_process_is_there()
    {
        Leave();
        DatabaseFile.Prepare(Database, Kind, "all is lost");
        Rows().ShouldBe(1);
    }

    [Theory]
    [InlineData("random")]
    [InlineData("cut")]
    [InlineData("zeros")]
    [InlineData("checksum")]
    [InlineData("page size")]
    [InlineData("version")]
    public void A_log_with_a_wrong_beginning_is_damaged_and_stays_as_it_is(string fault)
    {
        Leave();
        byte[] log = File.ReadAllBytes(Log);
        switch (fault)
        {
            case "random": RandomNumberGenerator.Fill(log); break;
            case "cut": log = log[..20]; break;
            case "zeros": log.AsSpan(0, 32).Clear(); break;
            case "checksum": log[31] ^= 1; break;
            case "page size": log[10] ^= 1; break;
            case "version": log[7] ^= 1; break;
        }
        File.WriteAllBytes(Log, log);
        string told = Should.Throw<InvalidDataException>(() => DatabaseFile.Prepare(Database, Kind, "all is lost")).Message;
        told.ShouldStartWith($"{Log} is damaged");
        told.ShouldContain("what was written last is lost then");
        File.ReadAllBytes(Log).ShouldBe(log);
    }

    [Theory]
    [InlineData("empty", 0)]
    [InlineData("a header of zeros", 0)]
    [InlineData("broken frame", 0)]
    [InlineData("half a frame more", 1)]
    public void What_a_power_cut_may_leave_of_a_log_is_no_damage(string left, int rows)
    {
        Leave();
        byte[] log = File.ReadAllBytes(Log);
        switch (left)
        {
            case "empty": log = []; break;
            case "a header of zeros": log = new byte[32]; break;
            case "broken frame": log.AsSpan(60).Clear(); break;
            case "half a frame more": log = [.. log, .. log[32..1000]]; break;
        }
        File.WriteAllBytes(Log, log);
        DatabaseFile.Prepare(Database, Kind, "all is lost");
        Rows().ShouldBe(rows);
    }

    [Fact]
    public void A_log_of_a_machine_with_the_other_byte_order_is_none_that_is_damaged()
    {
        Leave();
        byte[] log = File.ReadAllBytes(Log);
        Convert.FromHexString("377f0683002de218000010000000000000000001000000021604e6d8bcddce93").CopyTo(log, 0);
        File.WriteAllBytes(Log, log);
        DatabaseFile.Prepare(Database, Kind, "all is lost");
    }

    [Theory]
    [InlineData(raw.SQLITE_NOTADB, "is no database. Restore it from a backup")]
    [InlineData(raw.SQLITE_CORRUPT, "is damaged. Restore it from a backup")]
    public void Only_a_bad_file_is_to_be_restored(int code, string told)
    {
        Exception error = DatabaseFile.Unusable("/data/a.db", "all is lost", new SqliteException("", code));
        error.ShouldBeOfType<InvalidDataException>().Message.ShouldStartWith($"/data/a.db {told}");
    }

    [Theory]
    [InlineData(raw.SQLITE_CANTOPEN, "unable to open database file")]
    [InlineData(raw.SQLITE_READONLY, "attempt to write a readonly database")]
    [InlineData(raw.SQLITE_IOERR, "disk I/O error")]
    [InlineData(raw.SQLITE_PERM, "access permission denied")]
    [InlineData(raw.SQLITE_AUTH, "authorization denied")]
    [InlineData(raw.SQLITE_BUSY, "held by another process")]
    [InlineData(raw.SQLITE_LOCKED, "held by another process")]
    [InlineData(raw.SQLITE_FULL, "the disk is full")]
    public void What_keeps_a_good_file_from_being_used_is_told_for_what_it_is(int code, string told)
    {
        string message = DatabaseFile.Unusable("/data/a.db", "all is lost", new SqliteException("", code))
            .ShouldBeOfType<IOException>().Message;
        message.ShouldStartWith("/data/a.db ");
        message.ShouldContain(told);
        message.ShouldNotContain("Restore");
    }

    /// <summary>Leaves what a process that is killed after its first row does.</summary>
    private void Leave()
    {
        string alive = _folder["alive.db"];
        DatabaseFile.Prepare(alive, Kind, "all is lost");
        using SqliteConnection connection = Open(alive);
        Run(connection, "CREATE TABLE t (x); PRAGMA wal_checkpoint(TRUNCATE)");
        Run(connection, "INSERT INTO t VALUES (1)");
        File.Copy(alive, Database);
        File.Copy(alive + "-wal", Log);
    }

    private long Rows()
    {
        using SqliteConnection connection = Open(Database);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM t";
        return (long)command.ExecuteScalar()!;
    }

    private static SqliteConnection Open(string path)
    {
        SqliteConnection connection = new($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
