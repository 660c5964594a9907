using Microsoft.Data.Sqlite;

namespace Understudy.Shared;

/// <summary>Tells a disk without room from what else can go wrong: it passes, and nobody's request is at fault.</summary>
internal static class FullDisk
{
    private const int NoSpace = 28;
    private const int OverQuota = 122;
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    /// <summary>Whether something failed because there was no room.</summary>
    public static bool IsCauseOf(Exception? error) => error switch
    {
        null => false,
        SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_FULL } => true,
        IOException { HResult: NoSpace or OverQuota or WindowsDiskFull } => true,
        AggregateException several => several.InnerExceptions.Any(IsCauseOf),
        _ => IsCauseOf(error.InnerException),
    };
}
